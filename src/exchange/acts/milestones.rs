//! A milestone as people name it: `expiry@3/11/2027`, `hết hiệu lực@2027-11-03`, `review@3`, `duty:report`, a kind alone;
//! and as answers call it: "sơ kết ngày 15/06/2026", "sơ kết năm 2026".

use super::not_in_form;
use crate::exchange::cell_forms;
use crate::lifecycle::act::{ActKey, ActWord, MilestoneKind};
use crate::lifecycle::request::{MilestoneSelector, Pointer, Unreadable};
use crate::text::{fold, nearest, quoted};

/// What people write for each kind, folded; the kind's own word is known besides.
const KINDS: [(MilestoneKind, &[&str]); 8] = [
    (MilestoneKind::Effect, &["hieu luc", "co hieu luc", "ngay hieu luc", "entry into force", "in force"]),
    (MilestoneKind::Review, &["so ket", "ky so ket", "hop so ket"]),
    (MilestoneKind::Notice, &["thong bao", "han thong bao", "notice deadline"]),
    (MilestoneKind::Renewal, &["gia han", "tu dong gia han"]),
    (MilestoneKind::Expiry, &["het han", "het hieu luc", "ngay het han", "end", "expiration", "expires"]),
    (MilestoneKind::Duty, &["bao cao", "han bao cao", "nghia vu"]),
    (MilestoneKind::Observance, &["ky niem", "ngay ky niem", "anniversary", "thu chuc mung"]),
    (MilestoneKind::Commitment, &["cam ket", "nhiem vu", "task"]),
];

/// The longest number of a milestone; a longer one is a day in digits.
const LONGEST_NUMBER: usize = 3;

/// The years that a milestone may fall into.
const YEARS: std::ops::RangeInclusive<i32> = 1945..=2200;

fn kind_named(said: &str) -> Option<MilestoneKind> {
    let folded = fold(said);
    let known = KINDS.iter().find(|(kind, names)| kind.name() == folded || names.contains(&folded.as_str()));
    known.map(|(kind, _)| *kind)
}

/// What stands behind a milestone that a later correction made another, in an export and in the office's workbook.
pub(crate) const FORMER_ENGLISH: &str = " (former)";
pub(crate) const FORMER_VIETNAMESE: &str = " (mốc cũ)";

/// The text without that.
fn before_former(text: &str) -> Option<&str> {
    [FORMER_ENGLISH, FORMER_VIETNAMESE].into_iter().find_map(|mark| text.strip_suffix(mark))
}

/// Reads a milestone for that act. For a review the kind may be missing; for `fulfil` the word `duty`.
pub(super) fn read(act: ActWord, text: &str) -> Result<Pointer, Unreadable> {
    let text = text.trim().trim_end_matches(['.', ';', ',']);
    if let Some(former) = before_former(text) {
        let pointer = read(act, former)?;
        let day = pointer.which.and_then(MilestoneSelector::day);
        return Ok(Pointer { which: day.map(MilestoneSelector::Former).or(pointer.which), ..pointer });
    }
    let found = labelled(text).or_else(|| without_day(text)).or_else(|| by_number(act, text)).or_else(|| by_year(text));
    if let Some(pointer) = found {
        return Ok(pointer);
    }
    let begins_with_digit = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    let (what, which) = match text.split_once('@') {
        Some((what, which)) => (what.trim(), Some(which.trim())),
        None if act.is_about_review() && (begins_with_digit(text) || cell_forms::day::read(text).is_ok()) => {
            ("", Some(text))
        }
        None => (text, None),
    };
    let which = which.map(read_which).transpose()?;
    let (kind_said, name) = match what.split_once(':') {
        Some((kind, name)) => (kind.trim(), Some(name.trim().to_owned()).filter(|name| !name.is_empty())),
        None => (what, None),
    };
    if kind_said.is_empty() && name.is_none() && act.is_about_review() && which.is_some() {
        return Ok(Pointer { kind: Some(MilestoneKind::Review), name: None, which });
    }
    match kind_named(kind_said) {
        Some(kind) => Ok(Pointer { kind: Some(kind), name, which }),
        None if act == ActWord::Fulfil && name.is_none() && !kind_said.is_empty() => {
            Ok(Pointer { kind: None, name: Some(kind_said.to_owned()), which })
        }
        None => {
            let words = MilestoneKind::ALL.iter().map(|kind| kind.name());
            let meant = nearest(kind_said, words).and_then(MilestoneKind::named);
            Err(Unreadable::NoMilestone { said: quoted(text).trim_matches('`').to_owned(), meant })
        }
    }
}

