//! Columns of days that show nothing of their order, in a list of which another column is month first.
//!
//! Whoever writes one column month first writes the others so: their cells are doubted, and the person is asked.

use super::super::cell_forms::FactForm;
use super::super::raw_row::RawRow;
use super::head::Head;
use super::judge::{Judged, Use};
use super::order::{DayOrder, numbers, says_day_first};

/// Doubts the columns of days that show nothing, where another one of the list is month first.
pub(super) fn spread(judged: &mut [Judged], head: &Head, records: &[RawRow]) {
    if !judged.iter().any(|one| matches!(one.order, DayOrder::Mixed | DayOrder::MonthFirst)) {
        return;
    }
    for (at, one) in judged.iter_mut().enumerate() {
        let Use::Fact(column) = one.used else { continue };
        let of_days = matches!(column.form, FactForm::Day | FactForm::Term) && one.order == DayOrder::DayFirst;
        let header = head.headers.get(at).map_or("", String::as_str);
        let day_first =
            || records.iter().filter_map(|record| numbers(record.cells.get(at)?)).any(|(first, _)| first > 12);
        if of_days && !head.orders.contains_key(&at) && !says_day_first(header) && !day_first() {
            one.order = DayOrder::Mixed;
        }
    }
}
