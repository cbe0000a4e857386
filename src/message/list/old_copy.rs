//! What a list that was made of the register no longer says as the register does: what was corrected since, what both sides
//! changed, rows that are missing. Of a restricted agreement it tells nothing that the list does not say itself.

use super::{Wording, short};
use crate::lifecycle::act::Act;
use crate::lifecycle::agreement::{Field, Restricted};
use crate::lifecycle::commitment::{CommitmentSide, CommitmentTiming};
use crate::lifecycle::policy::Language;
use crate::message::workbook::{Sheet, sheet};
use crate::message::{Sentence, Voice, say};

/// How many exported rows are missing from a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum MissingRows {
    /// Just so many.
    Exactly(u32),
    /// The end of the sheet is missing, so nobody knows how many more.
    AtLeast(u32),
}

/// Exported rows that are missing from a copy; the references of agreements that are known to be among them.
pub(crate) fn rows_are_missing(of: Sheet, missing: MissingRows, named: &[String]) -> Wording {
    let (of_vi, of_en) = (sheet(of, Language::Vi), sheet(of, Language::En));
    let (count_vi, count_en) = match missing {
        MissingRows::Exactly(rows) => (rows.to_string(), rows.to_string()),
        MissingRows::AtLeast(rows) => (format!("ít nhất {rows}"), format!("at least {rows}")),
    };
    let (names_vi, names_en) = match named {
        [] => (String::new(), String::new()),
        named => (format!(" (trong đó có {})", named.join(", ")), format!(" (among them {})", named.join(", "))),
    };
    Wording::new(
        [
            format!("{of_vi}: so với bản đã xuất, tệp thiếu {count_vi} dòng{names_vi}; trong sổ không xóa gì"),
            "nếu có việc đã chấm dứt hoặc ghi nhầm, ghi vào sheet Cập nhật; nếu chỉ lọc bớt dòng thì không cần làm gì"
                .to_owned(),
        ],
        [
            format!(
                "{of_en}: rows missing from the copy that was exported: {count_en}{names_en}; the register keeps them"
            ),
            "if something ended or was recorded by mistake, say so in the sheet of updates; if rows were only filtered, \
             there is nothing to do"
                .to_owned(),
        ],
    )
}

/// Since when and by whom the register holds a value.
#[derive(Clone, Debug)]
pub struct OldCopySince<'a> {
    /// The day of recording.
    pub on: String,
    /// Who recorded it.
    pub by: &'a str,
}

impl<'a> OldCopySince<'a> {
    /// Since that act.
    pub(crate) fn of(act: &'a Act) -> Self {
        Self { on: act.recorded_on.to_string(), by: &act.by }
    }
}

/// What the register holds or held in a field, as far as an answer may tell it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum HeldText {
    /// The text, or that there is none.
    Told(Option<String>),
    /// The text of a restricted agreement: whoever sends a list with its reference does not learn it.
    Withheld,
}

impl HeldText {
    /// The text of a restricted agreement is withheld.
    pub(crate) fn of(text: Option<&str>, of: Restricted) -> Self {
        match of {
            Restricted::Yes => Self::Withheld,
            Restricted::No => Self::Told(text.map(str::to_owned)),
        }
    }

    pub(super) fn shown(&self, field: &str, language: Language) -> String {
        let ([before, behind], withheld) = match language {
            Language::Vi => (["“", "”"], "(nội bộ)"),
            Language::En => (["`", "`"], "(restricted)"),
        };
        match self {
            Self::Told(text) => format!("{before}{}{behind}", shown(field, text.as_deref(), language)),
            Self::Withheld => withheld.to_owned(),
        }
    }
}

/// A field that a list corrects, with its values as the list writes them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CorrectedField<'a> {
    pub(crate) field: &'a str,
    pub(crate) old: Option<String>,
    pub(crate) new: Option<String>,
}

