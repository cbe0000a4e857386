//! The columns of an agreement's facts.

use super::Column;
use crate::exchange::forms::Form;

const fn column(name: &'static str, form: Form, vietnamese: &'static str, aliases: &'static [&'static str]) -> Column {
    Column { name, vietnamese, aliases, form }
}

/// In the order of the register's columns; the last two make an act of an old list's end.
pub(super) const COLUMNS: &[Column] = &[
    column(
        "reference",
        Form::Line,
        "Mã theo dõi",
        &["ma", "ma so", "ma thoa thuan", "ma ho so", "ma van ban", "ky hieu theo doi", "ref"],
    ),
    column(
        "title",
        Form::Title,
        "Tên văn bản",
        &["ten", "ten thoa thuan", "ten thoa thuan quoc te", "ten goi", "tieu de", "trich yeu", "van ban", "ten ttqt"],
    ),
    column("title_en", Form::Title, "Tên tiếng Anh", &["tieu de tieng anh", "ten van ban tieng anh", "english title"]),
    column("short", Form::Title, "Tên ngắn", &["ten rut gon", "goi tat", "ten tat", "ten goi tat", "short name"]),
    column(
        "kind",
        Form::Kind,
        "Loại văn bản",
        &["loai", "hinh thuc", "loai hinh", "hinh thuc van ban", "loai thoa thuan", "type"],
    ),
    column(
        "number",
        Form::Line,
        "Số, ký hiệu",
        &["so", "so hieu", "so ky hieu", "so/ky hieu", "so van ban", "so va ky hieu", "document number"],
    ),
    column(
        "ours",
        Form::List,
        "Bên Việt Nam",
        &["ben ta", "phia viet nam", "ben ky viet nam", "ben ky ket viet nam", "co quan ky", "don vi ky", "chu the ky"],
    ),
    column(
        "partner",
        Form::List,
        "Đối tác",
        &[
            "ben nuoc ngoai",
            "phia doi tac",
            "phia nuoc ngoai",
            "ben ky nuoc ngoai",
            "ben ky ket nuoc ngoai",
            "doi tac nuoc ngoai",
            "doi tac ky ket",
            "partners",
        ],
    ),
    column("country", Form::Country, "Nước", &["quoc gia", "nuoc doi tac", "ten nuoc", "quoc gia doi tac"]),
    column("signed_on", Form::Day, "Ngày ký", &["ngay ky ket", "thoi gian ky", "ky ngay", "ngay thang ky", "signed"]),
    column(
        "in_force_on",
        Form::Day,
        "Ngày có hiệu lực",
        &["ngay hieu luc", "co hieu luc tu", "hieu luc tu", "hieu luc tu ngay", "co hieu luc tu ngay", "in force"],
    ),
    column(
        "effect",
        Form::Effect,
        "Cách có hiệu lực",
        &["hieu luc", "phat sinh hieu luc", "cach phat sinh hieu luc", "dieu kien hieu luc", "dieu kien co hieu luc"],
    ),
    column("effect_delay", Form::Span, "Có hiệu lực sau", &["hieu luc sau", "cham hieu luc"]),
    column(
        "term",
        Form::Term,
        "Thời hạn",
        &[
            "thoi han hieu luc",
            "giai doan",
            "hieu luc den",
            "co hieu luc den",
            "ngay het han",
            "ngay het hieu luc",
            "het hieu luc",
            "thoi gian hieu luc",
            "duration",
        ],
    ),
    column("count", Form::Count, "Cách tính ngày cuối", &["cach tinh", "cach tinh thoi han"]),
    column("renewal", Form::Renewal, "Gia hạn", &["hinh thuc gia han", "cach gia han", "co che gia han"]),
    column(
        "renewal_period",
        Form::Period,
        "Thời hạn gia hạn",
        &["giai doan gia han", "moi lan gia han", "ky gia han", "thoi gian gia han"],
    ),
    column("renewals_max", Form::Number, "Số lần gia hạn", &["so lan gia han toi da", "gia han toi da"]),
    column(
        "notice",
        Form::Period,
        "Thông báo trước",
        &["thoi han thong bao", "bao truoc", "han thong bao", "thong bao khong gia han", "notice period"],
    ),
    column(
        "termination_notice",
        Form::Period,
        "Thông báo chấm dứt trước",
        &["thong bao cham dut", "bao truoc khi cham dut", "thoi han thong bao cham dut"],
    ),
    column(
        "review_every",
        Form::Period,
        "Định kỳ sơ kết",
        &["so ket", "chu ky so ket", "hop so ket", "ky so ket", "so ket dinh ky", "ra soat dinh ky", "dinh ky ra soat"],
    ),
    column(
        "review_first_on",
        Form::Day,
        "Sơ kết lần đầu",
        &["ngay so ket dau tien", "so ket dau tien", "ky so ket dau"],
    ),
    column("fields", Form::List, "Lĩnh vực", &["linh vuc hop tac", "noi dung hop tac", "cac linh vuc"]),
    column(
        "lead_agency",
        Form::Line,
        "Cơ quan đầu mối",
        &["dau moi", "co quan chu tri", "don vi dau moi", "don vi chu tri", "chu tri", "co quan thuc hien"],
    ),
    column(
        "officers",
        Form::List,
        "Người phụ trách",
        &[
            "nguoi theo doi",
            "phu trach",
            "can bo phu trach",
            "chuyen vien",
            "can bo theo doi",
            "chuyen vien phu trach",
            "officer",
        ],
    ),
    column("ladders", Form::Pairs, "Thang nhắc", &["lich nhac"]),
    column("basis", Form::Pairs, "Căn cứ", &["dieu khoan", "dieu khoan can cu", "can cu dieu khoan"]),
    column("restricted", Form::YesNo, "Nội bộ", &["han che", "luu hanh noi bo", "han che pho bien"]),
    column("documents", Form::Documents, "Tài liệu", &["tep", "tep dinh kem", "van ban dinh kem", "ho so", "file"]),
    column("note", Form::Prose, "Ghi chú", &["notes", "luu y", "remark", "remarks"]),
    column("source", Form::Prose, "Nguồn", &["nguon thong tin", "nguon tin"]),
    column("ended_on", Form::Day, "Ngày kết thúc", &["ngay cham dut", "ket thuc ngay", "da ket thuc ngay", "ended"]),
    column("ended_how", Form::Ended, "Cách kết thúc", &["ly do ket thuc", "hinh thuc ket thuc", "ket thuc the nao"]),
];
