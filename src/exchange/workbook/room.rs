//! No room for a file: told apart from other errors, and a crate's panic over it made one.

use std::error::Error;
use std::io::{self, ErrorKind};
use std::panic::{AssertUnwindSafe, catch_unwind};

use rust_xlsxwriter::XlsxError;

/// Whether the system has no room for a file.
pub(crate) fn is_no_room(error: &io::Error) -> bool {
    KINDS.contains(&error.kind())
}

const KINDS: [ErrorKind; 3] = [ErrorKind::StorageFull, ErrorKind::FileTooLarge, ErrorKind::QuotaExceeded];

/// Whether a workbook could not be written for want of room.
pub(super) fn wants_room(error: &XlsxError) -> bool {
    match error {
        XlsxError::IoError(error) => is_no_room(error),
        other => other.source().and_then(|cause| cause.downcast_ref()).is_some_and(is_no_room),
    }
}

/// A step of the crate that writes workbooks. It panics where a row cannot be put into the folder for temporary files.
pub(super) fn guarded<T>(step: impl FnOnce() -> Result<T, XlsxError>) -> Result<T, XlsxError> {
    catch_unwind(AssertUnwindSafe(step)).unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<String>().map_or("row not kept", String::as_str);
        let kind = KINDS.into_iter().find(|kind| text.contains(&format!("{kind:?}"))).unwrap_or(ErrorKind::Other);
        Err(XlsxError::IoError(io::Error::new(kind, text.to_owned())))
    })
}