/// What a list corrects of an agreement, from what to what; of a restricted one the names of the fields alone.
pub(crate) fn was_corrected(reference: &str, fields: &[CorrectedField<'_>], of: Restricted) -> Sentence {
    Sentence::in_both(|language| {
        let [before, behind] = match language {
            Language::Vi => ["“", "”"],
            Language::En => ["`", "`"],
        };
        let value = |field: &str, text: Option<&str>| match text {
            Some(_) => format!("{before}{}{behind}", shown(field, text, language)),
            None => "–".to_owned(),
        };
        let each = |one: &CorrectedField<'_>| {
            let named = called(one.field, language);
            match of {
                Restricted::Yes => named.to_owned(),
                Restricted::No => {
                    let [old, new] = [&one.old, &one.new].map(|text| value(one.field, text.as_deref()));
                    // A long text is cut, and a name may lead to another party than it did.
                    if old == new { named.to_owned() } else { format!("{named} {old} → {new}") }
                }
            }
        };
        format!("{reference}: {}", fields.iter().map(each).collect::<Vec<_>>().join("; "))
    })
}

/// A value as the office's list writes it: in Vietnamese in words, where it is a fact of an agreement.
pub(super) fn shown(field: &str, text: Option<&str>, language: Language) -> String {
    let Some(text) = text else { return "–".to_owned() };
    if language == Language::En {
        return short(text);
    }
    match (field, Field::named(field)) {
        ("when", _) => {
            CommitmentTiming::parse(text).map_or_else(|| short(text), |when| short(&say::when_due(when, language)))
        }
        ("side", _) => {
            CommitmentSide::named(text).map_or_else(|| short(text), |side| say::promiser(side, language).to_owned())
        }
        ("names" | "aliases" | "successor", _) => short(&names(text)),
        (_, Some(fact)) => short(&say::value_in_words(fact, text, language)),
        (_, None) => short(text),
    }
}

/// Names of a party as the office's list writes them: no bars behind which nothing stands, days as elsewhere.
fn names(text: &str) -> String {
    let part = |part: &str| part.trim().parse().map_or_else(|_| part.trim().to_owned(), say::day_table);
    let entry = |entry: &str| {
        let parts: Vec<String> = entry.split('|').map(part).filter(|part| !part.is_empty()).collect();
        parts.join(" | ")
    };
    text.split(';').map(entry).collect::<Vec<_>>().join("; ")
}

/// A field as the office's list calls it.
pub(super) fn called(field: &str, language: Language) -> &str {
    match (language, field) {
        (Language::En, _) => field,
        (Language::Vi, "when") => "hạn thực hiện",
        (Language::Vi, "names") => "tên gọi",
        (Language::Vi, "aliases") => "tên khác",
        (Language::Vi, "successor") => "bên kế thừa",
        (Language::Vi, "side") => "bên cam kết",
        (Language::Vi, "who") => "người thực hiện",
        (Language::Vi, "target") => "chỉ tiêu",
        (Language::Vi, _) => say::field_named(Voice::terminal(language), field),
    }
}

/// A day as the office writes it.
pub(super) fn day_of(on: &str, language: Language) -> String {
    let day = on.parse().ok().filter(|_| language == Language::Vi);
    day.map_or_else(|| on.to_owned(), say::day_table)
}

