//! What is wrong with the way letters leave: as configured, with an address, with a letter, with the mail server.

use crate::message::sentence::sentences;

// ---- addresses -----------------------------------------------------------------------------------------------------

sentences! {
    NO_AT(0) =
        "không có dấu @; ghi ten@example.vn",
        "it has no @; write name@example.vn";
    TWO_AT(0) =
        "có hơn một dấu @; chỉ ghi một địa chỉ",
        "it has more than one @; write one address only";
    BLANK(0) =
        "có dấu cách hoặc dấu xuống dòng; bỏ đi",
        "it has a blank or a line end inside; take it out";
    NOT_ASCII(0) =
        "có chữ mà nhiều máy chủ thư không nhận; ghi chữ không dấu",
        "it has letters that many mail servers refuse; write it with plain letters";
    LOCAL_PART(0) =
        "phần trước dấu @ không đúng; ghi chữ cái, chữ số, dấu chấm, gạch nối hoặc gạch dưới",
        "the part before the @ is not one; write letters, digits, dots, hyphens or underscores";
    DOMAIN_PART(0) =
        "phần sau dấu @ không phải tên miền; ghi ví dụ example.vn",
        "the part after the @ is no domain; write one such as example.vn";
    NAME_BRACKETS(0) =
        "tên có dấu xuống dòng hoặc dấu < >; bỏ đi",
        "the name has a line end or an angle bracket inside; take it out";
    TOO_LONG_OR_NOT_ASCII(0) =
        "dài quá 254 ký tự hoặc có chữ ngoài ASCII",
        "longer than 254 letters or outside ASCII";
    BRACKETS(0) =
        "có dấu cách, dấu ngoặc hoặc ký tự điều khiển",
        "it contains a space, a bracket or a control character";
    NO_NAME_AT_DOMAIN(0) =
        "không có dạng ten@ten-mien",
        "no name@domain";
    NOT_AN_ADDRESS(2) =
        "`{0}` không phải địa chỉ thư ({1}); ghi ten@example.vn, tên miền có dấu thì ghi dạng xn--",
        "`{0}` is not an address ({1}); write it as name@example.vn, a foreign domain in its xn-- form";
}

// ---- [post] and [post.smtp] ----------------------------------------------------------------------------------------

