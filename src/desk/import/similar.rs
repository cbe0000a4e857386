//! Agreements found again by what they are, where a list gives no references.
//!
//! Same title, day of signing and partners: the same agreement. It resembles one, and somebody has to say, where title and
//! partners are the same on another day, where the title is put in other words on that day or some days from it, and where
//! title and day are the same and the partner goes by a longer or shorter name. The register is read through once, whatever
//! the length of the list; of each agreement three numbers are kept.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeSet, HashMap};
use std::hash::{Hash, Hasher};

use crate::desk::DeskError;
use crate::lifecycle::agreement::Facts;
use crate::lifecycle::day::Day;
use crate::store::{Likeness, Tx};
use crate::text::{distance, fold};

/// Agreements read together.
const PAGE: usize = 1_000;
/// So many agreements of one day and partner, or of one title, are held against a new row.
const BESIDE_AT_MOST: usize = 20;
/// So many agreements of one title, or of one day and partner, are looked at.
const ALIKE_AT_MOST: usize = 200;

/// So many words of a title are looked through for the title of another.
const WORDS_AT_MOST: usize = 30;
/// So many words at least tell one title from those of many.
const TELLING_WORDS: usize = 2;
/// How the words behind a title begin that say that it is signed again, folded.
const ISSUES: [&str; 8] = ["lan ", "ban moi", "tai ky", "ky lai", "gia han", "renew", "2nd", "extension"];

/// What a row says about which agreement it means.
#[derive(Clone, Debug)]
pub(super) struct Sought {
    pub(super) title: String,
    pub(super) signed_on: Option<Day>,
    /// The partners' ids, in order; `None` where the row names none.
    pub(super) partner: Option<Vec<String>>,
}

/// How an agreement stands to what is sought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Near {
    /// The same day and partners, or the same day and title, in other words.
    InOtherWords,
    /// The same day and partners, under quite another title.
    SameDay,
}

/// The register's agreements by title, and by day of signing and partners.
#[derive(Debug, Default)]
pub(super) struct Alike {
    titles: HashMap<u64, Vec<i64>>,
    days: HashMap<u64, Vec<i64>>,
    /// With their days of signing: of one partner there may be thousands. Those that the file itself brings are not among
    /// them, since none of them is what another row resembles.
    partners: HashMap<u64, Vec<(i64, Day)>>,
}

/// So many days apart two days of signing may be one, mistyped.
const SOME_DAYS: i64 = 31;
/// So many days apart two rows of one title may be a row and its correction; further apart it was signed again.
const A_YEAR: i64 = 366;

