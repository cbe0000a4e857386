//! Why a list was not even begun with, or was given up as a whole.

use std::fmt::Display;
use std::path::Path;

use crate::message::{Say, Sentence, Voice};

/// Why a file cannot be read at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unopened {
    /// Its name tells no format.
    Name,
    /// It is a folder, a device, a pipe.
    NotAFile,
    TooLarge,
}

/// A file that cannot be read at all.
pub(crate) fn unopened(voice: Voice, path: &Path, why: Unopened) -> String {
    let path = path.display();
    match why {
        Unopened::Name => voice.pick(
            format!("{path}: tên tệp không cho biết định dạng; chương trình đọc tệp .toml, .csv, .xlsx, .xls và .ods"),
            format!("{path}: not a name this program can import; it reads .toml, .csv, .xlsx, .xls and .ods files"),
        ),
        Unopened::NotAFile => voice.pick(
            format!("{path}: không phải tệp; nêu tên tệp chứa danh sách"),
            format!("{path}: not a regular file; name the file that holds the list"),
        ),
        Unopened::TooLarge => voice.pick(
            format!("{path}: lớn hơn 64 MiB; tách danh sách rồi nhập lần lượt từng phần"),
            format!("{path}: larger than 64 MiB; split the list and import the parts one after the other"),
        ),
    }
}

/// A file that the system does not give.
pub(crate) fn not_given(voice: Voice, path: &Path, why: &impl Display) -> String {
    let (path, why) = (path.display(), Sentence::quoted(why).say(voice));
    voice.pick(
        format!("{path}: không đọc được ({why}); kiểm tra đường dẫn và quyền đọc"),
        format!("{path}: {why}; check the path and who may read it"),
    )
}

/// A long list while the daemon runs.
pub(crate) fn beside_daemon(voice: Voice, rows: usize) -> String {
    voice.pick(
        format!(
            "danh sách có {rows} dòng mà dịch vụ đang chạy: trong lúc nhập không ai cập nhật được và không thư nào được gửi; dừng dịch vụ trước, hoặc thêm --now"
        ),
        format!(
            "{rows} rows while the daemon runs: nothing else could be recorded and no letter sent meanwhile; stop it first, or add --now"
        ),
    )
}
