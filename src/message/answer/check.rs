//! What `check` finds: who will be written to, documents, days off, copies, mail.

use crate::message::sentence::sentences;

// ---- who is written to ---------------------------------------------------------------------------------------------

sentences! {
    NO_RECIPIENT(0) =
        "chưa có người nhận: ghi người phụ trách, hoặc `[office] fallback`",
        "no recipient: name officers, or `[office] fallback`";
    NO_RUNGS(0) =
        "lịch nhắc không có lần nhắc nào",
        "its ladders have no rungs";
    NOBODY_ASKED(1) =
        "không có lịch nhắc cho {0}",
        "no ladder speaks of {0}";
    GONE_BUT_SILENT(1) =
        "đã gửi hết thư có trong lịch nhắc; không có lịch nhắc cho {0}",
        "every letter that has a ladder has gone; no ladder speaks of {0}";
    SILENT_DAY(2) =
        "{0} ({1})",
        "{0} ({1})";
    SILENCED(1) =
        "văn bản này đặt “{0}=none”",
        "the agreement says `{0}=none`";
    LADDER_UNKNOWN(2) =
        "văn bản này đặt “{0}={1}”, cấu hình không có lịch nhắc tên ấy",
        "the agreement says `{0}={1}`, and config.toml has no ladder of that name";
    LADDER_EMPTY(1) =
        "lịch nhắc “{0}” không có lần nhắc nào",
        "the ladder `{0}` has no rungs";
    ENDED_BEFORE_IN_FORCE(2) =
        "có hiệu lực từ {0}, sau ngày hết hiệu lực {1}: chưa ngày nào có hiệu lực; đề nghị kiểm tra ngày có hiệu lực và thời hạn",
        "it is in force from {0}, after its own end on {1}: it binds on no day; check the day in force and the term";
    ALL_GONE(0) =
        "đã gửi hết thư về các mốc chưa có kết quả; bản tổng hợp còn nêu cho đến khi có kết quả",
        "every letter on what is open has gone; the digest carries it until it is answered";
    PASSED_BEFORE(1) =
        "các mốc đã qua trước khi văn bản vào sổ{0}",
        "its days had passed before it came into the register{0}";
    HAS_ENDED(1) =
        "văn bản đã hết hiệu lực{0}",
        "it has ended{0}";
    ALL_ANSWERED(1) =
        "các mốc đều đã có kết quả{0}",
        "all is answered{0}";
    NO_DAY_AHEAD(1) =
        "không còn mốc nào phía trước{0}",
        "no day lies ahead{0}";
    NOT_KNOWN(1) =
        "; chưa rõ: {0}",
        "; not known: {0}";
    NOTHING(0) =
        "",
        "";
    CLOCK_OVERDUE(2) =
        "văn bản đã hết hiệu lực mà {0} vẫn quá hạn; ghi `fulfil {1}`",
        "it has ended, and {0} is overdue all the same; record `fulfil {1}`";
    OF_AGREEMENT(2) =
        "{0}: {1}",
        "{0}: {1}";
}

// ---- files, days off, templates ------------------------------------------------------------------------------------

sentences! {
    IN_FILE(2) =
        "{0}: {1}",
        "{0}: {1}";
    TEMPLATES(1) =
        "mẫu thư: {0}",
        "the letters' templates: {0}";
    EVERYBODY_READS(2) =
        "{0}: ai cũng đọc được (quyền {1}); chạy `chmod o= {0}`",
        "{0}: everybody can read it (mode {1}); run `chmod o= {0}`";
    DAYS_OFF_END(3) =
        "lịch nghỉ đã công bố đến hết ngày {0}, việc nhắc đã tính đến ngày {1}; ghi thêm thông báo của Chính phủ vào [calendar] trong {2}",
        "the days off are announced through {0}, reminders are planned through {1}; add what the government announces to [calendar] in {2}";
}

// ---- documents -----------------------------------------------------------------------------------------------------

