//! What `status` finds that someone has to see to.

use crate::message::sentence::sentences;

sentences! {
    NO_LETTER_LEFT(2) =
        "từ {0} chưa gửi được thư nào: {1}",
        "no letter has left since {0}: {1}";
    CAME_BACK(2) =
        "thư gửi `{0}` ({1}) bị trả lại; sửa `email` trong config.toml, hoặc chạy `pactwatch outbox bounced {1} --works`",
        "mail to `{0}` ({1}) came back; set another `email` in config.toml, or `pactwatch outbox bounced {1} --works`";
    ONE_UNDELIVERABLE(0) =
        "có 1 thư không gửi được; xem `pactwatch outbox list --state dead`",
        "1 letter is undeliverable; see `pactwatch outbox list --state dead`";
    UNDELIVERABLE(1) =
        "có {0} thư không gửi được; xem `pactwatch outbox list --state dead`",
        "{0} letters are undeliverable; see `pactwatch outbox list --state dead`";
    REGISTER_OLDER(0) =
        "sổ thiếu thư hoặc lần cập nhật đã từng có; `pactwatch check` liệt kê",
        "letters or acts are not in the register any more; `pactwatch check` tells which";
    PASSED_OVER(1) =
        "lần rà soát gần nhất bỏ qua {0}",
        "the last scan passed over {0}";
    PASSED_OVER_MORE(1) =
        "lần rà soát gần nhất bỏ qua {0} văn bản nữa; `pactwatch tick` liệt kê",
        "the last scan passed over {0} more; `pactwatch tick` tells them";
    NOT_TRIED(0) =
        "chưa gửi lần nào",
        "nothing has tried to send it";
    OLDEST_WAITS(3) =
        "thư chờ lâu nhất chờ từ {0}: {1}; xem `pactwatch outbox show {2}`",
        "the oldest letter has waited since {0}: {1}; see `pactwatch outbox show {2}`";
    DAEMON_SILENT(2) =
        "lần cuối dịch vụ báo còn chạy là {0}; xem `systemctl status pactwatch` và khởi động lại, hoặc xóa {1} nếu `pactwatch tick` làm thay",
        "the daemon was last heard of at {0}; look at `systemctl status pactwatch` and start it again, or remove {1} where `pactwatch tick` does its work";
    IS_IT_RUNNING(0) =
        "dịch vụ có đang chạy không? `pactwatch tick` rà soát một lần bằng tay",
        "is the service running? `pactwatch tick` scans once by hand";
    BRAKED(2) =
        "có {0} lần nhắc cùng đến hạn, nhiều hơn mức [post] brake cho phép ({1}), nên chưa gửi lần nào; xem vì sao nhiều như vậy, rồi chạy `pactwatch tick --release` để gửi",
        "{0} reminders are due at once, more than [post] brake allows ({1}), and none of them goes; look why there are so many, then `pactwatch tick --release` sends them";
    NEVER_SCANNED(1) =
        "sổ chưa được rà soát lần nào; {0}",
        "the register has never been scanned; {0}";
    SCAN_IN_FUTURE(1) =
        "lần rà soát gần nhất, {0}, nằm ở tương lai; chỉnh đồng hồ của máy, rồi chạy `pactwatch tick`",
        "the last scan, {0}, lies in the future; set the machine's clock, then `pactwatch tick`";
    SCAN_OLD(2) =
        "lần rà soát trọn vẹn gần nhất là {0}; {1}",
        "the last complete scan was at {0}; {1}";
}
