//! Acts on seven agreements, as a list in Vietnamese may write them, with what each has to become.

pub(crate) const REGISTER: &str = r#"
[[agreement]]
reference = "A"
title = "Bản thỏa thuận A"
signed_on = 2017-12-22
term = "5y"
review_every = "2y"
notice = "3m"

[[agreement]]
reference = "B"
title = "Bản thỏa thuận B"
signed_on = 2017-12-22
term = "5y"
review_every = "2y"
notice = "3m"

[[agreement]]
reference = "T"
title = "Bản ghi nhớ T"
signed_on = 2018-01-01
term = "5y"
renewal = "tacit"
renewal_period = "2y"
notice = "3m"

[[agreement]]
reference = "N"
title = "Bản ghi nhớ N"
signed_on = 2020-01-10
effect = "notification"
effect_delay = "30d"
term = "3y"
termination_notice = "3m"

[[agreement]]
reference = "W"
title = "Bản ghi nhớ W"
signed_on = 2020-01-10
term = "open"

[[agreement]]
reference = "S"
title = "Bản ghi nhớ S"
signed_on = 2020-01-10
term = "10y"

[[agreement]]
reference = "D"
title = "Bản ghi nhớ D"
signed_on = 2026-11-10
term = "until 2027-06-30"
"#;

/// An agreement, its act as a list in Vietnamese may write it, and what it has to become. Days by hand: the reviews of A and
/// B are 22/12/2019, 22/12/2021, then 22/12/2023 and 22/12/2025 of the ten years; T renews on 01/01/2023 and would on
/// 01/01/2025, notice three months before; N enters into force 30 days after 01/03/2020.
pub(crate) type Row = (&'static str, &'static str, &'static [(&'static str, &'static str)], &'static str);

