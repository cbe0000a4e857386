//! `/bang-tinh`: the office's workbook, to write results into and bring back as a list.
//!
//! Who records on every agreement gets all of them, an officer his own; restricted ones stay in the register. The same file
//! as `export` writes, so that every row bears the mark of what it was made from.

use super::listing::XLSX;
use crate::desk::export::{Existing, ExportSelection, export};
use crate::desk::list::Query;
use crate::desk::rights::{Deed, Extent};
use crate::exchange::RestrictedRows;
use crate::store::Access;
use crate::web::answer::{Answer, PageReply, Trouble};
use crate::web::visit::Visit;

/// What the file is called, with its day: two copies of one folder are told apart.
const NAME: &str = "bang-tinh-so-theo-doi";

/// GET /bang-tinh.
pub(crate) fn workbook(visit: &Visit<'_>) -> PageReply {
    let who = visit.member()?;
    let officer = match who.viewer.extent(Deed::Answer) {
        Extent::Nothing => return Err(Trouble::Forbidden),
        Extent::Own => Some(who.contact.id.clone()),
        Extent::All => None,
    };
    let selection = ExportSelection { query: Query { officer, ..Query::default() }, known_on: None };
    let name = format!("{NAME}-{}.xlsx", visit.today());
    visit.site.web().note_access(&who.contact.id, Access::Export, Some(&name), visit.now)?;
    let folder = visit.site.scratch()?;
    let path = folder.path().join(&name);
    export(visit.desk, &path, RestrictedRows::LeaveOut, Existing::Kept, &selection)?;
    Ok(Answer::file(&name, XLSX, std::fs::read(&path)?))
}
