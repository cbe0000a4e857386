//! The people who receive letters: contacts, roles, absences, and the fallback.
//!
//! The invariant: following substitutes ends after at most [`STEPS_MAX`] steps, and a contact who cannot be reached has
//! a reason that a letter can state.

use std::collections::BTreeMap;

use super::rights::Rights;
use super::{LastThere, REGISTRAR, Rung};
use crate::lifecycle::day::Day;
use crate::text::{fold, same_marks};

/// The role every agreement fills for itself.
pub(crate) const OFFICER: &str = "officer";

/// Substitutes of substitutes are followed so far and no further.
pub(crate) const STEPS_MAX: usize = 5;

/// The language a letter is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// Vietnamese.
    #[default]
    Vi,
    /// English.
    En,
}

impl Language {
    /// `vi` or `en`, as configuration and templates write it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }
}

/// How often a contact gets the digest.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DigestRhythm {
    /// Each time the digest goes out.
    #[default]
    Weekly,
    /// The first one of a month.
    Monthly,
    /// Never.
    None,
}

/// Days on which a contact is not there, both included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Absence {
    /// The first day away.
    pub from: Day,
    /// The last day away.
    pub to: Day,
    /// The contact who hears instead; none means the fallback does.
    pub substitute: Option<String>,
}

impl Absence {
    fn covers(&self, day: Day) -> bool {
        self.from <= day && day <= self.to
    }
}

/// Someone who can be written to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contact {
    /// The id that agreements, roles and keys use.
    pub id: String,
    /// How letters name this contact.
    pub name: String,
    /// The address, already checked for its shape.
    pub email: String,
    /// Where this contact can be called, as letters print it.
    pub phone: Option<String>,
    /// The language of the letters.
    pub language: Language,
    /// How often the digest comes.
    pub digest: DigestRhythm,
    /// Absences, in the order they were written; the first that covers a day counts.
    pub away: Vec<Absence>,
    /// What this contact may do on the page and by commands that name it.
    pub can: Rights,
    /// Whether one person or several read this address.
    pub sharing: Sharing,
}

/// Whether one person or several are behind a contact.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sharing {
    /// One person reads the address.
    #[default]
    One,
    /// Several: who writes is asked.
    Several,
}

impl Contact {
    /// The absence that covers that day, if there is one.
    pub(crate) fn away_on(&self, day: Day) -> Option<&Absence> {
        self.away.iter().find(|absence| absence.covers(day))
    }
}

/// Who receives what is meant for a contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recipient {
    /// The contact that was meant.
    Contact(String),
    /// Someone standing in.
    StandIn {
        /// Who receives it.
        id: String,
        /// Who was meant.
        for_: String,
    },
    /// The office's fallback; the letter says why.
    Fallback {
        /// Who receives it.
        id: String,
        /// Why it was not the contact that was meant.
        why: NoRecipient,
    },
    /// Nobody, because the office has no fallback either.
    Nobody {
        /// Why it was not the contact that was meant.
        why: NoRecipient,
    },
}

/// Why neither a contact nor its substitutes can be reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoRecipient {
    /// No contact has this id.
    Unknown(String),
    /// This contact is away through that day and has named nobody.
    NoSubstitute {
        /// Who is away.
        contact: String,
        /// The last day away.
        until: Day,
    },
    /// The substitutes lead in a circle or further than [`STEPS_MAX`] steps.
    TooManySteps {
        /// Who was meant.
        contact: String,
    },
}

/// Contacts, roles and the fallback of one office.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Circle {
    contacts: BTreeMap<String, Contact>,
    roles: BTreeMap<String, Vec<String>>,
    fallback: Option<String>,
    pub(super) last_there: LastThere,
}

impl Circle {
    /// Those contacts (a later one replaces an earlier one of the same id), those roles, that fallback. Ids that no
    /// contact has are kept and lead nowhere: [`Circle::reached`] says so.
    pub fn new(
        contacts: impl IntoIterator<Item = Contact>,
        roles: BTreeMap<String, Vec<String>>,
        fallback: Option<String>,
    ) -> Self {
        let contacts = contacts.into_iter().map(|contact| (contact.id.clone(), contact)).collect();
        Self { contacts, roles, fallback, last_there: LastThere::default() }
    }

    /// The same circle, and when its people were there last.
    #[must_use]
    pub fn with_last_there(self, last_there: LastThere) -> Self {
        Self { last_there, ..self }
    }

