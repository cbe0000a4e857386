//! What can go wrong with the register's file, said with the place and the cure.

use crate::message::sentence::sentences;

sentences! {
    MISSING(1) =
        "{0}: chưa có cơ sở dữ liệu; tạo bằng `pactwatch init`, hoặc sửa `[store] path`",
        "{0}: there is no database; make one with `pactwatch init`, or mend `[store] path`";
    ALREADY_THERE(1) =
        "{0}: đã có tệp này, chương trình không ghi đè; chọn tên khác",
        "{0}: already there, and nothing is ever overwritten; choose another name";
    FOREIGN(2) =
        "{0}: không phải cơ sở dữ liệu của pactwatch ({1}); tệp được giữ nguyên. Sửa `[store] path`, hoặc khôi phục bản sao lưu (`pactwatch restore TỆP`)",
        "{0}: not a pactwatch database ({1}); it was left as it is. Mend `[store] path`, or put back a backup (`pactwatch restore FILE`)";
    NEWER(3) =
        "{0}: do phiên bản pactwatch mới hơn ghi (lược đồ {1}, chương trình này biết đến {2}); tệp được giữ nguyên. Cài chương trình mới hơn, hoặc khôi phục bản sao lưu trước khi nâng cấp",
        "{0}: written by a newer pactwatch (schema {1}, this program knows {2}); it was left as it is. Install the newer program, or put back a `pactwatch backup` made before the upgrade";
    CORRUPT(2) =
        "{0}: cơ sở dữ liệu bị hỏng ({1}); chưa thay đổi gì. Dừng dịch vụ, giữ lại một bản của tệp, rồi khôi phục bản sao lưu mới nhất (`pactwatch restore TỆP`)",
        "{0}: the database is damaged ({1}); nothing was changed. Stop the service, keep a copy of the file, and put back the newest backup (`pactwatch restore FILE`)";
    BROKEN(4) =
        "{0}: {1} số {2} không còn như lúc ghi ({3}); đối chiếu với bản sao lưu (`pactwatch backup`)",
        "{0}: {1} {2} is not what was written ({3}); compare with a `pactwatch backup`";
    CHAIN_ACT(0) =
        "lần cập nhật",
        "act";
    CHAIN_RECEIPT(0) =
        "dòng nhật ký gửi thư",
        "receipt";
    CHAIN_OUTAGE(0) =
        "gián đoạn",
        "outage";
    ALTERED(0) =
        "nội dung đã bị sửa",
        "its text was altered";
    LINE_MISSING(0) =
        "thiếu dòng trước đó",
        "a line before it is missing";
    DOES_NOT_FOLLOW(0) =
        "không nối tiếp dòng trước đó",
        "it does not follow the line before it";
    BUSY(1) =
        "{0}: đang bận, chương trình khác ghi vào suốt thời gian chờ; thử lại, hoặc xem chương trình nào bằng `fuser {0}`",
        "{0}: busy, another program has been writing to it all the time; try again, or see which with `fuser {0}`";
    READ_ONLY(2) =
        "{0}: không ghi được ({1}); cho người dùng của dịch vụ quyền đối với tệp, thư mục và các tệp bên cạnh (-wal, -shm)",
        "{0}: cannot be written ({1}); give the service's user the file, its folder, and what lies beside it (-wal, -shm)";
    FULL(1) =
        "{0}: đĩa đầy hoặc đã chạm giới hạn dung lượng; dọn bớt chỗ, không có gì bị ghi dở",
        "{0}: the disk is full or a size limit is reached; make room, nothing half was kept";
    NO_DESCRIPTORS(1) =
        "{0}: chương trình không được mở thêm tệp; tăng giới hạn số tệp mở (`ulimit -n`, LimitNOFILE)",
        "{0}: the program may open no more files; raise the limit of open files (`ulimit -n`, LimitNOFILE)";
    IO(2) =
        "{0}: {1}; kiểm tra đĩa và quyền đối với thư mục",
        "{0}: {1}; look at the disk and the rights of the folder";
    REPLACED(1) =
        "{0}: tệp bị thay hoặc bị xóa khi chương trình đang chạy; khởi động lại chương trình",
        "{0}: the file was replaced or removed while the program was running; start it again";
    TWO_NAMES(1) =
        "{0}: tệp có tên thứ hai (liên kết cứng), qua đó một pactwatch khác có thể gửi lại các thư này; tìm bằng `find / -xdev -samefile {0}` rồi xóa tên ấy",
        "{0}: the file has a second name (a hard link), by which another pactwatch could send the same letters; find it with `find / -xdev -samefile {0}` and remove it";
    NO_FOLDER(1) =
        "{0}: không có thư mục này; tạo thư mục, hoặc nêu thư mục khác",
        "{0}: there is no such folder; make it, or name another";
    REFERENCE_TAKEN(1) =
        "trong sổ đã có mã `{0}`; sửa văn bản ấy, hoặc chọn mã khác",
        "`{0}` is in the register already; correct it, or choose another reference";
    ABSENT(3) =
        "không có {0} số {1}; xem `pactwatch {2}`",
        "there is no {0} {1}; see `pactwatch {2}`";
    AGREEMENT(0) =
        "thỏa thuận",
        "agreement";
    ENVELOPE(0) =
        "thư chờ gửi",
        "envelope";
    ELSEWHERE(2) =
        "thư số {0} đang ở tình trạng {1} nên không làm được việc này; xem `pactwatch outbox show {0}`",
        "envelope {0} is {1}, so this cannot be done to it; see `pactwatch outbox show {0}`";
    ATTEMPTED(1) =
        "thư số {0} đã gửi thử nên chỉ có thể gửi nguyên như vậy; xem `pactwatch outbox show {0}`",
        "envelope {0} was tried before and can only go out as it is; see `pactwatch outbox show {0}`";
    NOT_IN_ENVELOPE(2) =
        "thư số {0} không có lượt nhắc {1}; chưa thay đổi gì, lần rà soát sau sẽ soạn lại",
        "envelope {0} does not hold the reminder {1}; nothing was changed, the next scan composes it anew";
    NOT_OPENED(1) =
        "thư số {0} không có lần gửi nào đang mở; nhật ký gửi thư giữ nguyên",
        "envelope {0} has no open attempt to close; its receipts are as they were";
    UNDONE(1) =
        "{0}: việc ghi bị dừng giữa chừng; không ghi gì, thử lại",
        "{0}: the transaction was given up under way; nothing of it was kept, try again";
    SQLITE(2) =
        "{0}: {1}",
        "{0}: {1}";
}

