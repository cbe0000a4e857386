//! Names in rows of agreements: the officers, parties and the country that they lead to.

use super::import_pass::ImportPass;
use crate::desk::DeskError;
use crate::exchange::Draft;
use crate::exchange::cell_forms::lists::{alone, several_people, without_address};
use crate::lifecycle::agreement::{Facts, Field};
use crate::message::list::cell;

impl ImportPass<'_, '_> {
    /// The ids of the officers that are in the circle; a name that two contacts bear stays as it is, and is told as unknown.
    pub(super) fn name_officers(&mut self, draft: &Draft, before: Option<&Facts>, facts: &mut Facts) {
        let office = self.office;
        let circle = &office.circle;
        for officer in &mut facts.officers {
            if let Some(contact) = circle.named(officer).or_else(|| circle.named(without_address(alone(officer)))) {
                officer.clone_from(&contact.id);
            }
        }
        // A list is asked when it is read; the workbook writes names that lead to one contact each.
        let held = |officer: &&String| before.is_some_and(|before| before.officers.contains(officer));
        let unknown = facts.officers.iter().filter(|officer| circle.contact(officer).is_none() && !held(officer));
        let several = unknown.filter(|_| draft.mark.is_some()).find_map(|one| several_people(one));
        if let Some(wording) = several.map(|(item, apart)| cell::may_be_several_people(item, &apart)) {
            self.fall(&draft.place, Field::Officers.name(), &wording);
        }
    }

    /// The ids of the parties that somebody knows; the other names stay as they are.
    pub(super) fn name_known_parties(&self, facts: &mut Facts, field: Field) {
        let names = if field == Field::Ours { &facts.ours } else { &facts.partner };
        let ids = self.ids_of(&names.join(";"), facts.signed_on);
        match field {
            Field::Ours => facts.ours = ids,
            _ => facts.partner = ids,
        }
    }

    pub(super) fn name_parties(&mut self, draft: &Draft, facts: &mut Facts, field: Field) -> Result<(), DeskError> {
        let country = if field == Field::Partner { facts.country.clone() } else { None };
        let names = if field == Field::Ours { facts.ours.clone() } else { facts.partner.clone() };
        let mut ids = Vec::with_capacity(names.len());
        for name in names {
            match self.party(&name, facts, country.as_deref())? {
                Ok(id) if ids.contains(&id) => {}
                Ok(id) => ids.push(id),
                Err(wording) => self.fall(&draft.place, field.name(), &wording),
            }
        }
        *(if field == Field::Ours { &mut facts.ours } else { &mut facts.partner }) = ids;
        Ok(())
    }

    /// The country of the partners, where each has one and it is the same.
    pub(super) fn country_of_partners(&self, facts: &Facts) -> Option<String> {
        let mut of = facts.partner.iter().map(|id| self.parties.country(id));
        let first = of.next()??;
        of.all(|other| other == Some(first)).then(|| first.to_owned())
    }
}
