//! Cells that could be read, and of which nobody can be sure: one name or several, a day for a name, a shortest term.

use super::RowReader;
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
        let several = name == "title" && (lists::is_numbered(text) || lists::is_bulleted(text));
        several.then(|| cell::may_be_several_agreements().into())
    }
}
