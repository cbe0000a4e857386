//! The links of a letter's sections: one a section, made of the reminder it answers.
//!
//! A letter is complete without them: where there is no key, or links are off, none is made. A letter about a
//! restricted agreement has none, because the link would reveal the kind of day, nor has a director's, whose decisions
//! need the login.

use super::Composer;
use crate::config::Links;
use crate::lifecycle::reminder::{Key, Occasion};
use crate::message::Section;
use crate::message::link::{LinkClaim, LinkKey, LinkToken};
use crate::store::{Store, StoreError};
use crate::watch::Office;
use crate::watch::office::LinkRules;

/// What makes the links of one composition.
pub(super) struct Linker<'a> {
    rules: &'a LinkRules,
    key: LinkKey,
    database: String,
}

impl<'a> Linker<'a> {
    /// The office's; none where letters have no links.
    pub(super) fn of(store: &Store, office: &'a Office) -> Result<Option<Self>, StoreError> {
        let Some(rules) = office.links.as_ref().filter(|rules| rules.scope != Links::Off) else { return Ok(None) };
        let keys = rules.keys.read().unwrap_or_else(|error| {
            tracing::warn!("letters go out without links: {error}");
            Vec::new()
        });
        let Some(key) = keys.into_iter().next() else { return Ok(None) };
        Ok(Some(Self { rules, key, database: store.database_id()? }))
    }

    /// The link of a reminder in the letter of that addressee.
    fn link(&self, store: &Store, key: &Key, addressee: &str) -> Result<Option<String>, StoreError> {
        let Some((reminder, queued_on)) = store.number_of(key)? else { return Ok(None) };
        let key_text = key.to_string();
        let claim = LinkClaim { database: &self.database, reminder, key: &key_text, addressee, queued_on };
        Ok(LinkToken::of(&self.key, &claim).map(|token| self.rules.address(&token)))
    }
}

impl Composer<'_> {
    /// Puts the link of a reminder into its section.
    pub(super) fn with_link(&self, section: Section, key: &Key) -> Result<Section, StoreError> {
        let asks = !matches!(key.occasion, Occasion::Gone | Occasion::ToVerify);
        let directs = self.office.circle.role("director").is_some_and(|ids| ids.iter().any(|id| id == self.addressee));
        // In a trial the reader is another than the link would name.
        if section.about.is_none() || !asks || directs || self.instead.is_some() {
            return Ok(section);
        }
        let mut section = section;
        section.web.link = self.link_of(key)?;
        Ok(section)
    }

    /// The same of a section on what the office itself owes, where a link may say that something was done.
    pub(super) fn with_office_link(&self, section: Section, key: &Key) -> Result<Section, StoreError> {
        let answers = self.office.links.as_ref().is_some_and(|rules| rules.scope == Links::Answer);
        if answers { self.with_link(section, key) } else { Ok(section) }
    }

    /// The link of a reminder in this letter; none where letters have none.
    pub(super) fn link_of(&self, key: &Key) -> Result<Option<String>, StoreError> {
        match self.linker {
            Some(linker) => linker.link(self.store, key, self.addressee),
            None => Ok(None),
        }
    }
}
