//! Why a letter, or a page, could not be written from its template.

use crate::message::sentence::sentences;

sentences! {
    TEMPLATE(2) =
        "không dùng được mẫu {0}: {1}; sửa tệp templates/{0}",
        "the template {0} cannot be used: {1}; correct templates/{0}";
    PART(2) =
        "mẫu {0} thiếu phần `{1}`; thêm {% set {1} %}…{% endset %} vào templates/{0}",
        "the template {0} sets no `{1}`; add {% set {1} %}…{% endset %} to templates/{0}";
    TOO_MANY(2) =
        "một thư không chứa được {0} mục; chia thành nhiều thư, mỗi thư nhiều nhất {1} mục",
        "{0} sections do not fit into one letter; split them, {1} at most each";
    EMPTY(0) =
        "thư phải có ít nhất một mục",
        "a letter needs at least one section";
}
