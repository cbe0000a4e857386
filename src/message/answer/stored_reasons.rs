//! Reasons that the program writes into the register and displays later.
//!
//! The column always holds the English sentence: there is one register, and its readers have two languages. The
//! invariant: a stored reason is recognised by its text, so a sentence of this file is never reworded, only added to.

use std::path::Path;

use crate::message::sentence::{sentence, sentences};
use crate::message::{Say, Sentence, SentenceForm, Voice, system};

sentences! {
    DROPPED_BY_HAND(0) =
        "bỏ bằng tay",
        "dropped by hand";
    OTHER_LETTER(0) =
        "không phải thư đã soạn; xem `pactwatch audit` và khôi phục bản sao lưu",
        "it is not the letter that was written; see `pactwatch audit` and put back a backup";
    STOPPED(0) =
        "chương trình dừng giữa chừng",
        "the program stopped in the middle";
    AHEAD(0) =
        "soạn vào một ngày chưa đến",
        "queued on a day that has not come";
    NO_LONGER_SO(0) =
        "nội dung thư không còn đúng",
        "all it says is no longer so";
    OVERTAKEN(0) =
        "nội dung thư không còn đúng",
        "what it says is no longer so";
    PROGRAM_FAILED(0) =
        "chương trình gặp lỗi khi đang gửi thư",
        "the program failed while it sent the letter";
    OTHER_PILOT(0) =
        "`[post] pilot` đã đổi; việc đến hạn được soạn lại",
        "`[post] pilot` has changed; what is due is queued anew";
    NOT_SEVEN_BIT(0) =
        "thư có ký tự ngoài bảy bit",
        "the message is not seven-bit text";
    LONG_LINE(0) =
        "thư có dòng dài quá 998 byte",
        "the message has a line of more than 998 bytes";
    LINE_ENDS(0) =
        "thư có dấu xuống dòng không phải CRLF",
        "the message has line ends that are not CRLF";
    INJECTED(0) =
        "có dữ liệu chen vào trước khi bắt tay",
        "something was slipped in before the handshake";
    SECURED_ALREADY(0) =
        "đường truyền đã được mã hóa",
        "the line is secured already";
    SPOKE_FIRST(0) =
        "máy chủ trả lời trước khi được hỏi",
        "it spoke before it was asked";
    HUNG_UP(0) =
        "máy chủ ngắt kết nối mà không trả lời",
        "it hung up without a line";
    LOGIN_ENDLESS(0) =
        "việc đăng nhập không kết thúc",
        "the login does not end";
    NO_PASSWORDS(0) =
        "máy chủ không nhận mật khẩu nữa, chỉ nhận mã (XOAUTH2); đề nghị người quản trị máy chủ cho máy này gửi chuyển tiếp theo địa chỉ, hoặc cấp hộp thư có mật khẩu dành cho chương trình",
        "it takes no passwords any more, only tokens (XOAUTH2); ask whoever runs it for a relay that lets this machine in by its address, or for a mailbox with a password for programs";
    NO_LOGIN_OFFERED(0) =
        "máy chủ không cho đăng nhập bằng PLAIN hay LOGIN; dùng cổng gửi thư (587 hoặc 465), hoặc bỏ username",
        "it offers no login by PLAIN or LOGIN; use the submission port (587 or 465), or leave username out";
    NO_STARTTLS(0) =
        "máy chủ không hỗ trợ STARTTLS; chưa gửi gì không mã hóa. Dùng đúng cổng (587), hoặc security = \"tls\" (465)",
        "it offers no STARTTLS; nothing was sent in the clear. Use the port that does (587), or security = \"tls\" (465)";
    NAME_WITHOUT_ADDRESS(0) =
        "tên máy không có địa chỉ",
        "the name has no address";
    NO_CERTIFICATE_NAME(0) =
        "không phải tên có thể ghi trong chứng thư",
        "no name a certificate could bear";
    NO_MAIL_SERVER(0) =
        "máy này không chào như một máy chủ thư; kiểm tra tên máy và cổng",
        "it greets like no mail server; check host and port";
    DOT_ANSWERED(0) =
        "sau dấu chấm cuối máy chủ trả lời",
        "the final dot was answered";
    WANTS_LOGIN(0) =
        "máy chủ đòi đăng nhập hoặc TLS trước, cần đặt username và security trong [post.smtp]",
        "it wants a login or TLS first, set username and security in [post.smtp]";
    NOT_HTTP(0) =
        "không bắt đầu bằng https:// hay http://",
        "it begins with neither https:// nor http://";
    PORT_NO_NUMBER(0) =
        "cổng không phải là số",
        "its port is no number";
    NO_ADDRESS(0) =
        "không phải địa chỉ",
        "it is no address";
    MAKE_ROOM(0) =
        "dọn bớt chỗ hoặc cho chương trình quyền ghi vào đó ([post] directory)",
        "make room or give the program the right to write there ([post] directory)";
    CERTIFICATE_UNKNOWN(0) =
        "đưa chứng thư của nơi đã ký, hoặc chính chứng thư ấy nếu máy chủ tự ký, vào `[post.smtp] ca_file`",
        "put the certificate of the authority that signed it, or, where the server signed its own, that very certificate, into `[post.smtp] ca_file`";
    CERTIFICATE_NAME(0) =
        "ghi tên có trong chứng thư vào `host`",
        "write the name that it bears into `host`";
    CERTIFICATE_DAYS(0) =
        "chứng thư đã hết hạn hoặc chưa đến ngày; xem lại đồng hồ của máy này, rồi đề nghị cấp chứng thư mới",
        "its days are over or have not come; look at this machine's clock, then ask for a new one";
    CHECK_HOST(0) =
        "kiểm tra tên máy và cổng",
        "check host and port";
    CLOCK_SET(0) =
        "đồng hồ đặt bằng PACTWATCH_NOW",
        "clock set by PACTWATCH_NOW";
    WRITTEN_TO(0) =
        "đã ghi vào ",
        "written to ";
    LETTERS_GO_TO(0) =
        "thư được ghi vào ",
        "letters go to ";
}