sentences! {
    SMTP_WITHOUT_HOST(0) =
        "`post.transport` là smtp nhưng chưa có [post.smtp] với `host`; thêm vào, hoặc ghi \"file\"",
        "`post.transport` is smtp, but no [post.smtp] names a `host`; add it, or write \"file\"";
    NO_PILOT(2) =
        "`post.pilot` là {0}, không phải vai trò có người nhận; thêm vai trò này ở [roles], hoặc ghi vai trò khác ({1})",
        "`post.pilot` is {0}, which is no role with contacts; add it under [roles], or name another ({1})";
    NOT_A_DOMAIN(1) =
        "{0} trong `post.allowed_domains` không phải tên miền; ghi ví dụ example.vn",
        "{0} in `post.allowed_domains` is no domain; write one such as example.vn";
    SENDER_OUTSIDE(0) =
        "`post.from` nằm ngoài `post.allowed_domains`; thêm tên miền của địa chỉ này vào đó",
        "`post.from` lies outside `post.allowed_domains`; add its domain there";
    HOST_NEEDED(0) =
        "ghi tên máy chủ thư, host = \"mail.example.vn\"",
        "write the mail server's name, host = \"mail.example.vn\"";
    NOT_A_HOST(0) =
        "`post.smtp.host` không phải tên máy; ghi tên như mail.example.vn, không kèm cổng hay http",
        "`post.smtp.host` is no host; write a name such as mail.example.vn, without port or scheme";
    PASSWORD_UNPROTECTED(0) =
        "mật khẩu không được gửi qua đường truyền không bảo vệ: có `username` thì ghi security = \"starttls\" hoặc \"tls\"",
        "a password never travels unprotected: with `username`, write security = \"starttls\" or \"tls\"";
    NOT_A_HELO(0) =
        "`post.smtp.helo` không phải tên máy; ghi tên của máy này, ví dụ reminder.example.vn",
        "`post.smtp.helo` is no host; write this machine's name, for example reminder.example.vn";
    UNPROTECTED(0) =
        "`post.smtp.security` là none nhưng máy chủ thư là máy khác; ghi \"starttls\" hoặc \"tls\", hoặc thêm insecure = true nếu đường truyền là của cơ quan",
        "`post.smtp.security` is none, but the server is not this machine; write \"starttls\" or \"tls\", or add insecure = true where the wire is yours";
    TWO_PASSWORDS(0) =
        "có cả `password_file` và `password_env`; giữ một trong hai",
        "`password_file` and `password_env` stand side by side; keep one";
    NOT_A_VARIABLE(0) =
        "`post.smtp.password_env` không phải tên biến; ghi tên biến, ví dụ SMTP_PASSWORD, không ghi mật khẩu",
        "`post.smtp.password_env` is no variable's name; write the name, for example SMTP_PASSWORD, not the password";
    PASSWORD_UNREADABLE(2) =
        "không đọc được tệp mật khẩu {0} ({1}); ghi mật khẩu vào đó và cho dịch vụ quyền đọc",
        "the password file {0} cannot be read ({1}); write the password into it and let the service read it";
    PASSWORD_FORBIDDEN(2) =
        "người dùng này không được đọc tệp mật khẩu {0}; nếu systemd trao tệp này cho dịch vụ (LoadCredential) thì như vậy là đúng; muốn tự thử đăng nhập, chạy lệnh theo cùng cách: `sudo systemd-run --pipe --wait -p User=pactwatch -p LoadCredential={1}:{0} pactwatch --config /etc/pactwatch/config.toml check --post`",
        "the password file {0} may not be read by this user, which is as it should be where systemd hands it to the service (LoadCredential); to try the login by hand, run the command in the same way: `sudo systemd-run --pipe --wait -p User=pactwatch -p LoadCredential={1}:{0} pactwatch --config /etc/pactwatch/config.toml check --post`";
    NO_PASSWORD(2) =
        "tệp mật khẩu {0} không có mật khẩu: một dòng chữ, tối đa {1} byte",
        "the password file {0} holds no password: one line of text, {1} bytes at most";
    NO_PASSWORD_VARIABLE(0) =
        "biến môi trường nêu ở password_env chưa đặt hoặc để trống; đặt giá trị cho biến, hoặc dùng password_file",
        "the environment variable that password_env names is not set, or is empty; set it, or use password_file";
    PASSWORD_ABSENT(1) =
        "chưa có tệp mật khẩu {0}; thư chờ đến khi có",
        "the password file {0} is not there; letters wait until it is";
    PASSWORD_OPEN(1) =
        "ai cũng đọc được tệp mật khẩu {0}; chạy `chmod o= {0}`",
        "everybody can read the password file {0}; run `chmod o= {0}`";
    SETTING(2) =
        "[post.smtp] {0}: {1}",
        "[post.smtp] {0}: {1}";
    SETTING_HOST(0) =
        "không phải tên máy; ghi mail.example.vn hoặc 192.0.2.1",
        "is not a host; write mail.example.vn or 192.0.2.1";
    SETTING_HELLO(0) =
        "không phải tên máy",
        "is not a host name";
    SETTING_EMPTY(0) =
        "để trống hoặc có ký tự NUL",
        "is empty or holds a NUL";
    SETTING_PASSWORD(0) =
        "cho mật khẩu trống hoặc có ký tự NUL",
        "gives an empty password or one with a NUL";
    SETTING_PLAIN_PASSWORD(0) =
        "\"none\" sẽ gửi mật khẩu không mã hóa; dùng \"starttls\" hoặc \"tls\", bỏ username, hoặc ghi insecure = true",
        "\"none\" would send the password in the clear; use \"starttls\" or \"tls\", leave username out, or set insecure = true";
    SETTING_PLAIN_LETTERS(0) =
        "\"none\" sẽ gửi thư không mã hóa sang máy khác; dùng \"starttls\" hoặc \"tls\", hoặc ghi insecure = true",
        "\"none\" would send letters in the clear to another machine; use \"starttls\" or \"tls\", or set insecure = true";
    CERTIFICATE_UNREADABLE(0) =
        "có chứng thư không đọc được",
        "holds a certificate that cannot be read";
    CERTIFICATE_NONE(0) =
        "không có chứng thư dạng PEM (-----BEGIN CERTIFICATE-----)",
        "holds no certificate in PEM form (-----BEGIN CERTIFICATE-----)";
    CERTIFICATE_NO_AUTHORITY(0) =
        "có chứng thư không làm chứng thư gốc được",
        "holds a certificate that cannot be an authority";
}

