//! Why a request cannot be answered.

use std::fmt::Display;
use std::path::Path;

use crate::lifecycle::day::Day;
use crate::message::say::day_for;
use crate::message::{Say, Sentence, Voice};

/// What became of a reference that nobody finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReferenceHint {
    /// The agreement has another reference now.
    Renamed(String),
    /// References that resemble it, the nearest first; none where nothing does.
    Nearest(Vec<String>),
}

/// No agreement has this reference.
pub(crate) fn unknown_reference(voice: Voice, asked: &str, likely: &ReferenceHint) -> String {
    let cure = match likely {
        ReferenceHint::Renamed(now) => voice.pick(format!("mã nay là `{now}`"), format!("it is called `{now}` now")),
        ReferenceHint::Nearest(nearest) => match nearest.as_slice() {
            [] => voice
                .pick(
                    voice.way(
                        "xem tất cả bằng `pactwatch list`",
                        "xem trang Sổ thỏa thuận",
                        "đề nghị xem lại mã trong sổ theo dõi",
                    ),
                    voice.way(
                        "`pactwatch list` shows all of them",
                        "the page Register shows all of them",
                        "see the register for its reference",
                    ),
                )
                .to_owned(),
            [one] => voice.pick(format!("có phải `{one}`?"), format!("did you mean `{one}`?")),
            several => {
                let several = several.join(", ");
                voice.pick(format!("có phải một trong các mã {several}?"), format!("did you mean one of {several}?"))
            }
        },
    };
    voice.pick(
        format!("trong sổ không có thỏa thuận mã `{asked}`; {cure}"),
        format!("there is no agreement `{asked}` in the register; {cure}"),
    )
}

/// The agreement came in later than the day it is asked about.
pub(crate) fn registered_later(voice: Voice, reference: &str, on: Day, registered_on: Day) -> String {
    let (on, since) = (day_for(voice, on), day_for(voice, registered_on));
    voice.pick(
        format!("ngày {on} trong sổ chưa có `{reference}`, văn bản vào sổ ngày {since}; đề nghị hỏi từ ngày đó trở đi"),
        format!(
            "`{reference}` was not in the register on {on}; it came in on {since}, ask for that day or a later one"
        ),
    )
}

/// No contact has this id.
pub(crate) fn unknown_contact(voice: Voice, id: &str) -> String {
    voice.pick(
        format!("config.toml không có người nhận `{id}`; đề nghị ghi tên một bảng [contacts.ID]"),
        format!("there is no contact `{id}` in config.toml; write the id of a table [contacts.ID]"),
    )
}

/// Someone whom no digest goes to.
pub(crate) fn no_digest(voice: Voice, id: &str) -> String {
    voice.pick(
        format!(
            "`{id}` không nhận thư tổng hợp: không theo dõi thỏa thuận nào và không có tên trong [roles] head, director"
        ),
        format!("`{id}` gets no digest: he looks after no agreement and stands in neither [roles] head nor director"),
    )
}

/// A day that has not come yet.
pub fn future(voice: Voice, day: Day) -> String {
    let day = day_for(voice, day);
    voice.pick(
        format!("ngày {day} chưa đến nên chưa thể biết khi đó sổ ghi gì; đề nghị nêu hôm nay hoặc một ngày đã qua"),
        format!("{day} has not come yet; what will be known then nobody knows, name today or an earlier day"),
    )
}

/// A file that cannot be made.
pub(crate) fn unwritable(voice: Voice, path: &Path, source: &impl Display) -> String {
    let (path, source) = (path.display(), Sentence::quoted(source).say(voice));
    voice.pick(
        format!("{path}: không ghi được tệp ({source}); đề nghị cấp quyền ghi vào thư mục, hoặc chọn thư mục khác"),
        format!("{path}: cannot be written ({source}); give yourself the folder, or choose another"),
    )
}

/// A file for which there is no room.
pub(crate) fn no_room(voice: Voice, path: &Path) -> String {
    let path = path.display();
    voice.pick(
        format!("{path}: đĩa đầy hoặc đã chạm giới hạn dung lượng; đề nghị dọn bớt chỗ, hoặc chọn thư mục khác"),
        format!("{path}: the disk is full or a size limit is reached; make room, or choose another folder"),
    )
}

/// A file of that kind cannot be written.
pub(crate) fn unknown_format(voice: Voice, path: &Path) -> String {
    let path = path.display();
    voice.pick(
        format!("{path}: tên tệp không cho biết định dạng; đề nghị đặt đuôi .toml, .csv, .xlsx, .json hoặc .ics"),
        format!("{path}: the name tells no format; end it in .toml, .csv, .xlsx, .json or .ics"),
    )
}

/// A table that is asked for in another format.
pub(crate) fn table_format(voice: Voice, path: &Path) -> String {
    let path = path.display();
    voice.pick(
        format!("{path}: bảng được ghi ra tệp .xlsx hoặc .csv; đề nghị đặt một trong hai đuôi này"),
        format!("{path}: a table is written as .xlsx or .csv; end the name in one of them"),
    )
}

