//! The filters of a list on stored values: evaluated by the database, or on the facts known on an earlier day.

use std::collections::{BTreeMap, BTreeSet};

use super::Query;
use crate::desk::{Desk, DeskError};
use crate::exchange::cell_forms;
use crate::lifecycle::agreement::Facts;
use crate::lifecycle::party::{Party, kin};
use crate::lifecycle::policy::{Clearance, Sight};
use crate::store::Filter;
use crate::text::{fold, search_words};

/// The stored side of the query.
pub(super) fn filter(desk: &Desk, query: &Query, parties: &BTreeMap<String, Party>) -> Result<Filter, DeskError> {
    let partners = match query.partner.as_deref().map(|text| PartnerFilter::named(text, parties)) {
        Some(partner) => Some(desk.store.partners()?.into_iter().filter(|id| partner.is(id)).collect()),
        None => None,
    };
    let asked = query.text.as_deref().map(meant).unwrap_or_default();
    let (words, word_countries): (Vec<String>, Vec<Vec<String>>) = asked.into_iter().unzip();
    Ok(Filter {
        word_countries,
        country: query.country.clone(),
        officer: query.officer.clone(),
        under: query.under.clone(),
        party: None,
        partners,
        word_officers: words.iter().map(|word| contacts_named(desk, word)).collect(),
        words,
        fields: match &query.field {
            Some(field) => Some(spellings(desk, field)?),
            None => None,
        },
        clearance: query.clearance.clone().unwrap_or(Clearance::OwnOf(Vec::new())),
    })
}

/// At most this many words are in the name of a country.
const WORDS_OF_A_COUNTRY: usize = 6;

/// What must be found, each with the countries that it names: a word, or the whole name of a country, which is one thing
/// to look for. Words of it far apart in some note are no mention of the country.
fn meant(text: &str) -> Vec<(String, Vec<String>)> {
    let words = search_words(text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let longest = (at + WORDS_OF_A_COUNTRY).min(words.len());
        let country = (at + 2..=longest).rev().find_map(|end| {
            let name = words[at..end].join(" ");
            cell_forms::country::named(&name).map(|code| (name, code, end))
        });
        if let Some((name, code, end)) = country {
            found.push((name, vec![code.to_owned()]));
            at = end;
        } else {
            found.push((words[at].clone(), cell_forms::country::with_word(&words[at])));
            at += 1;
        }
    }
    found
}

/// The fields in which what was looked for was found, where neither title nor parties nor country say it: why a row is
/// there that does not look like it.
pub(super) fn fields_with_match(facts: &Facts, filter: &Filter, parties: &BTreeMap<String, Party>) -> Vec<String> {
    let texts = facts.texts();
    let names = names_of(facts, parties);
    let plain = ["reference", "title", "title_en", "short"].map(|field| texts.get(field).map(|text| fold(text)));
    let mut found: Vec<String> = Vec::new();
    for (nth, word) in filter.words.iter().enumerate() {
        let in_country = filter.word_countries.get(nth).zip(facts.country.as_ref());
        let shown = plain.iter().flatten().chain(&names).any(|text| text.contains(word.as_str()))
            || in_country.is_some_and(|(codes, country)| codes.contains(country));
        if shown {
            continue;
        }
        let stands = texts.iter().find(|(_, text)| fold(text).contains(word.as_str())).map(|(field, _)| field.clone());
        let field = stands.unwrap_or_else(|| "officers".to_owned());
        if !found.contains(&field) {
            found.push(field);
        }
    }
    found
}

/// All names of an agreement's parties, their predecessors and successors, folded.
fn names_of(facts: &Facts, parties: &BTreeMap<String, Party>) -> Vec<String> {
    let ids = facts.ours.iter().chain(&facts.partner).flat_map(|id| kin(id, parties));
    ids.filter_map(|id| parties.get(&id)).flat_map(|party| party.called().map(fold)).collect()
}

/// The contacts in whose names a word occurs.
fn contacts_named(desk: &Desk, word: &str) -> Vec<String> {
    let named = desk.office.circle.contacts().filter(|contact| fold(&contact.name).contains(word));
    named.map(|contact| contact.id.clone()).collect()
}

/// Every way in which agreements write a field of cooperation.
fn spellings(desk: &Desk, field: &str) -> Result<Vec<String>, DeskError> {
    let (asked, offers) = (fold(field), desk.store.offers()?);
    Ok(offers.fields.into_iter().filter(|one| fold(one) == asked).collect())
}

/// Whether the facts known on an earlier day are what the query asks for.
pub(super) fn matches_on(
    facts: &Facts,
    query: &Query,
    filter: &Filter,
    parties: &BTreeMap<String, Party>,
    sight: Sight,
) -> bool {
    let country =
        query.country.as_ref().is_none_or(|code| facts.country.as_deref() == Some(&code.to_ascii_uppercase()));
    let officer = query.officer.as_ref().is_none_or(|officer| facts.officers.contains(officer));
    let under = query.under.is_none() || facts.under == query.under;
    let partner = filter.partners.as_ref().is_none_or(|ids| facts.partner.iter().any(|id| ids.contains(id)));
    let names = names_of(facts, parties);
    let texts = fold(&facts.texts().into_values().collect::<Vec<_>>().join("\n"));
    let words = &filter.words;
    let reference = fold(&facts.reference);
    let text = words.iter().enumerate().all(|(nth, word)| {
        let in_country = filter.word_countries.get(nth).zip(facts.country.as_ref());
        let officers = filter.word_officers.get(nth);
        let said = texts.contains(word.as_str())
            || officers.is_some_and(|found| facts.officers.iter().any(|one| found.contains(one)))
            || names.iter().any(|name| name.contains(word.as_str()))
            || in_country.is_some_and(|(codes, country)| codes.contains(country));
        reference.contains(word.as_str()) || (sight == Sight::Whole && said)
    });
    let field = query.field.as_deref().map(fold);
    let in_field = field.is_none_or(|field| facts.fields.iter().any(|one| fold(one) == field));
    let narrowed =
        [&query.field, &query.country, &query.officer, &query.partner, &query.under].into_iter().any(Option::is_some);
    country && officer && under && partner && in_field && text && (sight == Sight::Whole || !narrowed)
}

/// The parties someone means by a name.
struct PartnerFilter {
    ids: BTreeSet<String>,
    folded: String,
}

impl PartnerFilter {
    fn named(text: &str, parties: &BTreeMap<String, Party>) -> Self {
        let folded = fold(text);
        let called = |party: &Party| party.id == text || party.called().map(fold).any(|name| name.contains(&folded));
        // What it was, and what became of it, is called so too.
        let named = parties.values().filter(|party| called(party));
        let ids = named.flat_map(|party| kin(&party.id, parties)).collect();
        Self { ids, folded }
    }

    /// Whether what a fact names as partner is one of them.
    fn is(&self, id: &str) -> bool {
        self.ids.contains(id) || fold(id).contains(&self.folded)
    }
}
