//! What is wrong with `[web]` in `config.toml`.

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
        "[documents] directory: không mở được thư mục {0} ({1}) nên trang không lưu được tài liệu; đề nghị tạo thư mục",
        "[documents] directory: the folder {0} cannot be opened ({1}), so the page keeps no papers; make it";
    NO_LINK_KEYS(1) =
        "chưa có khóa cho liên kết trong thư ({0}) nên thư không có liên kết; tạo bằng `pactwatch link-key --new`, hoặc ghi links = \"off\" ở [web]",
        "there is no key for the links in letters ({0}), so they bear none; make one with `pactwatch link-key --new`, or write links = \"off\" in [web]";
}