/// A template that is asked for in another format.
pub(crate) fn template_format(voice: Voice, path: &Path) -> String {
    let path = path.display();
    voice.pick(
        format!("{path}: mẫu sổ là tệp .xlsx; đề nghị đặt đuôi .xlsx"),
        format!("{path}: the template is a workbook; end its name in .xlsx"),
    )
}

/// A file that would be overwritten.
pub(crate) fn in_the_way(voice: Voice, path: &Path) -> String {
    let path = path.display();
    voice.pick(
        format!("{path}: đã có tệp này, vẫn giữ nguyên; đề nghị chọn tên khác, hoặc thêm --force nếu đó là bản xuất cũ"),
        format!(
            "{path}: there is something already, and it was left as it is; choose another name, or say --force where it \
             is an older export"
        ),
    )
}

/// Records of a list cannot be read, so it would not be whole.
pub fn unread(voice: Voice, what: &str) -> String {
    voice.pick(
        format!("{what}; đề nghị xử lý trước, hoặc nêu tên từng thỏa thuận"),
        format!("{what}; mend that first, or name the agreements one by one"),
    )
}

/// An address that the office does not write to.
pub fn domain(voice: Voice, address: &str, allowed: &str) -> String {
    voice.pick(
        format!(
            "địa chỉ {address} nằm ngoài `[post] allowed_domains` ({allowed}); đề nghị dùng địa chỉ khác, hoặc thêm tên \
             miền vào đó"
        ),
        format!(
            "{address} lies outside `[post] allowed_domains` ({allowed}); name another address, or add its domain there"
        ),
    )
}

/// More than a calendar holds.
pub(crate) fn too_many_entries(voice: Voice, most: usize) -> String {
    voice.pick(
        format!("quá {most} mốc, phần mềm lịch không mở được; đề nghị xuất bảng tính .xlsx hoặc .csv"),
        format!("more than {most} milestones, which no calendar program opens; export a sheet instead: .xlsx or .csv"),
    )
}

/// More than anybody can read.
pub(crate) fn too_many(voice: Voice, most: usize) -> String {
    voice.pick(
        format!("quá {most} dòng; đề nghị thu hẹp, ví dụ bằng --from và --to"),
        format!("more than {most} lines; narrow it, for example with --from and --to"),
    )
}

/// One record that could not be read, in a list of others.
pub fn unreadable(voice: Voice, id: i64, why: &str) -> String {
    voice.pick(format!("thỏa thuận số {id}: {why}"), format!("agreement {id}: {why}"))
}

/// Root at work with someone else's register.
pub(crate) fn as_root(voice: Voice, database: &Path, owner: &str) -> String {
    let database = database.display();
    voice.pick(
        format!(
            "{database}: sổ thuộc người dùng {owner}; tệp do root tạo ra dịch vụ sẽ không mở được. Chạy lại bằng `sudo -u \
             {owner} pactwatch …`"
        ),
        format!(
            "{database}: the register belongs to {owner}, and what root leaves beside it the service could not open. Run \
             it as `sudo -u {owner} pactwatch …`"
        ),
    )
}

/// The clock was set while the machine ran, by so many seconds; negative: back.
pub(crate) fn clock_moved(voice: Voice, seconds: i64) -> String {
    let hours = seconds.abs() / 3_600;
    let said = if seconds < 0 {
        voice.pick(
            format!("đồng hồ máy chủ bị chỉnh lùi {hours} giờ trong khi máy đang chạy"),
            format!("the machine's clock was set back by {hours} h while it ran"),
        )
    } else {
        voice.pick(
            format!("đồng hồ máy chủ bị chỉnh nhanh lên {hours} giờ trong khi máy đang chạy"),
            format!("the machine's clock was set ahead by {hours} h while it ran"),
        )
    };
    format!("{said}; {}", until_it_is_right(voice))
}

/// The clock shows a day before that of the last scan.
pub(crate) fn clock_back(voice: Voice, last: Day) -> String {
    let last = day_for(voice, last);
    let said = voice.pick(
        format!("đồng hồ máy chủ chỉ ngày trước lần quét gần nhất ({last})"),
        format!("the machine's clock shows a day before the last scan's, {last}"),
    );
    format!("{said}; {}", until_it_is_right(voice))
}

fn until_it_is_right(voice: Voice) -> String {
    voice.pick(
        "chưa soạn thư và chưa ghi gì vào sổ cho đến khi giờ đúng. Đề nghị chỉnh lại giờ; nếu giờ hiện nay đã đúng, chạy \
         `pactwatch tick --release`, hoặc thêm --clock-is-right khi ghi"
            .to_owned(),
        "nothing is queued or recorded until it is right. Set it; where it is right now, say so with `pactwatch tick \
         --release`, or with --clock-is-right on what you record"
            .to_owned(),
    )
}
