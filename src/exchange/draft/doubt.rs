//! Cells that could be read, and of which nobody can be sure: one name or several, a day for a name, a shortest term.

use super::RowReader;
use crate::exchange::cell_forms::words::kind_in_title;
use crate::exchange::cell_forms::{FactForm, Unread, day, lists, parties, span, term};
use crate::exchange::row_mark::ROW_MARK;
use crate::message::list::{asked, cell, time};
use crate::text::fold;

impl RowReader<'_> {
    /// What has to be asked about the text of that column before it is read.
    pub(super) fn doubt(&self, name: &str, form: FactForm, text: &str) -> Option<Unread> {
        // What the workbook wrote itself leads to one contact or party each.
        let foreign = !self.row.cells.contains_key(ROW_MARK);
        if name == "officers"
            && foreign
            && let Some((item, apart)) = lists::several_people(text)
        {
            return Some(cell::may_be_several_people(item, &apart).into());
        }
        if form == FactForm::Parties
            && foreign
            && let Some(name) = parties::in_doubt(text)
        {
            return Some(asked::name_in_doubt(name).into());
        }
        if form == FactForm::Parties && foreign && parties::is_a_count(text) {
            return Some(asked::count_and_no_name(text).into());
        }
        if form == FactForm::Parties && foreign && span::read(text).is_ok() {
            return Some(asked::length_and_no_name(text).into());
        }
        if name == "title" && foreign && text.trim().bytes().all(|b| b.is_ascii_digit()) {
            return Some(asked::number_and_no_title(text).into());
        }
        if matches!(form, FactForm::Parties | FactForm::Title) && day::is_one(text) {
            return Some(cell::is_a_day_and_no_name(text).into());
        }
        if name == "renewal_period" && term::least::says_at_least(&fold(text)) {
            return Some(time::shortest_term(text).into());
        }
        let several =
            name == "title" && (lists::is_numbered(text) || lists::is_bulleted(text) || foreign && counts_texts(text));
        several.then(|| cell::may_be_several_agreements().into())
    }
}

/// Whether a title counts several texts, "02 bản ghi nhớ", or names one behind the other, "1. Bản ghi nhớ A; 2. Kế hoạch B".
fn counts_texts(title: &str) -> bool {
    let folded = fold(title);
    let of_text = |text: &str| kind_in_title(text).is_some_and(|kind| kind != "other");
    let unnumbered = |part: &str| {
        let rest = part.trim().trim_start_matches(|c: char| c.is_ascii_digit());
        rest.strip_prefix(['.', ')', '/', ':']).map(|rest| rest.trim().to_owned())
    };
    let parts: Vec<&str> = folded.split(';').collect();
    if parts.len() > 1 && parts.iter().all(|part| unnumbered(part).is_some_and(|rest| of_text(&rest))) {
        return true;
    }
    let number = folded.split(' ').next().unwrap_or_default();
    let counted = number.len() <= 2 && number.parse::<u32>().is_ok_and(|count| count > 1);
    counted && of_text(folded[number.len()..].trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_that_count_texts() {
        for (title, expected) in [
            ("02 bản ghi nhớ", true),
            ("1. Bản ghi nhớ A1; 2. Kế hoạch A2", true),
            ("1. Bản ghi nhớ A1", false),
            ("Bản ghi nhớ A; B", false),
            ("12 con giáp", false),
            ("01 bản ghi nhớ", false),
            ("2022 Bản ghi nhớ", false),
        ] {
            assert_eq!(counts_texts(title), expected, "{title}");
        }
    }
}
