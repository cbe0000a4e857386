//! The addressee of a letter and its language, and the rendered letter.

use crate::lifecycle::policy::{Contact, Language, NoRecipient};

/// The page as a letter's foot names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageWay<'a> {
    /// What people type.
    pub address: &'a str,
    /// From where it opens.
    pub reach: Option<&'a str>,
}

/// Whom a letter goes to, and how it came to them.
#[derive(Clone, Copy, Debug)]
pub struct Addressing<'a> {
    /// The page, where there is one: named at the foot.
    pub page: Option<PageWay<'a>>,
    /// Who receives it.
    pub to: &'a Contact,
    /// How it came to them, where it was meant for someone else too; empty where it is theirs alone.
    pub ways: &'a [DeliveryReason<'a>],
    /// Who keeps the register: an answer goes to them, and letters name them as whom to tell.
    pub registrars: &'a [&'a Contact],
    /// Whom to ask where nobody keeps the register but the reader.
    pub fallback: Option<&'a Contact>,
    /// The office's name.
    pub office: &'a str,
    /// The letter's language.
    pub language: Language,
    /// Its form.
    pub audience: Audience,
    /// While the office tries the program out, who gets the letter instead of `to`.
    pub instead: Option<&'a Contact>,
}

/// The form of a letter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Audience {
    /// To those who do the work: everything about it.
    #[default]
    Staff,
    /// To the director: five lines at most.
    Director,
}

/// A letter in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// One line of at most [`SUBJECT_MAX`](super::SUBJECT_MAX) characters.
    pub subject: String,
    /// The letter for people who read text.
    pub text: String,
    /// The letter for the rest.
    pub html: String,
    /// Names the milestone's thread, for [`crate::message::thread_headers`]; a letter about several has none.
    pub thread: Option<String>,
}

/// A way by which a letter, or some of its sections, came to someone it was not meant for alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeliveryReason<'a> {
    /// For whom the reader substitutes.
    pub in_place_of: Vec<&'a Contact>,
    /// Whether the reader is meant as well.
    pub own: AlsoMeant,
    /// Why it comes to the fallback, where it does.
    pub fallback: Vec<Fallback>,
    /// The numbers of the sections that came this way, from 1; empty where the whole letter did.
    pub sections: Vec<usize>,
}

/// Whether a substitute is named as well.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AlsoMeant {
    /// The reader is meant as well.
    Too,
    /// The others alone are.
    #[default]
    Not,
}

/// Why a letter comes to the fallback.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fallback {
    /// The named contact cannot be reached.
    Unreached(NoRecipient),
    /// The rung means nobody known.
    NobodyMeant,
}
