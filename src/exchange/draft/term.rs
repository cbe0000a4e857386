//! Terms that need the rest of the row: years alone, which are a range once the day of signing is known, and a last day
//! that stands in a column of its own beside the length.
//!
//! A length and a last day are taken where they agree, by either way of counting; where they do not, both are told and
//! nothing is chosen.

use super::{EndBesideTerm, FactChange, RowReader};
use crate::exchange::cell_forms;
use crate::exchange::headers::{LAST_DAY, LAST_OR_ENDED, SHOWN_LAST_DAY, TERMINATED_ON};
use crate::lifecycle::day::Day;
use crate::lifecycle::span::Span;
use crate::message::list::{self, EndBeside, asked, time};
use crate::text::fold;

/// So many renewals are counted through to find the one that a list means.
const RENEWALS_LOOKED_AT: u32 = 60;

impl RowReader<'_> {
    /// The term, from the columns that speak of it; with it how its last day is counted, where that follows.
    pub(super) fn term(&mut self) -> (Option<FactChange<String>>, Option<&'static str>) {
        let said = self.change("term");
        let last = match self.change(LAST_DAY) {
            None if !self.says("ended_how") => self.change(LAST_OR_ENDED),
            last => last,
        };
        let last = last.or_else(|| self.end_beside.take().map(FactChange::Set)).or_else(|| self.shown_without_mark());
        let (said, last) = match (said, last) {
            (said, None) => return self.terminated(said),
            (None | Some(FactChange::Clear), Some(last)) => return (Some(last), None),
            (Some(FactChange::Set(said)), Some(FactChange::Clear)) => return (Some(FactChange::Set(said)), None),
            (Some(FactChange::Set(said)), Some(FactChange::Set(last))) => (said, last),
        };
        match self.agreed(&said, &last) {
            Ok((term, count)) => (Some(FactChange::Set(term)), count),
            Err((counted, given)) => {
                let has = |name: &&str| self.row.cells.contains_key(name);
                let column = [LAST_DAY, LAST_OR_ENDED, SHOWN_LAST_DAY].into_iter().find(has).unwrap_or("term");
                // What an act moved is known to the register alone.
                if let Ok(given) = given.parse::<Day>()
                    && self.row.text("reference").is_some()
                {
                    self.end_differs = Some(EndBesideTerm { term: said.clone(), counted, given, column });
                    return (Some(FactChange::Set(said)), None);
                }
                let days = counted.parse::<Day>().ok().zip(given.parse::<Day>().ok());
                let beside = match days {
                    Some((counted, given)) if given < counted => EndBeside::Earlier,
                    Some(_) => EndBeside::Later,
                    None => EndBeside::Unclear,
                };
                let wording = list::term_and_last_day_differ(&said, &counted, &given, beside);
                self.wrong.push(self.row.worded(column, &wording));
                (None, None)
            }
        }
    }

    /// The last day of a row in the office's workbook that the program did not write: somebody typed it, or took the mark away.
    fn shown_without_mark(&self) -> Option<FactChange<String>> {
        let shown = self.row.text(SHOWN_LAST_DAY).filter(|_| self.row.mark().is_none())?;
        cell_forms::day::read(shown).ok().map(|day| FactChange::Set(format!("until {day}")))
    }

    /// The term beside a day of termination: one that is the term's own last day says no more than that, an earlier one is
    /// the day on which it was ended.
    fn terminated(&mut self, said: Option<FactChange<String>>) -> (Option<FactChange<String>>, Option<&'static str>) {
        if self.says("ended_how") || self.says("ended_on") {
            return (said, None);
        }
        let Some(FactChange::Set(day)) = self.change(TERMINATED_ON) else { return (said, None) };
        let counts = self.start().is_some();
        let term = match &said {
            Some(FactChange::Set(term)) if term == "open" || term.starts_with("until ") || counts => term.clone(),
            // Without a term nobody knows whether the text ends that day or somebody ended it.
            _ => {
                self.wrong.push(self.row.worded(TERMINATED_ON, &asked::terminated_or_last_day(&day)));
                return (said, None);
            }
        };
        match self.agreed(&term, &format!("until {day}")) {
            Ok(_) if term == "unknown" || term.contains("..") => {
                self.wrong.push(self.row.worded(TERMINATED_ON, &asked::terminated_or_last_day(&day)));
            }
            Ok((term, count)) => return (Some(FactChange::Set(term)), count),
            Err((counted, given)) => {
                let first = counted.trim_start_matches("until ").split(' ').next().unwrap_or_default();
                let renews = self.read_again("renewal").is_some_and(|renewal| renewal == "tacit");
                match (first.parse::<Day>().ok(), given.parse::<Day>().ok()) {
                    (Some(end), Some(given)) if given > end && !renews => {
                        let wording = list::term_and_last_day_differ(&term, &counted, &day, EndBeside::Later);
                        self.wrong.push(self.row.worded(TERMINATED_ON, &wording));
                    }
                    (_, given) => self.terminated_on = given,
                }
            }
        }
        (said, None)
    }

    /// The term that both columns mean, and how its last day is counted; both days where they mean two.
    fn agreed(&self, said: &str, last: &str) -> Result<(String, Option<&'static str>), (String, String)> {
        let Some(day) = last.strip_prefix("until ").and_then(|day| day.parse::<Day>().ok()) else {
            // The second column names no single day: it may say the same, or nothing is known.
            return match (said, last) {
                (said, last) if said == last || last == "unknown" => Ok((said.to_owned(), None)),
                ("unknown", last) => Ok((last.to_owned(), None)),
                _ => Err((said.to_owned(), last.to_owned())),
            };
        };
        if said == last || said == "unknown" {
            return Ok((last.to_owned(), None));
        }
        if let Some((first, end)) = said.strip_prefix("until ").and_then(|range| range.split_once("..")) {
            let bounds = first.parse::<Day>().ok().zip(end.parse::<Day>().ok());
            let inside = bounds.is_some_and(|(first, end)| first <= day && day <= end);
            // The workbook shows the last day of a range beside it: without its marks nobody narrowed anything.
            let shown = bounds.is_some_and(|(_, end)| end == day) && self.says_range_as_exported();
            return if shown {
                Ok((said.to_owned(), None))
            } else if inside {
                Ok((last.to_owned(), None))
            } else {
                Err((format!("{first} … {end}"), day.to_string()))
            };
        }
        let Ok(span) = said.parse::<Span>() else { return Err((said.to_owned(), day.to_string())) };
        // Without the day from which it counts, the last day alone is certain.
        let Some(start) = self.start() else { return Ok((last.to_owned(), None)) };
        let Some(civil) = start.plus(span).ok() else { return Err((said.to_owned(), day.to_string())) };
        if day == civil {
            return Ok((said.to_owned(), None));
        }
        if !start.clamps(span) && civil.previous() == day && !self.says("count") {
            return Ok((said.to_owned(), Some("inclusive")));
        }
        if self.renewed_until(start, span, day) {
            return Ok((said.to_owned(), None));
        }
        Err((civil.to_string(), day.to_string()))
    }

    /// Whether the cell of the term says a range in the words of the office's workbook.
    fn says_range_as_exported(&self) -> bool {
        let folded = self.row.text("term").map(fold).unwrap_or_default();
        ["den trong khoang", "until "].iter().any(|start| folded.starts_with(start))
    }

    /// Whether the day is the last of a later period of an agreement that renews itself.
    fn renewed_until(&self, start: Day, span: Span, day: Day) -> bool {
        let value = |name| self.read_again(name);
        let tacit = value("renewal").is_some_and(|renewal| renewal == "tacit");
        let period = value("renewal_period").and_then(|text| text.parse::<Span>().ok());
        let Some(period) = period.filter(|_| tacit) else { return false };
        (1..=RENEWALS_LOOKED_AT).any(|nth| start.plus(span.and(period.times(nth))) == Ok(day))
    }

    /// The day from which the row's term counts, where the row tells.
    fn start(&self) -> Option<Day> {
        let day = |name| self.read_again(name).and_then(|text| text.parse::<Day>().ok());
        if let Some(start) = day("in_force_on") {
            return Some(start);
        }
        // "Sau 30 ngày kể từ ngày ký" in the cell of the first day.
        let clause = ["in_force_on", "effect"].iter().find_map(|name| cell_forms::clause::start(self.row.text(name)?));
        if let Some(facts) = clause {
            let fact = |name: &str| facts.iter().find(|(known, _)| *known == name).map(|(_, text)| text.as_str());
            let delay: Span = fact("effect_delay").map_or(Ok(Span::ZERO), str::parse).ok()?;
            return (fact("effect") == Some("signature")).then(|| day("signed_on")?.plus(delay).ok()).flatten();
        }
        let effect = self.read_again("effect");
        let delay = match self.read_again("effect_delay") {
            Some(delay) => Some(delay.parse::<Span>().ok()?),
            None => None,
        };
        match (effect.as_deref(), delay) {
            (None | Some("signature"), None) => day("signed_on"),
            (None | Some("signature"), Some(delay)) => day("signed_on")?.plus(delay).ok(),
            _ => None,
        }
    }

    /// The canonical text of another cell of the row, without a word about its flaws.
    fn read_again(&self, name: &'static str) -> Option<String> {
        let column = crate::exchange::headers::named(self.row.kind, name)?;
        match cell_forms::read(column.form, self.row.text(name)?) {
            Ok(cell_forms::Reading::Value(value)) => Some(value),
            _ => None,
        }
    }

    /// Whether a cell of that column says something.
    pub(super) fn says(&self, name: &str) -> bool {
        self.row.text(name).is_some()
    }

    /// "05 năm (2019-2024)": the length, where the row's term begins in that year.
    pub(super) fn in_years(&mut self, name: &str, text: &str, span: String, from: i32) -> Option<FactChange<String>> {
        if self.start().is_some_and(|start| start.year() == from) {
            return Some(FactChange::Set(span));
        }
        self.wrong.push(self.row.worded(name, &time::not_a_term(text)));
        None
    }

    /// "05 năm kể từ ngày 22/12/2017": the length, where the row's term begins on that day.
    pub(super) fn counted_from(
        &mut self,
        name: &str,
        text: &str,
        span: String,
        from: Day,
    ) -> Option<FactChange<String>> {
        if self.start() == Some(from) {
            return Some(FactChange::Set(span));
        }
        self.wrong.push(self.row.worded(name, &time::not_a_term(text)));
        None
    }

    /// "giai đoạn 2022–2027": through the day of signing in the last year at least, through that year's end at most.
    pub(super) fn years(&mut self, name: &str, text: &str, from: i32, to: i32) -> Option<FactChange<String>> {
        let signed = self.row.text("signed_on").and_then(|signed| cell_forms::day::read(signed).ok());
        let range = signed.filter(|signed| (from - 1..=to).contains(&signed.year())).and_then(|signed| {
            // The 29th of February where the last year has none: the month's last day.
            let first =
                Day::ymd(to, signed.month(), signed.day()).or_else(|_| Day::ymd(to, signed.month(), 28)).ok()?;
            let last = Day::ymd(to, 12, 31).ok()?;
            (signed < first)
                .then(|| if first < last { format!("until {first}..{last}") } else { format!("until {last}") })
        });
        let Some(range) = range else {
            let wording = time::no_day_of_ending(text, to, time::SigningTells::TheDay);
            self.wrong.push(self.row.worded(name, &wording));
            return None;
        };
        self.gap(name, text);
        Some(FactChange::Set(range))
    }
}
