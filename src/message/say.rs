//! Sentences and small forms of words, in Vietnamese and English.
//!
//! Letters get theirs through templates; `explain`, the agenda and the digest call these functions directly. Both
//! languages say the same. Nothing here knows what is due.

mod act_line;
mod act_value_lines;
mod change;
mod commitments;
mod country;
mod days;
mod decision;
mod derivation;
mod facts;
mod mark;
mod names;
mod reasons;
mod remark;
mod requests;
mod rungs;
mod topic;
mod values;
mod words;

pub(crate) use act_line::{act_line, postponed_day, took_back};
pub use act_value_lines::act_value_lines;
pub use commitments::{account, commitment, promise};
pub(crate) use commitments::{commitment_record_cell, commitment_record_line, promise_in_table, promiser, when_due};
pub use country::country;
pub use days::{count, day_running, days, instant, ordinal, relative, rhythm, since, span, weekday};
pub(crate) use days::{day_for, day_full, day_in_table, day_in_text, day_table, weekday_short};
pub use decision::decision;
pub use derivation::derivation;
pub(crate) use derivation::unchecked;
pub(crate) use facts::{clause_of, field_in_list, field_named, known_facts, value_in_words};
pub(crate) use mark::{day_and_weekday, duty_called, milestone_in_both};
pub use mark::{mark, milestone_called};
pub use names::inherited;
pub(crate) use names::{agreement_short, parties_text};
pub(crate) use reasons::unreached;
pub use reasons::{closed, hold, hold_in_words};
pub use remark::remark;
pub use requests::{choices, unreadable, usage, words as words_of_acts};
pub(crate) use requests::{commitment_flaw, replaces};
pub(crate) use rungs::rung_in_words;
pub(crate) use topic::step_end;
pub use topic::{anniversary, topic};
pub use values::fact_value;
pub(crate) use values::fact_values;
pub use words::{act, choice, envelope_state, field, kind, recorder, state, status, stranger};
pub(crate) use words::{act_in_list, agreement_kind, kind_in_list, state_in_list, status_in_list, year_mark};
