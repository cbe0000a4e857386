//! Why a scan, a letter or the way to the mail server stops.

use crate::message::sentence::sentences;

sentences! {
    FAULT(1) =
        "chương trình gặp lỗi ở đây: {0}; đề nghị báo lại",
        "the program failed over it: {0}; please report that";
    NO_CONTACTS(0) =
        "config.toml không có [contacts] nào mà sổ có người phụ trách; chưa rà soát để không mất lượt nhắc; đề nghị ghi lại danh bạ",
        "config.toml has no [contacts] while agreements have officers: nothing is scanned, so that no reminder is passed over; put the contacts back";
    TRIPPED(1) =
        "dừng có chủ ý ở {0}",
        "stopped on purpose at {0}";
    CERTIFICATES(2) =
        "{0}: {1}; sửa `[post.smtp] ca_file`",
        "{0}: {1}; mend `[post.smtp] ca_file`";
    NO_PASSWORD(0) =
        "`[post.smtp] username` đã đặt nhưng chưa có mật khẩu; đặt `password_file` hoặc `password_env`",
        "`[post.smtp] username` is set but no password; set `password_file` or `password_env`";
    NO_SERVER(0) =
        "`[post] transport` là \"smtp\" nhưng chưa có [post.smtp]; thêm vào",
        "`[post] transport` is \"smtp\" but there is no [post.smtp]; add it";
    MADE_UP_DAY(1) =
        "đang đặt PACTWATCH_NOW và {0} không phải máy này: thư của ngày giả định không được đến tay người; bỏ biến ấy",
        "PACTWATCH_NOW is set, and {0} is not this machine: letters of a made-up day must not reach people; unset it";
    NOBODY_LEFT(1) =
        "không còn ai để gửi thư cho `{0}`; ghi `[office] fallback`",
        "nobody is left to write to for `{0}`; name `[office] fallback`";
    ALARM_FILE(2) =
        "Từ {0} chưa gửi được thư nào.\n{1}\n",
        "No letter has left since {0}.\n{1}\n";
    RUNS_ALREADY(1) =
        "{0}: một pactwatch khác đang chạy với cơ sở dữ liệu này; dừng chương trình ấy trước",
        "{0}: another pactwatch runs with this database; stop it first";
    NOW_IS_SET(0) =
        "đang đặt PACTWATCH_NOW; dịch vụ chạy theo đồng hồ thật. Bỏ biến ấy, hoặc dùng `tick` để thử",
        "PACTWATCH_NOW is set; a daemon lives by the real clock. Unset it, or use `tick` to rehearse";
    NEEDS_A_FILE(0) =
        "dịch vụ cần một tệp cơ sở dữ liệu; sửa `[store] path`",
        "the daemon needs a database file; mend `[store] path`";
}