/// What was corrected in the register since a copy was made that says what was known then: field, value, since when.
pub(crate) fn register_is_newer(fields: &[(&str, HeldText, OldCopySince<'_>)]) -> Wording {
    let each = |since_word: &str, language: Language| {
        let field = |(name, now, since): &(&str, HeldText, OldCopySince<'_>)| {
            let (called, now, on) = (called(name, language), now.shown(name, language), day_of(&since.on, language));
            format!("{called} = {now} ({since_word} {on}, {})", since.by)
        };
        fields.iter().map(field).collect::<Vec<_>>().join("; ")
    };
    let (vietnamese, english) = (each("từ", Language::Vi), each("since", Language::En));
    Wording::new(
        [
            format!("sau khi bản này được xuất, sổ đã sửa và giữ như trong sổ: {vietnamese}"),
            "nếu giá trị của bản cũ mới đúng, sửa trên trang của văn bản, hoặc xuất bản mới rồi ghi vào bản ấy"
                .to_owned(),
        ],
        [
            format!("corrected in the register since this copy was made, and kept: {english}"),
            "if the old value is right, correct it on the agreement's page, or export anew and write it into that copy"
                .to_owned(),
        ],
    )
}

/// A value of an old copy, where the register has been told another since.
pub(crate) fn changed_since(
    field: &str,
    exported: &HeldText,
    cell: Option<&str>,
    now: &HeldText,
    since: Option<OldCopySince<'_>>,
) -> Wording {
    let both = [Language::Vi, Language::En];
    let [cell_vi, cell_en] = both.map(|language| shown(field, cell, language));
    let [(exported_vi, now_vi), (exported_en, now_en)] =
        both.map(|language| (exported.shown(field, language), now.shown(field, language)));
    let (vi, en) = since.map_or_else(Default::default, |since| {
        let on = day_of(&since.on, Language::Vi);
        (format!(" (từ {on}, {})", since.by), format!(" (since {}, {})", since.on, since.by))
    });
    let named = called(field, Language::Vi);
    Wording::new(
        [
            format!(
                "{named}: bản cũ ghi {exported_vi}, ô này ghi “{cell_vi}”, sổ đang ghi {now_vi}{vi}; giữ như trong sổ"
            ),
            "nếu ô này mới đúng, nhập lại và chọn lấy lại giá trị trong danh sách (lệnh: --bring-back)".to_owned(),
        ],
        [
            format!(
                "{field}: the copy was made with {exported_en}, the cell says `{cell_en}`, the register holds {now_en}{en} and keeps it"
            ),
            "if the cell is right, import again and choose to bring the list's values back (command: --bring-back)"
                .to_owned(),
        ],
    )
}

/// A new row of a copy about something that came into the register after the copy was made, where both say something else.
pub(crate) fn unknown_to_the_copy(
    field: &str,
    cell: Option<&str>,
    now: &HeldText,
    since: Option<OldCopySince<'_>>,
) -> Wording {
    let (vi, en) = since.map_or_else(Default::default, |since| {
        let on = day_of(&since.on, Language::Vi);
        (format!(" ({on}, {})", since.by), format!(" ({}, {})", since.on, since.by))
    });
    let named = called(field, Language::Vi);
    let [cell_vi, cell_en] = [Language::Vi, Language::En].map(|language| shown(field, cell, language));
    let [now_vi, now_en] = [Language::Vi, Language::En].map(|language| now.shown(field, language));
    Wording::new(
        [
            format!(
                "{named}: sau khi bản này được xuất, sổ đã ghi {now_vi}{vi}, dòng này ghi “{cell_vi}”; giữ như trong sổ"
            ),
            "thống nhất với người đã ghi; nếu dòng này mới đúng, xuất bản mới rồi sửa ở bản ấy".to_owned(),
        ],
        [
            format!(
                "{field}: since this copy was made the register got {now_en}{en}, the row says `{cell_en}`; the register keeps its value"
            ),
            "agree with whoever recorded it; if the row is right, export anew and correct it in that copy".to_owned(),
        ],
    )
}

/// A row that names an agreement by the reference it had when the copy was made.
pub(crate) fn is_meant_by_its_former_reference(old: &str, now: &str) -> Sentence {
    Sentence::new(
        format!("mã “{old}” nay là “{now}”; được hiểu là văn bản ấy"),
        format!("`{old}` is called `{now}` now, and is taken for it"),
    )
}

/// A row of a commitment that stands under another agreement than the one it was made from.
pub(crate) fn commitment_of_another(own: &str, name: &str) -> Wording {
    Wording::new(
        [
            format!("theo Mã dòng, dòng này là cam kết “{name}” của {own}"),
            "ghi lại mã ấy; nếu dòng này sao chép để ghi cam kết mới, xóa ô Mã dòng của nó".to_owned(),
        ],
        [
            format!("by its `Mã dòng` the row is the commitment `{name}` of {own}"),
            "write that reference again; if the row was copied for a new commitment, empty its cell `Mã dòng`"
                .to_owned(),
        ],
    )
}

/// A row of a commitment under another name than the one it was made from.
pub(crate) fn commitment_called_otherwise(name: &str) -> Wording {
    Wording::new(
        [
            format!("theo Mã dòng, dòng này là cam kết “{name}”; tên cam kết không sửa được"),
            format!("ghi lại {name}; nếu dòng này sao chép để ghi cam kết mới, xóa ô Mã dòng của nó"),
        ],
        [
            format!("by its `Mã dòng` the row is the commitment `{name}`, whose name stays as it is"),
            format!("write {name} again; if the row was copied for a new commitment, empty its cell `Mã dòng`"),
        ],
    )
}
