//! The fields of the form of an agreement: an example under a field, and what a closed list offers.

use crate::lifecycle::policy::Language;

/// What is under a field; empty where its name says enough.
pub(crate) fn hint(name: &str, language: Language) -> &'static str {
    let (vi, en) = match name {
        "ours" | "partner" => (
            "tên nay hoặc tên cũ đều được; nhiều bên thì ngăn cách bằng dấu ;",
            "any name the register knows; ; between several",
        ),
        "signed_on" => ("ví dụ 22/12/2017", "for example 22/12/2017"),
        "in_force_on" => ("chỉ ghi nếu khác ngày ký", "only if it is another day than that of signing"),
        "term" => {
            ("ví dụ 5 năm, 60 tháng, đến 31/12/2027, không thời hạn", "for example 5 years, until 31/12/2027, open")
        }
        "review_every" => ("ví dụ 02 năm/lần, hằng năm", "for example every 2 years"),
        "notice" => {
            ("phải báo trước khi hết thời hạn, ví dụ 6 tháng", "written notice before the end, for example 6 months")
        }
        "renewal_period" => ("chỉ khi tự động gia hạn, ví dụ 5 năm", "of a tacit renewal, for example 5 years"),
        "officers" => ("đánh dấu một hoặc nhiều người trong danh bạ", "one or several contacts"),
        "reference" => ("để trống để được đặt mã", "left empty, one is proposed"),
        "basis" => ("ví dụ thời hạn=Điều 7; sơ kết=Điều 5", "for example term=Article 7; review=Article 5"),
        "fields" => ("ví dụ Nông nghiệp; Giáo dục", "for example Agriculture; Education"),
        "under" => (
            "mã của chiến lược, kế hoạch mà văn bản này triển khai",
            "reference of the strategy or plan that it serves",
        ),
        "source" => ("văn bản ở đâu, lấy từ nguồn nào", "where the facts come from"),
        _ => return "",
    };
    match language {
        Language::Vi => vi,
        Language::En => en,
    }
}

/// What a closed list offers: the value, and what it is called.
pub fn options(name: &str, language: Language) -> Vec<(String, String)> {
    let words: &[(&str, &str, &str)] = match name {
        "kind" => &[
            ("", "theo tên văn bản", "by its title"),
            ("agreement", "thỏa thuận hợp tác", "agreement"),
            ("mou", "bản ghi nhớ", "memorandum of understanding"),
            ("minutes", "biên bản", "minutes"),
            ("programme", "chương trình", "programme"),
            ("plan", "kế hoạch", "plan"),
            ("strategy", "chiến lược", "strategy"),
            ("regulation", "quy chế", "regulation"),
            ("treaty", "điều ước quốc tế", "treaty"),
            ("other", "loại khác", "other"),
        ],
        "effect" => &[
            ("", "từ ngày ký", "from signature"),
            ("date", "từ ngày văn bản nêu", "from the day the text names"),
            ("notification", "khi hai bên thông báo", "by notification"),
        ],
        "renewal" => &[
            ("", "không tự gia hạn", "none"),
            ("consent", "gia hạn khi hai bên đồng ý bằng văn bản", "by consent in writing"),
            ("tacit", "tự động gia hạn", "tacit"),
        ],
        "count" => &[
            ("", "đến ngày tương ứng (thường dùng)", "to the corresponding day (usual)"),
            ("inclusive", "tính cả ngày đầu", "the first day counts"),
        ],
        _ => return Vec::new(),
    };
    let pick = |(value, vi, en): &(&str, &str, &str)| {
        ((*value).to_owned(), (if language == Language::Vi { *vi } else { *en }).to_owned())
    };
    words.iter().map(pick).collect()
}

/// What a field of a commitment is called in English.
pub(crate) fn promise_label(name: &str) -> &'static str {
    match name {
        "name" => "Short name",
        "title" => "What is promised",
        "side" => "Who promises",
        "who" => "Carried out by",
        "target" => "Target",
        "until" => "Due by",
        "every" => "Again every",
        "from" => "Counted from",
        "yearly" => "Every year on",
        _ => "Basis",
    }
}
