//! Names and days in an agreement's facts that deserve a second look: never a refusal.

use super::{Wording, pair};
use crate::lifecycle::day::Day;
use crate::lifecycle::party::NameSeam;
use crate::lifecycle::policy::Language;
use crate::message::{Sentence, say};

/// An officer who is no contact of the office.
pub(crate) fn no_contact(officer: &str) -> Sentence {
    let said = |vi: &str, en: &str| {
        Sentence::new(
            format!(
                "trong danh bạ không có ai tên hoặc mã là “{officer}”; chọn một tên có trong danh bạ, hoặc đề nghị quản trị thêm người này vào {vi}"
            ),
            format!(
                "its officer `{officer}` is no contact; choose a name among the contacts, or have the administrator add the person to {en}"
            ),
        )
    };
    Sentence::by_way(
        said("[contacts] của config.toml", "[contacts] of config.toml"),
        said("danh bạ của phần mềm", "the program's contacts"),
    )
}

/// A ladder that the office does not have.
pub(crate) fn no_ladder(ladder: &str, kind: &str) -> Sentence {
    Sentence::by_way(
        Sentence::new(
            format!(
                "lịch nhắc “{ladder}” cho {kind} không có trong config.toml nên không nhắc gì; thêm [ladder.{ladder}], hoặc sửa cột lịch nhắc"
            ),
            format!(
                "its ladder `{ladder}` for {kind} is none of config.toml, so nothing is sent on it; add [ladder.{ladder}], or correct `ladders`"
            ),
        ),
        Sentence::new(
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
pub(crate) fn names_unknown_in_restricted(names: usize, reference: &str) -> Sentence {
    Sentence::by_way(
        Sentence::new(
            format!(
                "có {names} tên người phụ trách hoặc lịch nhắc không có trong config.toml; xem `pactwatch show {reference} --restricted`"
            ),
            format!(
                "names in `officers` or `ladders` that are not in config.toml: {names}; see `pactwatch show {reference} --restricted`"
            ),
        ),
        Sentence::new(
            format!(
                "có {names} tên người phụ trách hoặc lịch nhắc không có trong phần mềm; mở hồ sơ {reference} để xem"
            ),
            format!("officers or ladders that the program does not know: {names}; open {reference} to see them"),
        ),
    )
}

/// Two names of a party that overlap, or that leave days between them without a name.
pub fn names_do_not_join(party: &str, seam: &NameSeam) -> Sentence {
    let (earlier, until) = (&seam.earlier.0, seam.earlier.1);
    let (later, from) = (&seam.later.0, seam.later.1);
    let (vi, en) = if until < from {
        ("giữa hai tên có những ngày không có tên", "between them it has no name")
    } else {
        ("hai tên chồng lên nhau", "on some days both hold")
    };
    let (until_vi, from_vi) = (say::day_table(until), say::day_table(from));
    let said = |of_vi: &str, of: &str| {
        Sentence::new(
            format!("{of_vi}tên “{earlier}” đến {until_vi}, tên “{later}” từ {from_vi}: {vi}; xem lại hai ngày này"),
            format!("{of}\"{earlier}\" until {until}, \"{later}\" from {from}: {en}; look at the two days again"),
        )
    };
    Sentence::by_way(
        said(&format!("bên `{party}`: "), &format!("party `{party}`: ")),
        said("hai tên của một bên: ", "two names of a party: "),
    )
}

/// A name that a party was given and that another one bears on the same days.
pub(crate) fn name_of_another_party(party: &str, name: &str, other: &str) -> Sentence {
    Sentence::new(
        format!(
            "tên “{name}” của bên {party} cũng là tên của bên {other}; nếu hai mã là một bên, chỉ dùng một mã; nếu ghi nhầm dòng, \
             ghi lại tên cũ"
        ),
        format!(
            "the name `{name}` of party `{party}` is one of party `{other}` too; if they are one party, use one id alone; if it was \
             written into the wrong row, write the former name again"
        ),
    )
}

/// Names that a party bore and that a list no longer says: agreements of that time are called otherwise now.
pub(crate) fn former_names_are_gone(party: &str, names: &[String]) -> Wording {
    let (vi, en) = (names.join("”, “"), names.join("`, `"));
    pair(
        (
            format!("bên {party} không còn tên cũ “{vi}”, thỏa thuận ký khi mang tên ấy sẽ ghi tên khác"),
            "nếu bên ấy đổi tên, ghi cả hai tên với ngày, cách nhau bằng dấu ;, ví dụ Jeollabuk-do (đến 17/01/2024); Jeonbuk (từ 18/01/2024)",
        ),
        (
            format!(
                "party `{party}` no longer has its former name `{en}`: agreements signed under it are called otherwise now"
            ),
            "if it was renamed, write both names with their days, `;` between them, for example \
             `Jeollabuk-do (until 2024-01-17); Jeonbuk (from 2024-01-18)`",
        ),
    )
}

/// An agreement whose country is none of its partners'.
pub fn country_of_no_partner(country: &str, partners: &[String]) -> Sentence {
    let named = |code: &str| say::country(code, Language::Vi).to_owned();
    let (country_vi, partners_vi) = (named(country), partners.iter().map(|code| named(code)).collect::<Vec<_>>());
    let (partners, partners_vi) = (partners.join(", "), partners_vi.join(", "));
    Sentence::new(
        format!("nước ghi là {country_vi}, còn bên nước ngoài thuộc {partners_vi}; xem lại nước, hoặc nước của bên ấy"),
        format!("its country is {country}, its partners are of {partners}; look at the country, or at the party's"),
    )
}

/// An agreement that stands under one that neither the register nor the list has.
pub fn under_nothing(under: &str) -> Sentence {
    Sentence::new(
        format!("trong sổ chưa có văn bản “{under}” mà văn bản này thuộc về; nhập văn bản ấy, hoặc sửa ô Thuộc"),
        format!("the register has no `{under}`, which it stands under; bring that in, or correct `under`"),
    )
}

/// A last day that comes soon after the first.
pub(crate) fn ends_soon(first: &str, end: &str) -> Wording {
    pair(
        (format!("ngày hết hiệu lực {end} quá gần ngày bắt đầu {first}"), "kiểm tra hai ngày này"),
        (format!("the last day, {end}, comes soon after the first, {first}"), "check both days"),
    )
}

/// A last day far ahead.
pub(crate) fn ends_far(end: &str) -> Wording {
    pair(
        (format!("ngày hết hiệu lực {end} còn rất xa"), "kiểm tra năm"),
        (format!("the last day, {end}, lies far ahead"), "check the year"),
    )
}

/// A day in force long after the signing.
pub(crate) fn starts_late(signed: &str, start: &str) -> Wording {
    pair(
        (format!("ngày có hiệu lực {start} cách ngày ký {signed} nhiều năm"), "kiểm tra năm"),
        (format!("it enters into force on {start}, years after its signing on {signed}"), "check the year"),
    )
}

/// A title that names another day of signing.
pub(crate) fn title_names_another_day(named: &str, signed: &str) -> Wording {
    pair(
        (format!("tên văn bản ghi ký ngày {named}, cột ngày ký ghi {signed}"), "kiểm tra hai ngày này"),
        (format!("the title says that it was signed on {named}, the day of signing is {signed}"), "check both"),
    )
}

/// A title whose years end in another one than the term.
pub(crate) fn title_names_another_year(year: i32, end: &str) -> Wording {
    pair(
        (format!("tên văn bản ghi đến năm {year}, theo thời hạn thì hết hiệu lực ngày {end}"), "kiểm tra thời hạn"),
        (format!("the title runs to {year}, the term ends on {end}"), "check the term"),
    )
}

/// Reviews that begin behind the end.
pub(crate) fn no_review_before_the_end(review: &str, end: &str) -> Wording {
    pair(
        (format!("kỳ sơ kết đầu {review} sau ngày hết hiệu lực {end} nên không có kỳ nào"), "kiểm tra định kỳ sơ kết"),
        (format!("the first review, {review}, comes after the last day, {end}: there is none"), "check the interval"),
    )
}

/// Notice before an end that there is not.
pub(crate) fn notice_without_end() -> Wording {
    pair(
        (
            "văn bản không thời hạn nên thời gian báo trước không cho ngày nào",
            "nếu là báo trước khi chấm dứt, ghi ở cột ấy",
        ),
        (
            "it has no last day, so the time of notice gives no day",
            "if it is notice of termination, put it in that column",
        ),
    )
}

/// Renewal by itself, no times at all.
pub(crate) fn renews_never() -> Wording {
    pair(
        (
            "số lần gia hạn là 0 nên văn bản không tự động gia hạn lần nào",
            "nếu đó là số lần đã gia hạn đến nay, xóa ô ấy và ghi từng lần gia hạn",
        ),
        (
            "it renews by itself no times at all",
            "if the number counts the renewals so far, empty that cell and record each of them",
        ),
    )
}

/// In force by its signature, and on another day than that of signing.
pub(crate) fn in_force_on_another_day(signed: &str, start: &str) -> Wording {
    pair(
        (
            format!("ghi có hiệu lực từ ngày ký, nhưng ngày ký {signed} và ngày có hiệu lực {start} khác nhau"),
            "đang tính theo ngày có hiệu lực; kiểm tra hai ô này",
        ),
        (
            format!("in force by signature, yet signed on {signed} and in force on {start}"),
            "the day in force is taken; check both cells",
        ),
    )
}

/// A term that was corrected although an act set the end, which stays.
pub(crate) fn end_is_by_an_act(end: Day, seq: i64) -> Wording {
    let shown = crate::message::say::day_table(end);
    pair(
        (
            format!("thời hạn của văn bản đầu được sửa; ngày hết hiệu lực vẫn là {shown}, theo lần cập nhật số {seq}"),
            "nếu ngày ấy sai, hủy lần cập nhật ấy trên trang của văn bản rồi ghi lại",
        ),
        (
            format!("the term of the first text is corrected; the last day stays {end}, set by act {seq}"),
            "if that day is wrong, take that act back on the agreement's page and record it anew",
        ),
    )
}