    /// The contact of that id.
    pub fn contact(&self, id: &str) -> Option<&Contact> {
        self.contacts.get(id)
    }

    /// The contact of that id or address, else the only one of that name.
    pub fn named(&self, text: &str) -> Option<&Contact> {
        if let Some(contact) = self.contacts.get(text) {
            return Some(contact);
        }
        // Typed without a mark, a name is compared without them; Hương and Hường are two persons.
        let bare = text.is_ascii();
        let folded = fold(text);
        let same = |name: &str| fold(name) == folded && (bare || name.is_ascii() || same_marks(name, text));
        let mut of_name = self.contacts.values().filter(|contact| same(&contact.name));
        if text.contains('@') {
            return self.contacts.values().find(|contact| contact.email.eq_ignore_ascii_case(text.trim()));
        }
        let only = of_name.next()?;
        of_name.next().is_none().then_some(only)
    }

    /// All contacts, in the order of their ids.
    pub fn contacts(&self) -> impl Iterator<Item = &Contact> {
        self.contacts.values()
    }

    /// The same circle with each contact rebuilt.
    #[must_use]
    pub(crate) fn with_contacts(&self, make: impl Fn(&Contact) -> Contact) -> Self {
        let contacts = self.contacts.iter().map(|(id, contact)| (id.clone(), make(contact))).collect();
        let (roles, fallback) = (self.roles.clone(), self.fallback.clone());
        Self { contacts, roles, fallback, last_there: self.last_there.clone() }
    }

    /// The members of a configured role; `officer` is none, the agreement fills it.
    pub fn role(&self, name: &str) -> Option<&[String]> {
        self.roles.get(name).map(Vec::as_slice)
    }

    /// Who keeps the register: the members of that role, else the heads.
    pub fn registrars(&self) -> &[String] {
        self.role(REGISTRAR).or_else(|| self.role("head")).unwrap_or(&[])
    }

    /// All configured roles, in the order of their names.
    pub fn roles(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.roles.iter().map(|(name, members)| (name.as_str(), members.as_slice()))
    }

    /// The contact who gets letters that nobody else can get.
    pub fn fallback(&self) -> Option<&str> {
        self.fallback.as_deref()
    }

    /// The contacts a rung means, each once, in the order it names them. `officer` stands for `officers`; another
    /// name is a role if there is one of that name, else a contact id. Ids that no contact has are left out.
    pub fn meant(&self, rung: &Rung, officers: &[String]) -> Vec<String> {
        let mut meant: Vec<String> = Vec::new();
        for name in &rung.to {
            let members = match self.roles.get(name) {
                _ if name == OFFICER => officers,
                Some(members) => members,
                None => std::slice::from_ref(name),
            };
            for id in members {
                if self.contacts.contains_key(id) && !meant.contains(id) {
                    meant.push(id.clone());
                }
            }
        }
        meant
    }

    /// Who receives on `today` what is meant for `contact`: the contact, or while away the substitute, or the
    /// substitute's, [`STEPS_MAX`] steps at most; then the fallback, whether that one is away or not.
    pub fn reached(&self, contact: &str, today: Day) -> Recipient {
        let mut id = contact;
        for _ in 0..=STEPS_MAX {
            let Some(person) = self.contacts.get(id) else {
                return self.last_resort(NoRecipient::Unknown(id.to_owned()));
            };
            let Some(absence) = person.away_on(today) else {
                return if id == contact {
                    Recipient::Contact(id.to_owned())
                } else {
                    Recipient::StandIn { id: id.to_owned(), for_: contact.to_owned() }
                };
            };
            match &absence.substitute {
                Some(substitute) => id = substitute,
                None => {
                    return self.last_resort(NoRecipient::NoSubstitute { contact: id.to_owned(), until: absence.to });
                }
            }
        }
        self.last_resort(NoRecipient::TooManySteps { contact: contact.to_owned() })
    }

