//! What an agreement is and which days follow from it.
//!
//! Pure: values in, values out. Nothing here reads a clock, a file or a database; `today` is always an
//! argument. Derivations and reasons are enums; `message/` makes sentences of them.

pub mod act;
pub mod agreement;
pub mod anniversaries;
pub mod calendar;
pub mod commitment;
pub mod day;
pub mod duty;
pub mod lunar;
pub mod milestone;
pub mod observance;
pub mod party;
pub mod policy;
pub mod recording;
pub mod reminder;
pub mod request;
pub mod span;
pub mod term;
pub mod workback;
