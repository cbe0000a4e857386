//! Which agreement a row without a reference is about: one of the register, one that has to be asked about, or a new one.

use super::import_pass::ImportPass;
use super::similar::{Alike, Near, Sought};
use super::source::Sort;
use crate::desk::DeskError;
use crate::desk::names::NameLookup;
use crate::exchange::{Draft, FactChange};
use crate::lifecycle::agreement::Field;
use crate::lifecycle::day::Day;
use crate::message::list::{self, asked, form, row};

impl ImportPass<'_, '_> {
    /// What the row says about which agreement it means; `None` where it has no title.
    pub(super) fn sought(&self, draft: &Draft) -> Option<Sought> {
        let said = |wanted: Field| {
            draft.changes.iter().find_map(|(field, change)| match change {
                FactChange::Set(text) if *field == wanted => Some(text.as_str()),
                _ => None,
            })
        };
        let made = || draft.made.iter().find(|(field, _)| *field == Field::Title).map(|(_, title)| title.as_str());
        let title = said(Field::Title).or_else(made)?.to_owned();
        let signed_on: Option<Day> = said(Field::SignedOn).and_then(|text| text.parse().ok());
        let partner = said(Field::Partner).map(|text| self.ids_of(text, signed_on));
        Some(Sought { title, signed_on, partner })
    }

    /// The agreement that a row without a reference is about: same title, same day of signing, same partners.
    pub(super) fn look_alike(&mut self, draft: &Draft) -> Result<Option<i64>, DeskError> {
        let Some(sought) = self.sought(draft) else { return Ok(None) };
        let alike = self.alike.same(self.tx, &sought)?;
        match alike.as_slice() {
            [] => {
                if let Some(near) = self.alike.near(self.tx, &sought, &self.meant, |id| self.names_of(id))? {
                    let day = near.signed_on.map(|day| day.to_string());
                    let wording = list::resembles(&near.reference, &near.title, day.as_deref());
                    self.fall(&draft.place, "title", &wording);
                } else if let Some(other) = self.alike.named_within(self.tx, &sought)? {
                    let wording = asked::names_another_text(&other.reference, &other.title);
                    self.fall(&draft.place, "title", &wording);
                } else {
                    self.say_what_stands_beside(draft, &sought)?;
                }
                Ok(None)
            }
            [(id, facts)] => {
                self.say(row::taken_for(draft.place.sheet.as_deref(), draft.place.line, &facts.reference));
                Ok(Some(*id))
            }
            several => {
                let names: Vec<&str> = several.iter().take(5).map(|(_, facts)| facts.reference.as_str()).collect();
                self.fall(&draft.place, "title", &row::is_one_of_several(&names));
                Ok(None)
            }
        }
    }

    /// Says of a new row that one of the register, or of the file itself, may be the same agreement.
    pub(super) fn say_what_stands_beside(&mut self, draft: &Draft, sought: &Sought) -> Result<(), DeskError> {
        let term = draft.changes.iter().find_map(|(field, change)| match change {
            FactChange::Set(text) if *field == Field::Term => Some(text.as_str()),
            _ => None,
        });
        let beside = self.alike.beside(self.tx, sought, &self.meant, |id| self.names_of(id))?;
        let wording = beside.and_then(|(id, facts, near)| match (self.line_of(id), near) {
            (Some(line), Near::InOtherWords) if self.meant.contains(&id) => {
                Some(asked::resembles_row(line, &facts.title))
            }
            (None, Near::SameDay) if term == Some(facts.term.to_string().as_str()) => {
                Some(asked::stands_beside(&facts.reference, &facts.title))
            }
            _ => None,
        });
        let again =
            if wording.is_none() { self.alike.brought_on_another_day(self.tx, sought, &self.meant)? } else { None };
        let again = again.and_then(|(id, facts)| {
            let day = facts.signed_on?.to_string();
            Some(asked::same_title_on_another_day(self.line_of(id)?, &facts.title, &day))
        });
        if let Some(wording) = wording.or(again) {
            self.remark(&draft.place, wording);
        }
        Ok(())
    }

    /// Holds one agreement typed into a form against those of the register: it has a reference of its own, and is none of
    /// them. What is restricted is left out: its title is not told by a refusal.
    pub(super) fn hold_as_new(&mut self, draft: &Draft, found: Option<i64>) -> Result<(), DeskError> {
        if found.is_some() {
            self.fall(&draft.place, "reference", &form::reference_is_taken());
        }
        let Some(sought) = self.sought(draft).filter(|_| self.file.sort == Sort::New) else { return Ok(()) };
        self.alike = Alike::load(self.tx)?;
        let mut all = self.alike.same(self.tx, &sought)?.into_iter().map(|(_, facts)| facts);
        let same = all.find(|facts| !facts.is_restricted());
        let near = match same {
            Some(facts) => Some(facts),
            None => match self.alike.near(self.tx, &sought, &self.meant, |id| self.names_of(id))? {
                Some(facts) => Some(facts),
                None => self.alike.twin(self.tx, &sought)?,
            },
        };
        if let Some(near) = near {
            self.fall(&draft.place, "title", &form::is_it_another(&near.reference, &near.title, near.signed_on));
            self.done.resembles = Some(near.reference);
        }
        Ok(())
    }

    /// The names that a party of that id goes by; the text itself where nobody knows it.
    pub(super) fn names_of(&self, id: &str) -> Vec<String> {
        let party = self.parties.known.get(id);
        party.map_or_else(|| vec![id.to_owned()], |party| party.called().map(str::to_owned).collect())
    }

    pub(super) fn ids_of(&self, names: &str, signed_on: Option<Day>) -> Vec<String> {
        let names = names.split(';').map(str::trim).filter(|name| !name.is_empty());
        names
            .map(|name| match self.parties.find(name, signed_on) {
                NameLookup::One(id) => id,
                _ => name.to_owned(),
            })
            .collect()
    }
}