// ---- what does not fit ---------------------------------------------------------------------------------------------

sentences! {
    OF_AN_OLDER_VERSION(0) =
        "của phiên bản cũ; để dịch vụ hoặc một lệnh mở trước",
        "of an older version; let the service or a command open it first";
    NOT_A_FILE(0) =
        "không phải tệp",
        "not a file";
    EMPTY_FILE(0) =
        "tệp rỗng",
        "the file is empty";
    ANOTHER_PROGRAMS(0) =
        "cơ sở dữ liệu của chương trình khác",
        "another program's database";
    NO_VERSION(0) =
        "không có số phiên bản",
        "it has no version";
    ANOTHER_VERSION(0) =
        "của phiên bản khác",
        "of another version";
    OF_AGREEMENT(2) =
        "thỏa thuận số {0}: {1}",
        "agreement {0}: {1}";
    COLUMN(2) =
        "cột {0}: {1}",
        "column {0}: {1}";
    HOLDS_A(1) =
        "chứa {0}",
        "holds a {0}";
    NOTHING(0) =
        "để trống",
        "it is empty";
    NOT_A_DATABASE(0) =
        "phần đầu tệp không phải của một cơ sở dữ liệu",
        "it does not begin as a database does";
    OTHER_FACTS(0) =
        "thông tin không phải là thông tin đã ghi",
        "its facts are not those that were written";
    ACTS_LOST(0) =
        "không tìm thấy một số lần cập nhật",
        "some of its acts cannot be found";
    OTHER_REGISTRATION(0) =
        "ngày vào sổ không phải ngày đã ghi",
        "it was not registered on the day it says";
    SHORTENED(0) =
        "chương trình khác liên tục cắt ngắn tệp này",
        "another program shortens it over and over";
    LOST_ITS_ID(0) =
        "đã mất mã nhận dạng",
        "it has lost its id";
    LAST_SCAN_UNREADABLE(1) =
        "không đọc được ghi chép về lần rà soát gần nhất: `{0}`",
        "its note of the last scan cannot be read: `{0}`";
    NOT_A_WORD(1) =
        "`{0}` không phải một trong các từ của cột này",
        "`{0}` is none of its words";
    NOT_A_KEY(2) =
        "`{0}` và `{1}` không thành mã lượt nhắc",
        "`{0}` and `{1}` make no key of a reminder";
    OTHER_CHAIN(4) =
        "{0}: {1} số {2} không còn như lúc ghi, {3}",
        "{0}: {1} {2} is not what was written, {3}";
    NOT_A_WITNESS(1) =
        "không phải tệp đối chứng ({0})",
        "is no witness ({0})";
}
