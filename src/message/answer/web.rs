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
}