/// A milestone as the workbook offers it: "Sơ kết kỳ 5, 15/03/2027", "Hạn báo cáo: Báo cáo sau ký [report], 06/01/2018".
fn labelled(text: &str) -> Option<Pointer> {
    // "Sơ kết kỳ 2 (22/12/2026)", "Sơ kết kỳ 2 - 22/12/2026", "Sơ kết kỳ 2 ngày 22/12/2026", "Sơ kết 22/12/2026" too.
    let bracketed = || text.strip_suffix(')').and_then(|text| text.rsplit_once(" ("));
    let cut = |mark: &str| text.rsplit_once(mark);
    let cuts = [cut(", "), bracketed(), cut(" - "), cut(" – "), cut(" ngày "), cut(" ngay "), cut(" ")];
    let (label, day) =
        cuts.into_iter().flatten().find_map(|(label, day)| Some((label, cell_forms::day::read(day).ok()?)))?;
    let (kind, name) = named_label(label);
    let (unnumbered, nth) = numbered(kind);
    let kind = kind_named(unnumbered)?;
    let name = name.filter(|name| kind == MilestoneKind::Commitment || name.is_own);
    let which = nth.map_or(MilestoneSelector::Day(day), |nth| MilestoneSelector::Both { day, nth });
    Some(Pointer { kind: Some(kind), name: name.map(|name| name.text.to_owned()), which: Some(which) })
}

/// What stands behind the kind in a label.
struct LabelName<'t> {
    text: &'t str,
    /// Whether it is the milestone's own name, in brackets; else its title.
    is_own: bool,
}

/// The kind and the name of a label: "Cam kết: Hỗ trợ du học sinh [students]", "cam kết [students]", "Cam kết: Hỗ trợ du học
/// sinh".
fn named_label(label: &str) -> (&str, Option<LabelName<'_>>) {
    let own = label.trim_end().strip_suffix(']').and_then(|label| label.rsplit_once('['));
    let own_name = own.map(|(_, name)| LabelName { text: name.trim(), is_own: true });
    match (label.split_once(':'), own) {
        (Some((kind, title)), _) => {
            let titled = Some(LabelName { text: title.trim(), is_own: false }).filter(|name| !name.text.is_empty());
            (kind.trim(), own_name.or(titled))
        }
        (None, Some((kind, _))) => (kind.trim(), own_name),
        (None, None) => (label.trim(), None),
    }
}

/// A kind as the workbook numbers it: "Sơ kết kỳ 5", "review no. 5".
fn numbered(kind: &str) -> (&str, Option<u32>) {
    let words = [" kỳ ", " lần thứ ", " lần ", " no. ", " no ", " #"];
    let cut = words.iter().find_map(|word| kind.split_once(word));
    let number = |text: &str| text.trim().parse::<u32>().ok().filter(|_| text.trim().len() <= LONGEST_NUMBER);
    match cut {
        Some((kind, text)) => (kind.trim(), number(text)),
        None => (kind.trim(), None),
    }
}

/// A commitment without a day of its own as the workbook offers it: "Cam kết: Hỗ trợ du học sinh [students]"; its title alone
/// is as good.
fn without_day(text: &str) -> Option<Pointer> {
    let (kind, name) = named_label(text);
    let name = name.filter(|name| name.is_own || text.contains(": "))?;
    let kind = kind_named(kind).filter(|kind| *kind == MilestoneKind::Commitment)?;
    (!name.text.contains('@')).then(|| Pointer { kind: Some(kind), name: Some(name.text.to_owned()), which: None })
}

