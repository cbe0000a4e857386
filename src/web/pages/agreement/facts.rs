//! The facts of the signed text and its parties, in words.

use serde::Serialize;

use crate::desk::life::AgreementLife;
use crate::lifecycle::agreement::Field;
use crate::lifecycle::day::Day;
use crate::lifecycle::party::{Party, heir};
use crate::lifecycle::policy::Language;
use crate::message::say;

/// A party, then and now.
#[derive(Serialize)]
pub(crate) struct PartyLine {
    /// `ours` or `partner`.
    side: &'static str,
    then: String,
    now: Option<String>,
    country: Option<String>,
}

/// A field's canonical text in words; parties by their names.
pub(crate) fn value_in_words(field: Field, text: &str, life: &AgreementLife, language: Language) -> String {
    let named =
        |id: &str| life.parties.get(id).map_or_else(|| id.to_owned(), |party| party.name_on(Day::last()).to_owned());
    let mut facts = life.facts.clone();
    match field {
        Field::Ours | Field::Partner => text.split(';').map(named).collect::<Vec<_>>().join("; "),
        // A text that the field does not take is shown as it stands.
        _ if facts.set(field, Some(text)).is_err() => text.to_owned(),
        _ => say::value_in_words(field, text, language),
    }
}

/// Both sides: the name at signing, and who stands there on that day where that is another.
pub(crate) fn parties(life: &AgreementLife, on: Day, language: Language) -> Vec<PartyLine> {
    let name = |party: &Party, day: Day| match language {
        Language::Vi => party.name_on(day).to_owned(),
        Language::En => party.name_en_on(day).to_owned(),
    };
    let party_line = |side: &'static str, id: &String| {
        let Some(party) = life.parties.get(id) else {
            return PartyLine { side, then: id.clone(), now: None, country: None };
        };
        let then = name(party, life.facts.signed_on.unwrap_or(on));
        let now = name(heir(party, &life.parties, on), on);
        let country = party.country.as_deref().map(|code| say::country(code, language).to_owned());
        PartyLine { side, now: (now != then).then_some(now), then, country }
    };
    let ours = life.facts.ours.iter().map(|id| party_line("ours", id));
    ours.chain(life.facts.partner.iter().map(|id| party_line("partner", id))).collect()
}