const ALL: [SentenceForm<0>; 33] = [
    CLOCK_SET,
    PROGRAM_FAILED,
    OTHER_PILOT,
    NO_CERTIFICATE_NAME,
    NO_MAIL_SERVER,
    DOT_ANSWERED,
    WANTS_LOGIN,
    NOT_HTTP,
    PORT_NO_NUMBER,
    NO_ADDRESS,
    MAKE_ROOM,
    CERTIFICATE_UNKNOWN,
    CERTIFICATE_NAME,
    CERTIFICATE_DAYS,
    CHECK_HOST,
    DROPPED_BY_HAND,
    OTHER_LETTER,
    STOPPED,
    AHEAD,
    NO_LONGER_SO,
    OVERTAKEN,
    NOT_SEVEN_BIT,
    LONG_LINE,
    LINE_ENDS,
    INJECTED,
    SECURED_ALREADY,
    SPOKE_FIRST,
    HUNG_UP,
    LOGIN_ENDLESS,
    NO_PASSWORDS,
    NO_LOGIN_OFFERED,
    NO_STARTTLS,
    NAME_WITHOUT_ADDRESS,
];

/// A reason as it is kept, in the reader's language. Words of a server or of a person stay as they are.
pub fn in_language_of(voice: Voice, stored: &str) -> String {
    // The file of a letter; a server that says the same keeps its words.
    let file = stored
        .strip_prefix(WRITTEN_TO.stored_text())
        .filter(|file| Path::new(file).extension().is_some_and(|of| of == "eml"))
        .map(|file| (WRITTEN_TO, file));
    let folder = || stored.strip_prefix(LETTERS_GO_TO.stored_text()).map(|folder| (LETTERS_GO_TO, folder));
    if let Some((words, place)) = file.or_else(folder) {
        return format!("{}{place}", sentence!(words).say(voice));
    }
    let known = ALL.iter().find_map(|sentence| stored.find(sentence.stored_text()).map(|at| (at, sentence)));
    let words = match known {
        Some((at, sentence)) => {
            let after = stored.get(at + sentence.stored_text().len()..).unwrap_or_default();
            format!("{}{}{after}", &stored[..at], sentence!(*sentence).say(voice))
        }
        None => stored.to_owned(),
    };
    voice.pick(system::in_vietnamese(&words), words)
}

/// The same, before it is known who reads it.
pub fn as_sentence(stored: &str) -> Sentence {
    Sentence::in_both(|language| in_language_of(Voice::terminal(language), stored))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lifecycle::policy::Language;

    #[test]
    fn what_is_kept_is_shown_in_the_readers_language() {
        let vi = Voice::terminal(Language::Vi);
        assert_eq!(in_language_of(vi, "it hung up without a line"), "máy chủ ngắt kết nối mà không trả lời");
        assert_eq!(
            in_language_of(vi, "not sent: the message is not seven-bit text"),
            "not sent: thư có ký tự ngoài bảy bit"
        );
        assert_eq!(in_language_of(vi, "written to var/a.eml"), "đã ghi vào var/a.eml");
        assert_eq!(in_language_of(vi, "250 written to the queue"), "250 written to the queue");
        assert_eq!(in_language_of(vi, "Permission denied (os error 13)"), "không có quyền");
        assert_eq!(in_language_of(vi, "550 5.1.1 no such user"), "550 5.1.1 no such user");
        assert_eq!(in_language_of(Voice::LOG, "it hung up without a line"), "it hung up without a line");
    }
}
