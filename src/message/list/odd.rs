//! Names in an agreement's facts that the office does not know: never a refusal.

use crate::lifecycle::party::NameSeam;
use crate::message::Said;

/// An officer who is no contact of the office.
pub(crate) fn no_contact(officer: &str) -> Said {
    let said = |vi: &str, en: &str| {
        Said::new(
            format!(
                "trong danh bạ không có ai tên hoặc mã là “{officer}”; chọn một tên trong danh sách của ô Người phụ trách, hoặc đề nghị quản trị thêm người này vào {vi}"
            ),
            format!(
                "its officer `{officer}` is no contact; choose a name from the list of that cell, or have the administrator add the person to {en}"
            ),
        )
    };
    Said::by_way(
        said("[contacts] của config.toml", "[contacts] of config.toml"),
        said("danh bạ của phần mềm", "the program's contacts"),
    )
}

/// A ladder that the office does not have.
pub(crate) fn no_ladder(ladder: &str, kind: &str) -> Said {
    Said::by_way(
        Said::new(
            format!(
                "lịch nhắc “{ladder}” cho {kind} không có trong config.toml nên không nhắc gì; thêm [ladder.{ladder}], hoặc sửa cột lịch nhắc"
            ),
            format!(
                "its ladder `{ladder}` for {kind} is none of config.toml, so nothing is sent on it; add [ladder.{ladder}], or correct `ladders`"
            ),
        ),
        Said::new(
            format!(
                "lịch nhắc “{ladder}” cho {kind} chưa được đặt trong phần mềm nên không nhắc gì; đề nghị sửa cột lịch nhắc, hoặc báo quản trị"
            ),
            format!(
                "its ladder “{ladder}” for {kind} is not set up, so nothing is sent on it; correct the column of ladders, or tell the administrator"
            ),
        ),
    )
}

/// Names of a restricted agreement that lead nowhere: how many.
pub(crate) fn names_unknown_in_restricted(names: usize, reference: &str) -> Said {
    Said::by_way(
        Said::new(
            format!(
                "có {names} tên người phụ trách hoặc lịch nhắc không có trong config.toml; xem `pactwatch show {reference} --restricted`"
            ),
            format!(
                "names in `officers` or `ladders` that are not in config.toml: {names}; see `pactwatch show {reference} --restricted`"
            ),
        ),
        Said::new(
            format!(
                "có {names} tên người phụ trách hoặc lịch nhắc không có trong phần mềm; mở hồ sơ {reference} để xem"
            ),
            format!("officers or ladders that the program does not know: {names}; open {reference} to see them"),
        ),
    )
}

/// Two names of a party that overlap, or that leave days between them without a name.
pub fn names_do_not_join(party: &str, seam: &NameSeam) -> Said {
    let (earlier, until) = (&seam.earlier.0, seam.earlier.1);
    let (later, from) = (&seam.later.0, seam.later.1);
    let (vi, en) = if until < from {
        ("giữa hai tên có những ngày không có tên", "between them it has no name")
    } else {
        ("hai tên chồng lên nhau", "on some days both hold")
    };
    let said = |of_vi: &str, of: &str| {
        Said::new(
            format!("{of_vi}tên “{earlier}” đến {until}, tên “{later}” từ {from}: {vi}; xem lại hai ngày này"),
            format!("{of}\"{earlier}\" until {until}, \"{later}\" from {from}: {en}; look at the two days again"),
        )
    };
    Said::by_way(
        said(&format!("bên `{party}`: "), &format!("party `{party}`: ")),
        said("hai tên của một bên: ", "two names of a party: "),
    )
}

/// An agreement whose country is none of its partners'.
pub fn country_of_no_partner(country: &str, partners: &[String]) -> Said {
    let partners = partners.join(", ");
    Said::new(
        format!("nước ghi là {country}, còn bên nước ngoài thuộc {partners}; xem lại nước, hoặc nước của bên ấy"),
        format!("its country is {country}, its partners are of {partners}; look at the country, or at the party's"),
    )
}

/// An agreement that stands under one that neither the register nor the list has.
pub fn under_nothing(under: &str) -> Said {
    Said::new(
        format!("trong sổ chưa có văn bản “{under}” mà văn bản này thuộc về; nhập văn bản ấy, hoặc sửa ô Thuộc"),
        format!("the register has no `{under}`, which it stands under; bring that in, or correct `under`"),
    )
}