    fn last_resort(&self, why: NoRecipient) -> Recipient {
        match &self.fallback {
            Some(id) if self.contacts.contains_key(id) => Recipient::Fallback { id: id.clone(), why },
            _ => Recipient::Nobody { why },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lifecycle::policy::Escalation;

    type Ids = &'static [&'static str];

    fn day(text: &str) -> Day {
        text.parse().expect(text)
    }

    /// A contact away through December 2026 if `away` is given; `-` names no substitute.
    fn contact(id: &str, away: Option<&str>) -> Contact {
        let absence = |substitute: &str| Absence {
            from: day("2026-12-01"),
            to: day("2026-12-31"),
            substitute: Some(substitute.to_owned()).filter(|id| id != "-"),
        };
        Contact {
            id: id.to_owned(),
            name: id.to_uppercase(),
            email: format!("{id}@example.vn"),
            language: Language::Vi,
            digest: DigestRhythm::Weekly,
            away: away.map(absence).into_iter().collect(),
            ..Contact::default()
        }
    }

    fn circle(people: &[(&str, Option<&str>)], fallback: Option<&str>) -> Circle {
        let roles = BTreeMap::from([
            ("head".to_owned(), vec!["desk".to_owned(), "deputy".to_owned()]),
            ("nobody".to_owned(), vec!["gone".to_owned()]),
        ]);
        let people = people.iter().map(|(id, away)| contact(id, *away));
        Circle::new(people, roles, fallback.map(str::to_owned))
    }

    fn names(list: &[&str]) -> Vec<String> {
        list.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn a_rung_means_each_contact_once_whatever_roles() {
        let office = circle(&[("desk", None), ("deputy", None), ("it", None)], None);
        let cases: [(&str, Ids, Ids, Ids); 6] = [
            ("the agreement's own officers", &["officer"], &["it"], &["it"]),
            ("a role in its order", &["head"], &[], &["desk", "deputy"]),
            ("an officer who is a head, once", &["officer", "head"], &["deputy"], &["deputy", "desk"]),
            ("a contact id", &["it", "it"], &[], &["it"]),
            ("unknown officers left out", &["officer"], &["gone", "desk"], &["desk"]),
            ("a role of unknown people", &["nobody", "what"], &[], &[]),
        ];
        for (rule, to, officers, expected) in cases {
            let rung = Rung { offset: "-7d".parse().expect("offset"), to: names(to), escalation: Escalation::Always };
            assert_eq!(office.meant(&rung, &names(officers)), names(expected), "{rule}");
        }
    }

    #[test]
    fn substitutes_are_followed_on_the_days_away_only() {
        let office = circle(&[("desk", Some("deputy")), ("deputy", None)], None);
        let there = Recipient::Contact("desk".to_owned());
        let stand_in = Recipient::StandIn { id: "deputy".to_owned(), for_: "desk".to_owned() };
        for (on, expected) in
            [("2026-11-30", &there), ("2026-12-01", &stand_in), ("2026-12-31", &stand_in), ("2027-01-01", &there)]
        {
            assert_eq!(&office.reached("desk", day(on)), expected, "{on}");
        }
    }

    #[test]
    fn five_steps_and_no_more() {
        let chain = [("a", Some("b")), ("b", Some("c")), ("c", Some("d")), ("d", Some("e")), ("e", Some("f"))];
        let five = [&chain[..], &[("f", None)]].concat();
        let six = [&chain[..], &[("f", Some("g")), ("g", None), ("it", Some("-"))]].concat();
        let today = day("2026-12-10");
        let stand_in = Recipient::StandIn { id: "f".to_owned(), for_: "a".to_owned() };
        assert_eq!(circle(&five, None).reached("a", today), stand_in);
        let why = NoRecipient::TooManySteps { contact: "a".to_owned() };
        assert_eq!(circle(&six, Some("it")).reached("a", today), Recipient::Fallback { id: "it".to_owned(), why });
    }

    #[test]
    fn who_cannot_be_told_has_a_reason() {
        let today = day("2026-12-10");
        let people = [("desk", Some("-")), ("deputy", Some("deputy")), ("clerk", Some("gone")), ("it", None)];
        let until = day("2026-12-31");
        let cases = [
            ("desk", NoRecipient::NoSubstitute { contact: "desk".to_owned(), until }),
            ("deputy", NoRecipient::TooManySteps { contact: "deputy".to_owned() }),
            ("clerk", NoRecipient::Unknown("gone".to_owned())),
            ("who", NoRecipient::Unknown("who".to_owned())),
        ];
        for (id, why) in cases {
            let told = Recipient::Fallback { id: "it".to_owned(), why: why.clone() };
            assert_eq!(circle(&people, Some("it")).reached(id, today), told, "{id}");
            assert_eq!(circle(&people, None).reached(id, today), Recipient::Nobody { why: why.clone() }, "{id}");
            assert_eq!(circle(&people, Some("nil")).reached(id, today), Recipient::Nobody { why }, "{id}");
        }
    }
}
