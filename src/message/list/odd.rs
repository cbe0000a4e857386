//! Names in an agreement's facts that the office does not know: never a refusal.

use crate::message::Said;

/// An officer who is no contact of the office.
pub(crate) fn no_contact(officer: &str) -> Said {
    Said::new(
        format!(
            "trong danh bạ không có ai tên hoặc mã là “{officer}”; chọn một tên trong danh sách của ô Người phụ trách, hoặc đề nghị quản trị thêm người này vào [contacts] của config.toml"
        ),
        format!(
            "its officer `{officer}` is no contact; choose a name from the list of that cell, or have the administrator add the person to [contacts] of config.toml"
        ),
    )
}

/// A ladder that the office does not have.
pub(crate) fn no_ladder(ladder: &str, kind: &str) -> Said {
    Said::new(
        format!(
            "lịch nhắc “{ladder}” cho {kind} không có trong config.toml nên không nhắc gì; thêm [ladder.{ladder}], hoặc sửa cột lịch nhắc"
        ),
        format!(
            "its ladder `{ladder}` for {kind} is none of config.toml, so nothing is sent on it; add [ladder.{ladder}], or correct `ladders`"
        ),
    )
}

/// Names of a restricted agreement that lead nowhere: how many.
pub(crate) fn names_unknown_in_restricted(names: usize, reference: &str) -> Said {
    Said::new(
        format!(
            "có {names} tên người phụ trách hoặc lịch nhắc không có trong config.toml; xem `pactwatch show {reference} --restricted`"
        ),
        format!(
            "names in `officers` or `ladders` that are not in config.toml: {names}; see `pactwatch show {reference} --restricted`"
        ),
    )
}
