//! What restoring a copy does and why it is refused; why a register may not send until a person has checked it.

use std::path::Path;

use crate::lifecycle::day::Day;
use crate::message::say::day_for;
use crate::message::{Say, Sentence, Voice};

/// Someone works with the register.
pub(crate) fn in_use(voice: Voice, path: &Path) -> String {
    let path = path.display();
    voice.pick(
        format!("{path}: chương trình đang chạy với sổ này; dừng dịch vụ trước (`systemctl stop pactwatch`)"),
        format!("{path}: pactwatch is at work with this register; stop the service first (`systemctl stop pactwatch`)"),
    )
}

/// The copy is not sound.
pub(crate) fn unsound_copy(voice: Voice, path: &Path, fault: &str) -> String {
    let path = path.display();
    voice.pick(
        format!("{path}: bản sao lưu không toàn vẹn ({fault}); chưa thay đổi gì, đề nghị dùng bản khác"),
        format!("{path}: the copy is not sound ({fault}); nothing was changed, take another one"),
    )
}

/// It is a copy of another register.
pub(crate) fn other_register(voice: Voice, path: &Path) -> String {
    let path = path.display();
    voice.pick(
        format!("{path}: đây là bản sao của một sổ khác; chưa thay đổi gì, đề nghị kiểm tra `--config`"),
        format!("{path}: this is a copy of another register; nothing was changed, look at `--config`"),
    )
}

/// Files could not be read or moved.
pub fn files(voice: Voice, path: &Path, error: &str) -> String {
    let (path, error) = (path.display(), Sentence::quoted(&error).say(voice));
    voice.pick(
        format!("{path}: {error}; kiểm tra quyền đối với tệp và thư mục"),
        format!("{path}: {error}; look at the rights of the file and its folder"),
    )
}

/// What a copy holds.
pub fn copy_contents(voice: Voice, path: &Path, acts: u64, head: &str) -> String {
    let path = path.display();
    voice.pick(
        format!("{path}: toàn vẹn, {acts} lần cập nhật, mã kiểm tra {head}"),
        format!("{path}: sound, acts: {acts}, head {head}"),
    )
}

/// What is at the foot of a digest, checked against the copy.
pub fn seal(voice: Voice, seal: &str, act: Option<i64>, since: u64) -> String {
    match act {
        Some(act) => voice.pick(
            format!("Bản tổng hợp có mã {seal}: bản sao có lần cập nhật đó (số {act}), và {since} lần sau nó."),
            format!("Digest with seal {seal}: the copy has its act (number {act}), and {since} after it."),
        ),
        None => voice.pick(
            format!(
                "Bản tổng hợp có mã {seal}: bản sao không có lần cập nhật đó. Bản sao thiếu những gì đã ghi trước bản tổng \
                 hợp ấy; đối chiếu mục thay đổi trong các bản tổng hợp và ghi lại"
            ),
            format!(
                "Digest with seal {seal}: the copy does not have its act. What was recorded before that digest is missing; \
                 see the changes that the digests list, and record them once more"
            ),
        ),
    }
}

pub(crate) fn no_seal(voice: Voice, text: &str) -> String {
    voice.pick(
        format!("`{text}` không phải mã ở cuối bản tổng hợp; mã gồm 32 chữ số và chữ cái từ a đến f"),
        format!("`{text}` is no seal; at the foot of a digest stand 32 digits and letters from a to f"),
    )
}

/// Acts that are not in the copy.
pub fn missing(voice: Voice, count: usize) -> String {
    voice.pick(
        format!("Không có trong bản sao, cần ghi lại: {count} lần cập nhật"),
        format!("Not in the copy, to be recorded once more: {count} {}", if count == 1 { "act" } else { "acts" }),
    )
}

/// One act that is not in the copy.
pub(crate) fn missing_act(voice: Voice, reference: &str, act: &str, on: Day, by: &str) -> String {
    let on = day_for(voice, on);
    let act = if act.is_empty() { voice.pick("lần cập nhật", "an act") } else { act };
    voice.pick(format!("{reference}: {act}, ngày {on} ({by})"), format!("{reference}: {act} on {on} ({by})"))
}

/// Before the letters that would go again.
pub fn again(voice: Voice) -> &'static str {
    voice.pick("Theo nhật ký gửi thư bên cạnh sổ:", "By the journal beside the register:")
}

pub(crate) fn nothing_missing(voice: Voice) -> &'static str {
    voice.pick(
        "Không thiếu lần cập nhật nào; không thư nào đã gửi sẽ gửi lại.",
        "No act is missing, and no letter that went would go again.",
    )
}

/// The copy is in its place.
pub fn restored(voice: Voice, kept_as: Option<&Path>) -> String {
    let kept = kept_as.map(|path| path.display().to_string());
    match kept {
        Some(kept) => voice.pick(
            format!("Đã khôi phục. Sổ trước đó giữ ở {kept}. Chạy `pactwatch tick --take-over` khi đã xem danh sách trên."),
            format!(
                "Restored. The register that was there is kept as {kept}. Run `pactwatch tick --take-over` once you have \
                 seen to the list above."
            ),
        ),
        None => voice.pick("Đã khôi phục.".to_owned(), "Restored.".to_owned()),
    }
}

/// Nothing has changed yet.
pub fn confirmation_question(voice: Voice) -> &'static str {
    voice.pick("Thay sổ hiện tại bằng bản sao này?", "Put this copy in the register's place?")
}

/// Nobody agreed.
pub fn not_confirmed(voice: Voice) -> &'static str {
    voice.pick(
        "chưa thay đổi gì; thêm --yes nếu không có ai để hỏi",
        "nothing was changed; say --yes where nobody can be asked",
    )
}

/// The cure of a register that is held.
fn look_first(voice: Voice) -> &'static str {
    voice.pick(
        "Chưa gửi thư nào. `pactwatch check` liệt kê những gì thiếu và những thư sẽ gửi lại; xem xong chạy `pactwatch tick \
         --take-over`",
        "No letter goes. `pactwatch check` lists what is missing and which letters would go again; then run `pactwatch tick \
         --take-over`",
    )
}

/// The register lacks acts or receipts.
pub fn behind(voice: Voice, acts: i64, receipts: i64, at: &str) -> String {
    let cure = look_first(voice);
    voice.pick(
        format!("sổ này cũ hơn bản đã hoạt động lúc {at}: thiếu {acts} lần cập nhật và {receipts} dòng nhật ký gửi thư. {cure}"),
        format!(
            "this register is older than the one that was at work at {at}; missing acts: {acts}, missing lines of receipts: \
             {receipts}. {cure}"
        ),
    )
}

/// The register was at work elsewhere.
pub fn elsewhere(voice: Voice, host: &str, path: &str, at: &str) -> String {
    let cure = look_first(voice);
    voice.pick(
        format!("sổ này hoạt động lần cuối lúc {at} trên máy {host} ({path}); dừng chương trình ở đó trước. {cure}"),
        format!("this register was last at work at {at} on {host} ({path}); stop the program there first. {cure}"),
    )
}

/// Another copy has been at work since.
pub fn twin(voice: Voice, host: &str, at: &str) -> String {
    let cure = look_first(voice);
    voice.pick(
        format!("một bản khác của sổ này đã hoạt động lúc {at} trên máy {host}; chỉ được chạy một bản. {cure}"),
        format!("another copy of this register was at work at {at} on {host}; only one may run. {cure}"),
    )
}
