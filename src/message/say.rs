//! Sentences and small forms of words, in Vietnamese and English.
//!
//! Letters get theirs through templates; `explain`, the agenda and the digest call these functions directly. Both
//! languages say the same. Nothing here knows what is due.

mod act_line;
mod change;
mod country;
mod days;
mod decision;
mod derivation;
mod facts;
mod mark;
mod names;
mod promises;
mod reasons;
mod remark;
mod requests;
mod rungs;
mod told;
mod topic;
mod values;
mod words;

pub use act_line::{act_line, stood_on};
pub use country::country;
pub use days::{
    count, day_for, day_full, day_in_table, day_in_text, day_running, day_table, days, instant, ordinal, relative,
    rhythm, since, span, weekday, weekday_short,
};
pub use decision::decision;
pub use derivation::derivation;
pub use facts::{clause_of, field_in_list, field_named, known_facts, value_in_words};
pub use mark::{day_and_weekday, duty_called, mark};
pub use names::{agreement_short, inherited, parties_text};
pub use promises::{account, commitment, promise, promise_in_table, promiser, said_in_table, said_of, when_due};
pub use reasons::{closed, hold, unreached};
pub use remark::remark;
pub use requests::{choices, commitment_flaw, replaces, unreadable, usage, words as words_of_acts};
pub use rungs::rung_in_words;
pub use told::told;
pub use topic::{anniversary, step_end, topic};
pub use values::{fact_value, fact_values};
pub use words::{
    act, act_in_list, agreement_kind, choice, envelope_state, field, kind, kind_in_list, recorder, state,
    state_in_list, status, status_in_list, year_mark,
};