sentences! {
    DOCUMENT(3) =
        "{0}: tài liệu {1}: {2}",
        "{0}: document {1}: {2}";
    DOCUMENT_OF(2) =
        "{0} trong {1}",
        "{0} of {1}";
    NAME_FOLDER(0) =
        "ghi thư mục chứa tài liệu, [documents] directory",
        "name the folder it lies in, [documents] directory";
    OTHER_DOCUMENT(0) =
        "không phải tệp đã ghi trong sổ",
        "it is not the one that was written down";
    TOO_LARGE(0) =
        "tệp quá lớn, hoặc bị sửa trong khi đọc",
        "it is too large, or changed while it was read";
    NO_HASH(1) =
        "chưa ghi sha256; sha256 của tệp là {0}",
        "no sha256 is written down; it is {0}";
    OTHER_HASH(2) =
        "không phải tệp đã ghi trong sổ: sha256 là {0}, không phải {1}; đưa lại đúng tệp, hoặc sửa mục tài liệu",
        "it is not the one that was written down: its sha256 is {0}, not {1}; put the right file back, or correct `documents`";
    LEADS_OUT(0) =
        "đường dẫn ra ngoài thư mục tài liệu; ghi đường dẫn bên trong",
        "it leads out of the documents folder; write a path below it";
    LINK_OUT(0) =
        "là liên kết dẫn ra ngoài thư mục tài liệu; đặt chính tệp vào đó",
        "it is a link that leads out of the documents folder; put the file itself there";
    PUT_INTO(2) =
        "{0}; đưa tệp vào {1}",
        "{0}; put it into {1}";
    UNREADABLE(1) =
        "không đọc được ({0}); cho dịch vụ quyền đọc tệp",
        "cannot be read ({0}); give the service the file";
    NOT_REGULAR(0) =
        "không phải tệp thường; đặt một tệp vào đó",
        "is not a regular file; put a file there";
    TOO_MANY_BYTES(2) =
        "dài {0} byte, quá {1}; không tài liệu nào dài như vậy",
        "has {0} bytes, more than {1}; no document has as many";
}

// ---- mail ----------------------------------------------------------------------------------------------------------

sentences! {
    TEST_LETTER(2) =
        "thư thử gửi đến {0}: {1}",
        "test letter to {0}: {1}";
    TEST_LETTER_UNKNOWN(2) =
        "thư thử gửi đến {0}: không rõ đã gửi được hay chưa: {1}",
        "test letter to {0}: nobody knows whether it went: {1}";
}

/// The test letter's subject, in both languages: nobody knows which its reader reads.
pub(crate) const TEST_SUBJECT: &str = "Thư thử của hệ thống theo dõi thỏa thuận (test letter)";
/// The test letter's text.
pub(crate) const TEST_TEXT: &str = "Đây là thư thử; nhận được thư này nghĩa là thư nhắc việc sẽ đến được địa chỉ này. Không cần trả lời.\n\n\
                    This is a test letter: reminders will reach this address. No answer is needed.\n";

// ---- a register that was put back ----------------------------------------------------------------------------------

sentences! {
    ACT_LOST(1) =
        "không còn trong sổ: {0}; ghi lại",
        "not in the register any more: {0}; record it once more";
    NO_JOURNAL(1) =
        "không có {0}.sent; nếu sổ này là bản sao lưu được khôi phục thì không biết thư nào đã gửi từ khi sao lưu. Tệp sẽ có từ thư sau",
        "there is no {0}.sent; if this register is a backup that was put back, nobody can tell which letters went since it was made. It is begun with the next letter";
    FEWER_ACTS(3) =
        "đã từng có {0} lần cập nhật, lần cuối ghi lúc {1}, nay sổ có {2}: đã khôi phục một bản sao lưu. Ghi lại những gì đã cập nhật từ đó",
        "there once were {0} acts, the last of them recorded at {1}, and the register has {2}: a backup was put back. Record once more what was recorded since";
    MORE_AGAIN(1) =
        "còn {0} thư nữa sẽ gửi lại",
        "{0} more would go again";
    IN_THE_JOURNAL_ALONE(1) =
        "{0} thư đã gửi chỉ còn trong nhật ký: sổ không có chứng cứ và hôm nay không gửi lại",
        "{0} that went stand in the journal alone: the register has no proof of them, and would not send them today";
    AGAIN(3) =
        "máy chủ đã nhận lúc {0}, sẽ gửi lại: {1} ({2})",
        "taken at {0}, would go again: {1} ({2})";
    REMINDER_TO(3) =
        "{0} {1}, gửi {2}",
        "{0} {1} to {2}";
    REFERENCE_AND_DAY(2) =
        "{0} {1}",
        "{0} {1}";
}

// ---- copies --------------------------------------------------------------------------------------------------------

sentences! {
    NO_COPY_FOUND(1) =
        "không tìm thấy bản sao lưu nào của sổ: {0}",
        "no copy of the register can be found: {0}";
    COPY_NOT_MADE(1) =
        "chưa tạo được bản sao lưu gần nhất: {0}",
        "the last copy of the register was not made: {0}";
    COPY_OLD(2) =
        "bản sao lưu mới nhất của sổ là lúc {0}; thư mục {1} còn đó và ghi được không?",
        "the newest copy of the register is of {0}; is {1} there and writable?";
}
