//! What is wrong with `[web]` in `config.toml`, why the page cannot begin, and what a browser hears where no template can
//! answer: in both languages, because nobody is known to ask.

use crate::message::sentence::sentences;

sentences! {
    UNPROTECTED(0) =
        "`web.listen` mở cho máy khác mà không được bảo vệ; ghi tls = { certificate = \"web.pem\", key_file = \"web-key\" }, nêu máy bảo vệ ở `proxy`, nghe ở 127.0.0.1, hoặc thêm insecure = true nếu đường truyền là của cơ quan",
        "`web.listen` is open to other machines without protection; write tls = { certificate = \"web.pem\", key_file = \"web-key\" }, name the protecting machine in `proxy`, listen on 127.0.0.1, or add insecure = true where the wire is yours";
    LISTEN(1) =
        "`web.listen` là {0}; ghi địa chỉ và cổng, \"127.0.0.1:8480\", hoặc socket, \"unix:/run/pactwatch/web.sock\"",
        "`web.listen` is {0}; write an address and a port, \"127.0.0.1:8480\", or a socket, \"unix:/run/pactwatch/web.sock\"";
    ADDRESS_NEEDED(0) =
        "ghi địa chỉ người dùng gõ, address = \"https://thoathuan.example.vn\"",
        "write what people type, address = \"https://thoathuan.example.vn\"";
    ADDRESS(1) =
        "`web.address` là {0}; ghi https:// hoặc http://, tên máy, có thể thêm cổng và đường dẫn: \"https://thoathuan.example.vn\"",
        "`web.address` is {0}; write https:// or http://, a host, perhaps a port and a path: \"https://thoathuan.example.vn\"";
    CERTIFICATE_NEEDED(0) =
        "ghi certificate = \"web.pem\"",
        "write certificate = \"web.pem\"";
    KEY_NEEDED(0) =
        "ghi key_file = \"web-key\"",
        "write key_file = \"web-key\"";
    PROXY(1) =
        "{0} trong `web.proxy` không phải địa chỉ IP; ghi ví dụ \"127.0.0.1\"",
        "{0} in `web.proxy` is no IP address; write one, \"127.0.0.1\"";
    SESSION(0) =
        "`web.session` dài quá bảy ngày; ghi thời gian ngắn hơn, ví dụ 12h",
        "`web.session` is longer than seven days; write a shorter rest, for example 12h";
    NO_PAGE(0) =
        "config.toml chưa có bảng [web] nên thư không có liên kết; đề nghị ghi bảng ấy trước",
        "config.toml has no table [web], so letters bear no links; write one first";
    LINK_KEYS_UNREADABLE(2) =
        "tệp khóa của liên kết trong thư, {0}: {1}; tạo bằng `pactwatch link-key --new`",
        "the file with the keys of links, {0}: {1}; make it with `pactwatch link-key --new`";
    NO_LINK_KEY_IN_LINE(2) =
        "dòng {1} của {0} không phải khóa của liên kết; đề nghị lấy lại tệp từ bản sao, hoặc bỏ dòng ấy rồi chạy `pactwatch link-key --new`",
        "line {1} of {0} is no key of links; put the file back from its copy, or take that line out and run `pactwatch link-key --new`";
    UNREADABLE_TLS(2) =
        "[web] tls: không mở được {0} ({1}) nên trang không mở; đề nghị cho dịch vụ quyền đọc tệp này",
        "[web] tls: {0} cannot be read ({1}), so the page is not served; let the service read it";
    NO_DOCUMENTS_FOLDER(2) =
        "[documents] directory: không mở được thư mục {0} ({1}) nên không đọc, không lưu được tài liệu; đề nghị tạo thư mục",
        "[documents] directory: the folder {0} cannot be opened ({1}), so no paper is read or kept; make it";
    NO_LINK_KEYS(1) =
        "chưa có khóa cho liên kết trong thư ({0}) nên thư không có liên kết; tạo bằng `pactwatch link-key --new`, hoặc ghi links = \"off\" ở [web]",
        "there is no key for the links in letters ({0}), so they bear none; make one with `pactwatch link-key --new`, or write links = \"off\" in [web]";
}

// ---- why the page cannot begin -------------------------------------------------------------------------------------

sentences! {
    TAKEN(2) =
        "trang không nghe được ở {0}: {1}; ghi địa chỉ khác ở `[web] listen`, hoặc dừng chương trình đang dùng địa chỉ này",
        "the page cannot listen on {0}: {1}; choose another `[web] listen`, or end the program that uses it";
    BAD_TLS(2) =
        "{0}: {1}; sửa `[web] tls`",
        "{0}: {1}; correct `[web] tls`";
    NO_CERTIFICATE(0) =
        "tệp không có chứng thư",
        "it holds no certificate";
    NOT_LOOPBACK(1) =
        "{0} không phải máy này; `pactwatch serve` chỉ nghe ở 127.0.0.1, muốn phục vụ máy khác thì dùng `pactwatch run`",
        "{0} is not this machine; `pactwatch serve` listens on 127.0.0.1 alone, `pactwatch run` serves other machines";
    NO_RANDOM(1) =
        "máy này không tạo được số ngẫu nhiên: {0}; đề nghị quản trị hệ thống kiểm tra máy",
        "this machine gives no random numbers: {0}; ask its administrator to look at it";
}

// ---- what a browser hears without a template -----------------------------------------------------------------------

sentences! {
    OTHER_HOST(0) =
        "Trang theo dõi thỏa thuận không mở ở địa chỉ này; đề nghị mở theo địa chỉ ghi trong thư nhắc.",
        "The page is not served at this address; open it at the address that letters name.";
    OTHER_ORIGIN(0) =
        "Yêu cầu không gửi từ trang này nên không được thực hiện; đề nghị mở lại trang và gửi lại.",
        "The request did not come from this page, so nothing was done; open the page again and send it from there.";
    OTHER_FILE(0) =
        "Đang có tệp khác được tải lên; đề nghị thử lại sau một phút.",
        "Another file is being uploaded; try again in a minute.";
    FILE_TOO_LARGE(0) =
        "Tệp lớn hơn 20 MB nên không nhận; đề nghị chia nhỏ.",
        "The file is larger than 20 MB and was not taken; split it.";
    NO_REGISTER(0) =
        "Chưa mở được sổ theo dõi; đề nghị báo quản trị hệ thống.",
        "The register cannot be opened; tell the administrator.";
    TOO_BUSY(0) =
        "Hiện có quá nhiều yêu cầu; đề nghị thử lại sau ít phút.",
        "There are too many requests at the moment; try again in a few minutes.";
    PAGE_FAILED(0) =
        "Trang gặp lỗi, thư nhắc vẫn được gửi bình thường; đề nghị thử lại, nếu vẫn lỗi thì báo quản trị hệ thống.",
        "This page failed, letters still go out; try again, and tell the administrator if it fails once more.";
}
