//! The door to files people keep lists in: TOML, CSV and workbooks in and out, JSON out.
//!
//! It turns a file into neutral rows with their places, and back. It knows neither the register nor the
//! configuration, and decides nothing: what a row means for the register is the desk's business. Invariants: no
//! input makes it panic or grow without bound, every flaw names its place and its cure, and what is written here
//! and read again changes nothing.

pub mod acts;
mod bars;
pub mod cell_forms;
mod cell_texts;
mod columns;
mod csv_in;
mod csv_out;
mod csv_text;
mod decode;
mod draft;
mod entry;
pub mod flaw;
mod format;
mod grid;
pub mod headers;
mod json_out;
mod legacy;
mod listed;
mod marked;
mod marked_days;
mod old_book_in;
mod open;
mod parsed_file;
mod raw_row;
mod row_kind;
pub mod row_mark;
pub mod rows;
mod rows_to_fix;
pub mod secrecy;
pub mod separate_process;
mod spool;
mod table;
mod toml_in;
mod toml_out;
mod wire;
pub mod workbook;
mod xlsx_in;
mod xlsx_out;
mod xml;

pub(crate) use columns::{ChosenColumn, ColumnMeans, ListRules};
pub use columns::{ColumnReport, KeepColumns, Near};
pub use csv_out::{ByteOrderMark, csv_out};
pub(crate) use csv_out::{csv_more, csv_sheet};
pub(crate) use draft::tells_of_a_change;
pub use draft::{ActDraft, CommitmentDraft, Draft, Drafts, Ended, FactChange, Given, PartyDraft, drafts};
pub use entry::entered;
pub use format::Format;
pub use json_out::json_out;
pub use listed::Listed;
pub(crate) use listed::listed_workbook;
pub use marked::FlawMarks;
pub(crate) use marked::flaw_marks;
pub(crate) use marked_days::MarkedDay;
pub(crate) use open::{LARGEST_FILE, open_by, read_by};
pub use open::{UnreadableFile, open, read};
pub use parsed_file::{LeftOutPart, ParsedFile};
pub use row_kind::RowKind;
pub use rows_to_fix::{RowsToFix, to_mend};
pub use spool::{Items, Spool};
pub(crate) use table::carried_values;
pub use table::{ExportedAct, NotedMilestone, RestrictedRows, Table};
pub use toml_out::toml_out;
pub use xlsx_out::xlsx_out;
