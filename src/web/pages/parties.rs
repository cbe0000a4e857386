//! `/doi-tac`: the parties of the register, and what happens to one: a successor, another name, another spelling.

use serde::Serialize;

use super::words::DayWords;
use crate::desk::Purpose;
use crate::desk::record::{RecordError, record_party};
use crate::desk::rights::{Deed, Extent};
use crate::exchange::acts::InputAct;
use crate::lifecycle::act::{ActKey, ActWord, Target};
use crate::lifecycle::party::Party;
use crate::message::{Say, say};
use crate::text::fold;
use crate::web::answer::{PageReply, Trouble, status_of};
use crate::web::nonce::{holds, nonce};
use crate::web::page_request::encoded;
use crate::web::visit::Visit;

#[derive(Serialize)]
struct PartiesPage {
    text: String,
    rows: Vec<PartyRow>,
    more: usize,
}

#[derive(Serialize)]
struct PartyRow {
    id: String,
    path: String,
    name: String,
    country: String,
    successor: Option<(String, DayWords)>,
}

#[derive(Serialize)]
struct PartyPage {
    id: String,
    path: String,
    name: String,
    names: Vec<(String, Option<DayWords>, Option<DayWords>)>,
    aliases: Vec<String>,
    successor: Option<(String, DayWords)>,
    changes: bool,
    others: Vec<String>,
    typed: TypedParty,
    faults: Vec<String>,
    preview: Option<PartyPreview>,
    done: bool,
}

#[derive(Clone, Default, Serialize)]
struct TypedParty {
    /// `succeed`, `rename` or `alias`.
    what: String,
    name: String,
    from: String,
    basis: String,
}

#[derive(Serialize)]
struct PartyPreview {
    says: Vec<String>,
    inherited: Vec<String>,
    letters: usize,
    on: DayWords,
    nonce: String,
}

/// So many parties stand on the page.
const SHOWN: usize = 200;

fn changes(visit: &Visit<'_>) -> Result<bool, Trouble> {
    Ok(visit.member()?.viewer.extent(Deed::Import) == Extent::All)
}

fn only_recorders(visit: &Visit<'_>) -> Result<(), Trouble> {
    // A party may be named by restricted agreements alone.
    if changes(visit)? { Ok(()) } else { Err(Trouble::Forbidden) }
}

fn successor(visit: &Visit<'_>, party: &Party, name: impl Fn(&str) -> String) -> Option<(String, DayWords)> {
    let succession = party.successor.as_ref()?;
    Some((name(&succession.id), DayWords::new(succession.on, visit.today(), visit.language())))
}

/// GET /doi-tac.
pub(crate) fn list(visit: &Visit<'_>) -> PageReply {
    only_recorders(visit)?;
    let parties = visit.desk.store.parties()?;
    let text = visit.asked.query("q").unwrap_or_default().to_owned();
    let sought = fold(&text);
    let today = visit.today();
    let fits = |party: &&Party| party.called().chain([party.id.as_str()]).any(|name| fold(name).contains(&sought));
    let found: Vec<&Party> = parties.values().filter(fits).collect();
    let name = |id: &str| parties.get(id).map_or_else(|| id.to_owned(), |party| party.name_on(today).to_owned());
    let row = |party: &&Party| PartyRow {
        id: party.id.clone(),
        path: encoded(&party.id),
        name: party.name_on(today).to_owned(),
        country: party
            .country
            .as_deref()
            .map(|code| say::country(code, visit.language()).to_owned())
            .unwrap_or_default(),
        successor: successor(visit, party, name),
    };
    let page = PartiesPage {
        text,
        rows: found.iter().take(SHOWN).map(row).collect(),
        more: found.len().saturating_sub(SHOWN),
    };
    visit.page("parties.html", "register", &page)
}

/// GET /doi-tac/{id}.
pub(crate) fn party(visit: &Visit<'_>) -> PageReply {
    only_recorders(visit)?;
    show(visit, TypedParty::default(), Vec::new(), None)
}

