//! What an audit can find.

use crate::lifecycle::day::Day;
use crate::message::answer::audit as answer;
use crate::message::{Say, Sentence, Voice};
use crate::store::{LetterFault, SchemaDifference, SchemaFault};

/// Something that is not as acts and receipts lead to.
#[derive(Clone, Debug, PartialEq, Eq)]
// fields are the record's id or reference and the words about it
pub enum AuditFault {
    /// A chain or the file itself, in the store's words.
    Unsound(Sentence),
    /// A table, an index or a trigger.
    Schema(SchemaFault),
    /// A row that points at one which is not there.
    Dangling {
        table: String,
        id: i64,
    },
    /// An agreement cannot be read.
    Record {
        id: i64,
        error: Sentence,
    },
    /// An agreement's acts cannot be read.
    Acts {
        reference: String,
        error: Sentence,
    },
    /// What is stored of an agreement in these columns.
    Agreement {
        reference: String,
        columns: String,
    },
    /// An agreement is looked at later than something changes for it.
    LooksTooLate {
        reference: String,
        look_on: Day,
        due: Day,
    },
    /// The acts about parties cannot be read.
    PartyActs(Sentence),
    /// What is stored of a party.
    Party(String),
    /// A party that no act brought.
    PartyWithoutAct(String),
    /// A party that acts brought and that is not stored.
    PartyGone(String),
    Letter {
        id: i64,
        fault: LetterFault,
    },
    /// The subject that lists show is not the letter's.
    Subject {
        id: i64,
    },
}

impl Say for AuditFault {
    fn say(&self, voice: Voice) -> String {
        match self {
            Self::Unsound(said) => said.say(voice),
            Self::Schema(fault) => {
                let what = match fault.what {
                    SchemaDifference::Missing => answer::Schema::Missing,
                    SchemaDifference::Unknown => answer::Schema::Unknown,
                    SchemaDifference::Altered => answer::Schema::Altered,
                };
                answer::schema(voice, &fault.kind, &fault.name, what)
            }
            Self::Dangling { table, id } => answer::dangling(voice, table, *id),
            Self::Record { id, error } => answer::record(voice, *id, &error.say(voice)),
            Self::Acts { reference, error } => answer::acts(voice, reference, &error.say(voice)),
            Self::Agreement { reference, columns } => answer::agreement(voice, reference, columns),
            Self::LooksTooLate { reference, look_on, due } => answer::looks_too_late(voice, reference, *look_on, *due),
            Self::PartyActs(error) => answer::party_acts(voice, &error.say(voice)),
            Self::Party(id) => answer::party(voice, id),
            Self::PartyWithoutAct(id) => answer::party_without_act(voice, id),
            Self::PartyGone(id) => answer::missing_party(voice, id),
            Self::Letter { id, fault } => answer::letter(voice, *id, letter(*fault)),
            Self::Subject { id } => answer::letter(voice, *id, answer::AuditedLetter::OtherSubject),
        }
    }
}

const fn letter(fault: LetterFault) -> answer::AuditedLetter {
    match fault {
        LetterFault::NoReceipt => answer::AuditedLetter::NoReceipt,
        LetterFault::DiedUntried => answer::AuditedLetter::DiedUntried,
        LetterFault::OtherBytes => answer::AuditedLetter::OtherBytes,
        LetterFault::OtherReminders => answer::AuditedLetter::OtherReminders,
        LetterFault::Misled => answer::AuditedLetter::Misled,
        LetterFault::OtherAddressee => answer::AuditedLetter::OtherAddressee,
        LetterFault::TakenBack => answer::AuditedLetter::TakenBack,
        LetterFault::WaitsTooLong => answer::AuditedLetter::WaitsTooLong,
        LetterFault::OtherMoment => answer::AuditedLetter::OtherMoment,
        LetterFault::TakenAndNotSent => answer::AuditedLetter::TakenAndNotSent,
    }
}