/// A milestone by its kind and year, where one alone may fall into it: "Sơ kết năm 2026", "hết hiệu lực 2027". What has a name of
/// its own needs it besides.
fn by_year(text: &str) -> Option<Pointer> {
    let folded = fold(text);
    let (kind, year) = folded.rsplit_once(' ')?;
    let is_year = year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit());
    let year: i32 = is_year.then(|| year.parse().ok()).flatten().filter(|year| YEARS.contains(year))?;
    let kind = kind.trim().trim_end_matches(['(', ',']).trim();
    let kind = kind_named(kind.strip_suffix(" nam").unwrap_or(kind).trim())?;
    let is_named = matches!(kind, MilestoneKind::Duty | MilestoneKind::Observance | MilestoneKind::Commitment);
    (!is_named).then_some(Pointer { kind: Some(kind), name: None, which: Some(MilestoneSelector::Year(year)) })
}

/// A milestone by its kind and number, as people shorten a label: "Sơ kết kỳ 4", "review no. 4"; of a review the number alone.
fn by_number(act: ActWord, text: &str) -> Option<Pointer> {
    let folded = format!(" {}", fold(text));
    let (kind, number) =
        [" ky ", " lan thu ", " lan ", " no. ", " no ", " #"].iter().find_map(|word| folded.split_once(word))?;
    let kind = match kind.trim() {
        "" if act.is_about_review() => MilestoneKind::Review,
        kind => kind_named(kind)?,
    };
    let digits = (1..=LONGEST_NUMBER).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    let which = digits.then(|| number.parse().ok()).flatten()?;
    Some(Pointer { kind: Some(kind), name: None, which: Some(MilestoneSelector::Nth(which)) })
}

fn read_which(text: &str) -> Result<MilestoneSelector, Unreadable> {
    let digits = text.trim_start_matches('#');
    if (1..=LONGEST_NUMBER).contains(&digits.len())
        && digits.bytes().all(|b| b.is_ascii_digit())
        && let Ok(number) = digits.parse()
    {
        return Ok(MilestoneSelector::Nth(number));
    }
    match cell_forms::day::read(text) {
        Ok(day) => Ok(MilestoneSelector::Day(day)),
        Err(unread) => Err(not_in_form(ActKey::Milestone, &unread)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_milestone_is_read_as_people_shorten_it_and_as_answers_call_it() {
        for (text, expected) in [
            ("Sơ kết kỳ 4, 15/06/2026", "review@2026-06-15 (4)"),
            ("Sơ kết 15/06/2026", "review@2026-06-15"),
            ("sơ kết ngày 15/06/2026", "review@2026-06-15"),
            ("so ket ngay 15/06/2026", "review@2026-06-15"),
            ("Sơ kết kỳ 4.", "review@4"),
            ("Sơ kết năm 2026", "review@2026"),
            ("hết hiệu lực 2027", "expiry@2027"),
            ("hạn báo cáo [report] ngày 21/06/2025", "duty:report@2025-06-21"),
            ("Hạn báo cáo: Báo cáo sau ký [report], 21/06/2025", "duty:report@2025-06-21"),
            ("Cam kết: Hỗ trợ vắc xin [vaccine]", "commitment:vaccine"),
            ("cam kết [vaccine]", "commitment:vaccine"),
            ("Cam kết: Hỗ trợ vắc xin", "commitment:Hỗ trợ vắc xin"),
            ("Cam kết: Hỗ trợ vắc xin, 30/06/2027", "commitment:Hỗ trợ vắc xin@2027-06-30"),
            ("commitment:students@2027-06-30", "commitment:students@2027-06-30"),
        ] {
            let read = read(ActWord::Acknowledge, text).map(|pointer| pointer.to_string());
            assert_eq!(read.as_deref(), Ok(expected), "{text}");
        }
        for text in ["Sơ kết kỳ trước", "năm 2026", "Cam kết năm 2026", "2026"] {
            assert!(read(ActWord::Acknowledge, text).is_err(), "{text}");
        }
    }
}