fn hash(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// A title as it is compared.
fn key(title: &str) -> String {
    fold(title).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Whether two titles are the same but for capitals, marks and signs.
pub(super) fn is_same_title(one: &str, other: &str) -> bool {
    key(one) == key(other)
}

fn of_day(signed_on: Option<&str>, partner: &[String]) -> Option<u64> {
    let mut partner: Vec<&str> = partner.iter().map(String::as_str).collect();
    partner.sort_unstable();
    (!partner.is_empty()).then(|| hash((signed_on, partner)))
}

fn of_partner(partner: &[String]) -> Option<u64> {
    let mut partner: Vec<&str> = partner.iter().map(String::as_str).collect();
    partner.sort_unstable();
    (!partner.is_empty()).then(|| hash(partner))
}

impl Alike {
    pub(super) fn load(tx: &Tx<'_>) -> Result<Self, DeskError> {
        let mut alike = Self::default();
        let mut after = 0;
        loop {
            let page = tx.likenesses(after, PAGE)?;
            let Some(last) = page.last() else { return Ok(alike) };
            after = last.id;
            for Likeness { id, title, signed_on, partner } in page {
                let partner: Vec<String> = partner.split(';').filter(|id| !id.is_empty()).map(str::to_owned).collect();
                alike.put(id, &title, signed_on.as_deref(), &partner);
                let day = signed_on.and_then(|day| day.parse::<Day>().ok());
                if let Some((partner, day)) = of_partner(&partner).zip(day) {
                    alike.partners.entry(partner).or_default().push((id, day));
                }
            }
        }
    }

    fn put(&mut self, id: i64, title: &str, signed_on: Option<&str>, partner: &[String]) {
        self.titles.entry(hash(key(title))).or_default().push(id);
        if let Some(day) = of_day(signed_on, partner) {
            self.days.entry(day).or_default().push(id);
        }
    }

    /// Learns an agreement that has just come in.
    pub(super) fn learn(&mut self, id: i64, facts: &Facts) {
        self.put(id, &facts.title, facts.signed_on.map(|day| day.to_string()).as_deref(), &facts.partner);
    }

    /// The agreements that are just what is sought, with their facts.
    pub(super) fn same(&self, tx: &Tx<'_>, sought: &Sought) -> Result<Vec<(i64, Facts)>, DeskError> {
        let mut same = Vec::new();
        for id in self.titles.get(&hash(key(&sought.title))).into_iter().flatten().take(ALIKE_AT_MOST) {
            let facts = tx.agreement(*id)?.facts;
            if key(&facts.title) == key(&sought.title) && facts.signed_on == sought.signed_on && fits(sought, &facts) {
                same.push((*id, facts));
            }
        }
        Ok(same)
    }

    /// An agreement of the same partners whose whole title stands in the one that is sought: behind what is done to it ("Công hàm
    /// kéo dài Bản ghi nhớ A"), or before what says that it is another issue of it ("Bản ghi nhớ A (lần 2)").
    pub(super) fn named_within(&self, tx: &Tx<'_>, sought: &Sought) -> Result<Option<Facts>, DeskError> {
        let words: Vec<&str> = sought.title.split_whitespace().take(WORDS_AT_MOST).collect();
        let begins_another = ["ke hoach", "chuong trinh", "quy che", "plan ", "programme"];
        if begins_another.iter().any(|word| fold(&sought.title).starts_with(word)) {
            return Ok(None);
        }
        let behind = (1..words.len()).map(|start| words.get(start..).unwrap_or_default());
        let issue = |end: usize| {
            let rest = fold(&words.get(end..).unwrap_or_default().join(" "));
            rest.starts_with(['(', '-', '–', '[']) || ISSUES.iter().any(|word| rest.starts_with(word))
        };
        let before = (1..words.len()).filter(|end| issue(*end)).map(|end| words.get(..end).unwrap_or_default());
        for part in behind.chain(before).filter(|part| part.len() >= TELLING_WORDS) {
            let title = part.join(" ");
            for id in self.titles.get(&hash(key(&title))).into_iter().flatten().take(BESIDE_AT_MOST) {
                let facts = tx.agreement(*id)?.facts;
                let known = sought.partner.as_ref().is_some_and(|ids| !ids.is_empty()) && fits(sought, &facts);
                if known && !facts.is_restricted() && key(&facts.title) == key(&title) {
                    return Ok(Some(facts));
                }
            }
        }
        Ok(None)
    }

    /// An agreement of just that title and day with whatever partner: of one that is typed into a form somebody is asked. A
    /// party's name is written in many ways, and one nobody knows makes a new party.
    pub(super) fn twin(&self, tx: &Tx<'_>, sought: &Sought) -> Result<Option<Facts>, DeskError> {
        let Some(signed_on) = sought.signed_on else { return Ok(None) };
        for id in self.titles.get(&hash(key(&sought.title))).into_iter().flatten().take(ALIKE_AT_MOST) {
            let facts = tx.agreement(*id)?.facts;
            let same = key(&facts.title) == key(&sought.title) && facts.signed_on == Some(signed_on);
            if same && !facts.is_restricted() {
                return Ok(Some(facts));
            }
        }
        Ok(None)
    }

    /// An agreement of the same day that may be what is sought, in the register or among those that the file has brought, which
    /// are `brought`: the latter where it is called so in other words.
    pub(super) fn beside(
        &self,
        tx: &Tx<'_>,
        sought: &Sought,
        brought: &BTreeSet<i64>,
        names: impl Fn(&str) -> Vec<String>,
    ) -> Result<Option<(i64, Facts, Near)>, DeskError> {
        let Some(signed_on) = sought.signed_on else { return Ok(None) };
        let of_day = sought.partner.as_ref().and_then(|partner| of_day(Some(&signed_on.to_string()), partner));
        let by_day = of_day.and_then(|day| self.days.get(&day)).into_iter().flatten();
        let titles = self.titles.get(&hash(key(&sought.title))).into_iter().flatten();
        let mut found = None;
        for id in by_day.chain(titles).take(BESIDE_AT_MOST) {
            let facts = tx.agreement(*id)?.facts;
            if facts.is_restricted() || facts.signed_on != Some(signed_on) {
                continue;
            }
            let same_title = key(&facts.title) == key(&sought.title);
            let in_other_words = if fits(sought, &facts) {
                !same_title && reworded(&facts.title, &sought.title)
            } else {
                same_title && is_longer_name(sought, &facts, &names)
            };
            if in_other_words && brought.contains(id) {
                return Ok(Some((*id, facts, Near::InOtherWords)));
            }
            if found.is_none() && fits(sought, &facts) && !same_title && !brought.contains(id) {
                found = Some((*id, facts, Near::SameDay));
            }
        }
        Ok(found)
    }

    /// An agreement that the file itself has brought, of the same title and partners, signed within a year of what is sought: one
    /// row may correct the other.
    pub(super) fn brought_on_another_day(
        &self,
        tx: &Tx<'_>,
        sought: &Sought,
        brought: &BTreeSet<i64>,
    ) -> Result<Option<(i64, Facts)>, DeskError> {
        let known = sought.partner.as_ref().is_some_and(|partner| !partner.is_empty());
        let Some(signed_on) = sought.signed_on.filter(|_| known) else { return Ok(None) };
        let titles = self.titles.get(&hash(key(&sought.title))).into_iter().flatten();
        for id in titles.filter(|id| brought.contains(id)).take(BESIDE_AT_MOST) {
            let facts = tx.agreement(*id)?.facts;
            let soon = facts.signed_on.is_some_and(|day| day.days_until(signed_on).abs() <= A_YEAR);
            let same = !facts.partner.is_empty() && fits(sought, &facts) && key(&facts.title) == key(&sought.title);
            if soon && same && !facts.is_restricted() {
                return Ok(Some((*id, facts)));
            }
        }
        Ok(None)
    }

    /// An agreement that resembles what is sought, none of those that other rows of the file are about. `names` gives those
    /// that a party goes by.
    pub(super) fn near(
        &self,
        tx: &Tx<'_>,
        sought: &Sought,
        taken: &BTreeSet<i64>,
        names: impl Fn(&str) -> Vec<String>,
    ) -> Result<Option<Facts>, DeskError> {
        let day = sought.signed_on.map(|day| day.to_string());
        let of_day = sought.partner.as_ref().and_then(|partner| of_day(day.as_deref(), partner));
        let of_partner = sought.partner.as_ref().and_then(|partner| of_partner(partner));
        let titles = self.titles.get(&hash(key(&sought.title))).into_iter().flatten();
        let by_day = of_day.and_then(|day| self.days.get(&day)).into_iter().flatten();
        let soon = |day: Day| sought.signed_on.is_some_and(|signed| signed.days_until(day).abs() <= SOME_DAYS);
        let by_partner = of_partner.and_then(|partner| self.partners.get(&partner)).into_iter().flatten();
        let by_partner = by_partner.filter(|(_, day)| soon(*day)).map(|(id, _)| id);
        for id in titles.chain(by_day).chain(by_partner).filter(|id| !taken.contains(id)).take(ALIKE_AT_MOST) {
            let facts = tx.agreement(*id)?.facts;
            if facts.is_restricted() {
                continue;
            }
            let same_title = key(&facts.title) == key(&sought.title);
            let days_apart = facts.signed_on.zip(sought.signed_on).map(|(one, other)| one.days_until(other).abs());
            let near = if fits(sought, &facts) {
                same_title
                    || (facts.signed_on == sought.signed_on || facts.signed_on.is_some_and(soon))
                        && reworded(&facts.title, &sought.title)
            } else {
                same_title && days_apart == Some(0) && is_longer_name(sought, &facts, &names)
            };
            if near {
                return Ok(Some(facts));
            }
        }
        Ok(None)
    }
}

/// Words of titles that say nothing of which one it is, folded.
const LINKS: [&str; 9] = ["ve", "giua", "va", "cua", "cho", "the", "of", "on", "for"];

/// How offices shorten the words of titles.
const SHORTENED: [(&str, &str); 7] = [
    ("bgn", "ban ghi nho"),
    ("mou", "ban ghi nho"),
    ("bbgn", "ban ghi nho"),
    ("tt", "thoa thuan"),
    ("ttht", "thoa thuan hop tac"),
    ("ttqt", "thoa thuan quoc te"),
    ("bb", "bien ban"),
];

/// The words of a title, written out.
fn words(title: &str) -> BTreeSet<String> {
    let folded = fold(title);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty() && !LINKS.contains(word));
    let long = |word: &str| {
        SHORTENED.iter().find(|(short, _)| *short == word).map_or(word.to_owned(), |(_, l)| (*l).to_owned())
    };
    let long: Vec<String> = words.map(long).collect();
    let mut all: BTreeSet<String> = long.iter().flat_map(|word| word.split(' ')).map(str::to_owned).collect();
    // "Biên bản ghi nhớ" is the long name of a "bản ghi nhớ", "MOU" of both.
    if ["bien", "ban", "ghi", "nho"].iter().all(|word| all.contains(*word)) {
        all.remove("bien");
    }
    all
}

/// Whether two titles may be one in other words: nearly the same letters, or all words of the one in the other.
fn reworded(one: &str, other: &str) -> bool {
    let (bare, sought) = (key(one), key(other));
    let long = bare.chars().count().max(sought.chars().count());
    if bare == sought || distance(&bare, &sought) * 5 <= long {
        return true;
    }
    let (one, other) = (words(one), words(other));
    one.len().min(other.len()) >= 3 && (one.is_subset(&other) || other.is_subset(&one))
}

/// Whether a partner of the row goes by a longer or shorter name of the agreement's: "Jeonbuk State" for "Jeonbuk".
fn is_longer_name(sought: &Sought, facts: &Facts, names: &impl Fn(&str) -> Vec<String>) -> bool {
    let of = |id: &String| -> Vec<BTreeSet<String>> { names(id).iter().map(|name| words(name)).collect() };
    let within = |one: &BTreeSet<String>, other: &BTreeSet<String>| !one.is_empty() && one.is_subset(other);
    let known: Vec<BTreeSet<String>> = facts.partner.iter().flat_map(of).collect();
    let said = sought.partner.iter().flatten().flat_map(of);
    said.into_iter().any(|said| known.iter().any(|known| within(&said, known) || within(known, &said)))
}

/// Whether the partners are the same, as far as both are known.
fn fits(sought: &Sought, facts: &Facts) -> bool {
    let sorted = |ids: &[String]| {
        let mut ids = ids.to_vec();
        ids.sort();
        ids
    };
    sought.partner.as_ref().is_none_or(|ids| facts.partner.is_empty() || sorted(ids) == sorted(&facts.partner))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_in_other_words() {
        for (one, other, expected) in [
            ("Bản ghi nhớ hợp tác", "BGN hợp tác", true),
            ("Bản ghi nhớ hợp tác", "Bản ghi nhớ về hợp tác", true),
            ("Biên bản ghi nhớ hợp tác", "MOU hợp tác", true),
            ("Bản ghi nhớ hợp tác", "Bản ghi nhớ hợp tác giữa tỉnh Đắk Lắk và tỉnh Jeonbuk", true),
            ("Bản ghi nhớ hợp tác", "Ban ghi nho hop tac", true),
            ("Bản ghi nhớ hợp tác", "Thỏa thuận kết nghĩa", false),
            ("Bản ghi nhớ về y tế", "Bản ghi nhớ về giáo dục", false),
            // One word is in too many titles.
            ("Thỏa thuận", "Thỏa thuận kết nghĩa", false),
        ] {
            assert_eq!(reworded(one, other), expected, "{one} / {other}");
        }
    }
}