/// A [`Row`] without its agreement.
type Twice = (&'static str, &'static [(&'static str, &'static str)], &'static str);

/// What becomes of A, and of B in the same way.
pub(crate) const A_AND_B: &[Twice] = &[
    ("Đã sơ kết", &[("on", "18/12/2019")], r#"{"act":"hold-review","review":"2019-12-22"}"#),
    (
        "postpone",
        &[("on", "01/12/2021"), ("review", "22/12/2021"), ("to", "ngày 01 tháng 3 năm 2022"), ("side", "them")],
        r#"{"act":"postpone","review":"2021-12-22","to":"2022-03-01","by":"partner"}"#,
    ),
    ("hold-review", &[("on", "28/02/2022"), ("nth", "2")], r#"{"act":"hold-review","review":"2021-12-22"}"#),
    (
        "step",
        &[("on", "30/06/2022"), ("milestone", "expiry"), ("step", "decide")],
        r#"{"act":"step","milestone":"expiry@2022-12-22","step":"decide","done_on":"2022-06-30"}"#,
    ),
    (
        "decide",
        &[
            ("on", "01/07/2022"),
            ("milestone", "hết hiệu lực@22/12/2022"),
            ("choice", "gia hạn"),
            ("decided_by", "Chủ tịch UBND tỉnh"),
        ],
        r#"{"act":"decide","milestone":"expiry@2022-12-22","choice":"renew"}"#,
    ),
    (
        "Bước thực hiện",
        &[("on", "01/9/2022"), ("milestone", "expiry@1"), ("step", "committee"), ("not_needed", "đã có chủ trương")],
        r#"{"act":"step","milestone":"expiry@2022-12-22","step":"committee","not_needed":"đã có chủ trương"}"#,
    ),
    (
        "tiến độ",
        &[("on", "01/10/2022"), ("milestone", "expiry@22/12/2022"), ("text", "hồ sơ đã gửi Bộ Ngoại giao")],
        r#"{"act":"progress","milestone":"expiry@2022-12-22","text":"hồ sơ đã gửi Bộ Ngoại giao"}"#,
    ),
    (
        "Đang xử lý",
        &[("on", "02/10/2022"), ("milestone", "expiry@22/12/2022")],
        r#"{"act":"acknowledge","milestone":"expiry@2022-12-22"}"#,
    ),
    (
        "Gia hạn",
        &[("on", "01/12/2022"), ("for", "05 năm"), ("number", "012/CV"), ("their_number", "J-7")],
        r#"{"act":"extend","for":"5y","their_number":"J-7"}"#,
    ),
    (
        "sửa đổi, bổ sung",
        &[("on", "01/02/2023"), ("from_on", "01/3/2023"), ("set", "notice=6 tháng")],
        r#"{"act":"amend","from_on":"2023-03-01","set":{"notice":"6m"}}"#,
    ),
    ("Tạm đình chỉ", &[("on", "01/5/2023"), ("note", "dịch bệnh")], r#"{"act":"suspend"}"#),
    ("resume", &[("on", "01/8/2023")], r#"{"act":"resume"}"#),
    (
        "không tổ chức",
        &[("on", "20/12/2023"), ("milestone", "review@22/12/2023"), ("why", "hai bên bận")],
        r#"{"act":"skip","review":"2023-12-22","why":"hai bên bận"}"#,
    ),
    ("hold review", &[("on", "20/12/2025")], r#"{"act":"hold-review","review":"2025-12-22"}"#),
];

/// The commitment of S, as each list writes it; on the command line it is `commit` with these values.
pub(crate) const COMMITMENT: &[(&str, &str)] = &[
    ("name", "students"),
    ("title", "Hỗ trợ du học sinh"),
    ("side", "hai bên"),
    ("who", "Sở Giáo dục và Đào tạo"),
    ("target", "5 du học sinh"),
    ("basis", "Điều 4"),
    ("every", "02 năm/lần"),
];

/// What it has to become.
pub(crate) const COMMITTED: &str = r#"{"act":"commit","name":"students","title":"Hỗ trợ du học sinh","side":"both","who":"Sở Giáo dục và Đào tạo","target":"5 du học sinh","basis":"Điều 4","every":"2y"}"#;

/// The number of the act that came by link: seven agreements came in before it.
pub(crate) const BY_LINK: &str = "8";

pub(crate) const OTHERS: &[Row] = &[
    (
        "T",
        "decide",
        &[("on", "2022-09-01"), ("milestone", "notice@1/10/2022"), ("choice", "renew")],
        r#"{"act":"decide","milestone":"notice@2022-10-01","choice":"renew"}"#,
    ),
    (
        "T",
        "notify",
        &[("on", "2024-08-05"), ("what", "không gia hạn"), ("side", "việt nam"), ("received_on", "2024-08-01")],
        r#"{"act":"notify","what":"non-renewal","by":"us","received_on":"2024-08-01"}"#,
    ),
    ("T", "close", &[("on", "2025-02-01")], r#"{"act":"close"}"#),
    (
        "N",
        "Có hiệu lực",
        &[("on", "2020-03-02"), ("received_on", "2020-03-01")],
        r#"{"act":"enter-into-force","received_on":"2020-03-01"}"#,
    ),
    (
        "N",
        "notify",
        &[("on", "2021-05-05"), ("what", "termination"), ("side", "us")],
        r#"{"act":"notify","what":"termination","by":"us","received_on":"2021-05-05"}"#,
    ),
    ("N", "lưu trữ", &[("on", "2022-01-01")], r#"{"act":"close"}"#),
    ("W", "suspend", &[("on", "2021-01-01")], r#"{"act":"suspend"}"#),
    ("W", "tiếp tục thực hiện", &[("on", "2021-06-01")], r#"{"act":"resume"}"#),
    (
        "W",
        "Rút khỏi",
        &[("on", "2022-01-01"), ("ends_on", "31/3/2022")],
        r#"{"act":"withdraw","ends_on":"2022-03-31"}"#,
    ),
    (
        "S",
        "Ghi chú tiến độ",
        &[("on", "05/01/2022"), ("milestone", "cam kết:students@10/01/2022"), ("text", "đã chọn 3 em")],
        r#"{"act":"progress","milestone":"commitment:students@2022-01-10","text":"đã chọn 3 em"}"#,
    ),
    (
        "S",
        "hoàn thành",
        &[("on", "12/01/2022"), ("milestone", "commitment:students@10/01/2022")],
        r#"{"act":"fulfil","milestone":"commitment:students@2022-01-10"}"#,
    ),
    (
        "S",
        "supersede",
        &[("on", "2024-01-01"), ("ends_on", "2024-06-30"), ("with", "D")],
        r#"{"act":"supersede","ends_on":"2024-06-30","with":"D"}"#,
    ),
    (
        "S",
        "skip",
        &[("on", "08/01/2024"), ("milestone", "commitment:students@2024-01-10"), ("why", "hết kinh phí")],
        r#"{"act":"skip","milestone":"commitment:students@2024-01-10","why":"hết kinh phí"}"#,
    ),
    (
        "D",
        "Đã thực hiện",
        &[("on", "2026-11-20"), ("milestone", "duty:report-after-signing@25/11/2026")],
        r#"{"act":"fulfil","milestone":"duty:report-after-signing@2026-11-25"}"#,
    ),
    ("D", "Xác nhận lần cập nhật", &[("on", "20/11/2026"), ("confirms", BY_LINK)], r#"{"act":"confirm","confirms":8}"#),
    (
        "D",
        "Nhắc lại vào ngày",
        &[("on", "2026-11-20"), ("milestone", "expiry"), ("until", "15/12/2026")],
        r#"{"act":"snooze","milestone":"expiry@2027-06-30","until":"2026-12-15"}"#,
    ),
];
