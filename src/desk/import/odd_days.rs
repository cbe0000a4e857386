//! Days of a new agreement that are possible and hardly meant: an end on the day of signing, a century ahead, a year in the title
//! that is another.
//!
//! Each is said, and the row is taken. Rows of the office's own workbook were told of when they came in.

use super::import_pass::ImportPass;
use crate::exchange::Draft;
use crate::exchange::cell_forms::day;
use crate::lifecycle::agreement::{Effect, Facts, Field, Renewal};
use crate::lifecycle::day::Day;
use crate::lifecycle::term::{Term, last_day};
use crate::message::list::odd;
use crate::text::fold;

/// A term that ends so soon after its signing is rare, in days.
const SHORTEST: i64 = 30;
/// So many years ahead an end is more often a slip.
const FARTHEST: i32 = 60;
/// So long after its signing an agreement hardly ever enters into force, in days.
const LATEST_START: i64 = 3 * 366;

impl ImportPass<'_, '_> {
    /// Says what is odd about the days of a row that came in.
    pub(super) fn look_at_days(&mut self, facts: &Facts, draft: &Draft) {
        let place = &draft.place;
        if facts.is_restricted() {
            return;
        }
        let first = facts.planned_start().or(facts.signed_on);
        let end = match facts.term {
            Term::For(span) => first.and_then(|first| last_day(first, span, facts.count).ok()),
            Term::Until(day) | Term::Between(_, day) => Some(day),
            Term::Open | Term::Unknown => None,
        };
        let shown = |day: Day| day.to_string();
        if let Some((first, end)) = first.zip(end).filter(|(first, end)| first.days_until(*end) < SHORTEST) {
            self.remark(place, odd::ends_soon(&shown(first), &shown(end)));
        }
        if let Some(end) = end.filter(|end| end.year() > self.clerk.today().year() + FARTHEST) {
            self.remark(place, odd::ends_far(&shown(end)));
        }
        let starts = facts.signed_on.zip(facts.in_force_on);
        if let Some((signed, start)) = starts.filter(|(signed, start)| signed.days_until(*start) > LATEST_START) {
            self.remark(place, odd::starts_late(&shown(signed), &shown(start)));
        }
        if let Some((named, signed)) =
            day_of_signing_in(&facts.title).zip(facts.signed_on).filter(|(one, other)| one != other)
        {
            self.remark(place, odd::title_names_another_day(&shown(named), &shown(signed)));
        }
        let renews = facts.renewal == Renewal::Tacit;
        let review = facts.review_first_on.or_else(|| first?.plus(facts.review_every?).ok());
        if let Some((review, end)) = review.zip(end).filter(|(review, end)| review > end && !renews) {
            self.remark(place, odd::no_review_before_the_end(&shown(review), &shown(end)));
        }
        if facts.notice.is_some() && facts.term == Term::Open {
            self.remark(place, odd::notice_without_end());
        }
        if renews && facts.renewals_max == Some(0) {
            self.remark(place, odd::renews_never());
        }
        let by_signature =
            draft.changes.iter().any(|(field, _)| *field == Field::Effect) && facts.effect == Effect::Signature;
        if let Some((signed, start)) = starts.filter(|(signed, start)| signed != start && by_signature) {
            self.remark(place, odd::in_force_on_another_day(&shown(signed), &shown(start)));
        }
        let last = last_year_in(&facts.title).zip(end).filter(|(year, end)| *year != end.year() && !renews);
        if let Some((year, end)) = last {
            self.remark(place, odd::title_names_another_year(year, &shown(end)));
        }
    }
}

/// Whether a title has so many figures; most have none, and need no folding to find days in them.
fn has_figures(title: &str, least: usize) -> bool {
    title.chars().filter(|c| c.is_numeric()).take(least).count() == least
}

/// The day of "… ký ngày 04/12/2021".
fn day_of_signing_in(title: &str) -> Option<Day> {
    if !has_figures(title, 1) {
        return None;
    }
    let folded = fold(title);
    let (_, behind) = folded.split_once("ky ngay ").or_else(|| folded.split_once("signed on "))?;
    let word = behind.split_whitespace().next()?;
    day::read(word.trim_matches(|c: char| !c.is_ascii_digit())).ok()
}

/// The second year of "giai đoạn 2012-2017".
fn last_year_in(title: &str) -> Option<i32> {
    if !has_figures(title, 8) {
        return None;
    }
    let folded = fold(title).replace(['–', '—'], "-").replace(" - ", "-");
    let year = |text: &str| text.parse::<i32>().ok().filter(|year| text.len() == 4 && (1945..=2199).contains(year));
    let mut spans = folded.split(|c: char| !(c.is_ascii_digit() || c == '-')).filter_map(|part| {
        let (first, last) = part.trim_matches('-').split_once('-')?;
        Some((year(first)?, year(last)?))
    });
    spans.find(|(first, last)| first < last).map(|(_, last)| last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_title_says_of_days() {
        assert_eq!(
            day_of_signing_in("Bản ghi nhớ ký ngày 04/12/2021 với Jeonbuk").map(|day| day.to_string()),
            Some("2021-12-04".to_owned())
        );
        assert_eq!(day_of_signing_in("Bản ghi nhớ 04/12/2021"), None);
        for (title, year) in [
            ("Bản ghi nhớ hợp tác giai đoạn 2012-2017", Some(2017)),
            ("Kế hoạch hợp tác 2022 – 2027", Some(2027)),
            ("Bản ghi nhớ số 12-2017", None),
            ("Bản ghi nhớ năm 2017", None),
        ] {
            assert_eq!(last_year_in(title), year, "{title}");
        }
    }
}