fn show(visit: &Visit<'_>, typed: TypedParty, faults: Vec<String>, preview: Option<PartyPreview>) -> PageReply {
    let parties = visit.desk.store.parties()?;
    let party = parties.get(visit.asked.part("id")).ok_or(Trouble::NotFound)?;
    let words = |day| DayWords::new(day, visit.today(), visit.language());
    let today = visit.today();
    let name = |id: &str| parties.get(id).map_or_else(|| id.to_owned(), |party| party.name_on(today).to_owned());
    let status = status_of(&faults);
    let page = PartyPage {
        id: party.id.clone(),
        path: encoded(&party.id),
        name: party.name_on(today).to_owned(),
        names: party.names.iter().map(|one| (one.name.clone(), one.from.map(words), one.until.map(words))).collect(),
        aliases: party.aliases.clone(),
        successor: successor(visit, party, name),
        changes: changes(visit)?,
        // Whoever has a successor stands no more, and takes nobody's place.
        others: parties
            .values()
            .filter(|other| other.id != party.id)
            .filter(|other| other.successor.as_ref().is_none_or(|successor| today < successor.on))
            .take(SHOWN)
            .map(|other| name(&other.id))
            .collect(),
        typed,
        faults,
        preview,
        done: visit.asked.query("ghi").is_some(),
    };
    Ok(visit.page("party.html", "register", &page)?.status(status))
}

/// POST /doi-tac/{id}: the preview; then, confirmed, the act.
pub(crate) fn send(visit: &Visit<'_>) -> PageReply {
    only_recorders(visit)?;
    let id = visit.asked.part("id").to_owned();
    let field = |name: &str| visit.asked.field(name).unwrap_or_default().chars().take(500).collect::<String>();
    let typed = TypedParty { what: field("viec"), name: field("ten"), from: field("tu"), basis: field("can-cu") };
    let press = visit.asked.field("press").unwrap_or_default();
    if press == "edit" {
        return show(visit, typed, Vec::new(), None);
    }
    let (word, key) = match typed.what.as_str() {
        "succeed" => (ActWord::Succeed, ActKey::Successor),
        "rename" => (ActWord::Rename, ActKey::Name),
        "alias" => (ActWord::Alias, ActKey::Alias),
        _ => return show(visit, typed, vec!["needs-choice".to_owned()], None),
    };
    let mut said = InputAct::of(word.word()).with(key, &typed.name);
    if word != ActWord::Alias {
        said = said.with(ActKey::FromOn, &typed.from);
    }
    if word == ActWord::Succeed {
        said = said.with(ActKey::Basis, &typed.basis);
    }
    let request = match said.read(Target::Party) {
        Ok(request) => request,
        Err(wrong) => {
            let sentences = wrong.iter().map(|wrong| {
                let (what, cure) = say::unreadable(wrong, visit.language());
                format!("{what}; {cure}.")
            });
            return show(visit, typed, sentences.collect(), None);
        }
    };
    let newest = visit.desk.store.newest_act()?.to_string();
    let over = ["doi-tac", &id, &typed.what, &typed.name, &typed.from, &typed.basis, newest.as_str()];
    let cookie = &visit.member()?.cookie;
    let good = holds(cookie, &over, visit.asked.nonce(), visit.now).is_some();
    let purpose = if press == "confirm" && good { Purpose::Keep } else { Purpose::Rehearse };
    let done = visit.site.writer.record(
        |desk| visit.clerk(desk),
        |desk, clerk| record_party(&mut desk.store, &desk.office, clerk, &id, &request, purpose),
    )?;
    match done {
        Ok(_) if purpose == Purpose::Keep => Ok(visit.go(&format!("/doi-tac/{}?ghi=1", encoded(&id)))),
        Ok(done) => {
            let voice = visit.voice();
            let preview = PartyPreview {
                says: done.says.iter().map(|said| said.say(voice)).collect(),
                inherited: done.inherited,
                letters: done.letters.len(),
                on: DayWords::new(done.on, visit.today(), visit.language()),
                nonce: nonce(cookie, &over, visit.now)?,
            };
            show(visit, typed, Vec::new(), Some(preview))
        }
        Err(RecordError::Desk(error)) => Err(error.into()),
        Err(error) => {
            let voice = visit.voice();
            show(visit, typed, vec![format!("{}.", error.say(voice))], None)
        }
    }
}