// ---- letters and the machine ---------------------------------------------------------------------------------------

sentences! {
    HEADER(2) =
        "{0} của thư {1}; sửa trong sổ hoặc trong config.toml",
        "the letter's {0} {1}; correct it in the register or in config.toml";
    HEADER_NOT_A_WORD(0) =
        "không phải một từ ASCII",
        "is not one word of ASCII";
    HEADER_NOT_AN_ID(0) =
        "có chỗ không phải mã thư (Message-ID)",
        "holds something that is not a message id";
    HEADER_YEAR(1) =
        "có năm {0}, ngoài khoảng 1900–2199",
        "has the year {0}, outside 1900–2199";
    HEADER_NONE(0) =
        "không có",
        "is none";
    HEADER_CONTROL(1) =
        "có ký tự điều khiển {0}",
        "contains the control character {0}";
    HEADER_TOO_LONG(1) =
        "dài quá {0} byte",
        "has more than {0} bytes";
    TOO_LARGE(3) =
        "{0} của thư dài {1} byte, quá {2}; tăng [post] bundle_over hoặc rút gọn mẫu thư",
        "the letter's {0} has {1} bytes, more than {2}; raise [post] bundle_over or shorten the template";
    MACHINE(1) =
        "không chuẩn bị được kết nối tới máy chủ thư: {0}",
        "cannot prepare the connection to the mail server: {0}";
}

// ---- what keeps letters from leaving -------------------------------------------------------------------------------

sentences! {
    UNREACHABLE(0) =
        "không liên lạc được với máy chủ thư",
        "the mail server cannot be reached";
    TIMEOUT(0) =
        "máy chủ thư không trả lời kịp",
        "the mail server did not answer in time";
    TLS(0) =
        "không thiết lập được kết nối an toàn tới máy chủ thư",
        "no secure connection to the mail server";
    GREETING(0) =
        "máy chủ thư không tiếp nhận kết nối",
        "the mail server does not receive us";
    NOT_OFFERED(0) =
        "máy chủ thư không hỗ trợ cách đã cấu hình",
        "the mail server does not offer what is configured";
    LOGIN(0) =
        "máy chủ thư từ chối đăng nhập",
        "the mail server refuses the login";
    LOGIN_LATER(0) =
        "máy chủ thư hiện chưa kiểm tra được đăng nhập",
        "the mail server cannot check the login now";
    CLOSING(0) =
        "máy chủ thư đóng kết nối",
        "the mail server closed the connection";
    BUSY(0) =
        "máy chủ thư đang bận",
        "the mail server is busy";
    SENDER(0) =
        "máy chủ thư không nhận thư của địa chỉ gửi này",
        "the mail server takes no letter from our sender";
    REFUSING(0) =
        "máy chủ thư từ chối hết thư này đến thư khác",
        "the mail server refuses one letter after another";
    LOST(0) =
        "mất kết nối với máy chủ thư",
        "the connection to the mail server broke";
    PROTOCOL(0) =
        "câu trả lời của máy chủ thư không đúng giao thức",
        "the mail server's answer makes no sense";
    FOLDER(0) =
        "không ghi được vào thư mục chứa thư",
        "the folder for letters cannot be written";
    UNCONFIGURED(0) =
        "chưa cấu hình đường gửi thư",
        "the way to the mail server is not configured";
    FAULT(0) =
        "chương trình gặp lỗi khi đang liên lạc với máy chủ thư",
        "the program failed while it spoke to the mail server";
}
