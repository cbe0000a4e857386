//! `/nhap-danh-sach`: a list taken into the register, after it was shown what it would do.
//!
//! Upload, look, yes. The file is read by another process ([`crate::exchange::separate_process`]); what it would do is worked out by
//! the import itself and not kept. The yes holds for the bytes that were uploaded and for the newest act that was known
//! then; it asks for a code younger than half an hour.

mod choose;
pub(crate) mod shown;

use std::path::Path;
use std::sync::Arc;

use axum::http::StatusCode;
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::desk::export::{Existing, template};
use crate::desk::import::{Defaults, OldValues};
use crate::desk::import::{
    Flawed, ImportError, ImportOptions, ImportOutcome, ImportResult, Newest, ROWS_BESIDE_DAEMON, Upload, import_upload,
    rules_of,
};
use crate::desk::rights::{Deed, Extent};
use crate::desk::{Purpose, Recorder};
use crate::exchange::separate_process::{own_program, read_apart};
use crate::exchange::{Format, KeepColumns, ParsedFile};
use crate::lifecycle::act::Via;
use crate::message::answer::tables;
use crate::store::Access;
use crate::text::hex;
use crate::web::answer::{Answer, PageReply, Trouble};
use crate::web::pages::listing::XLSX;
use crate::web::secret::random;
use crate::web::session::prove_again;
use crate::web::uploads::{Choices, Looked, NewList, UploadStage};
use crate::web::visit::Visit;
use crate::web::who::Who;
use shown::ShownList;

/// What stands in the way of an upload.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
enum UploadFault {
    NoFile,
    NoFormat,
    Busy,
    Gone,
    TooLong,
    Printed,
}

#[derive(Serialize)]
struct BeginPage {
    fault: Option<UploadFault>,
}

#[derive(Serialize)]
#[allow(clippy::struct_excessive_bools, reason = "templates ask yes or no")]
struct ImportedListPage<'a> {
    id: &'a str,
    list: &'a ShownList,
    taken: bool,
    under_way: bool,
    /// Something was recorded since it was shown; this is how it stands now.
    overtaken: bool,
    keep: bool,
    bring_back: bool,
    /// Who may look after what has nobody, and what our side is called.
    people: Vec<(String, String)>,
    ours: Vec<String>,
    /// The officer, by id, and our side that rows without one are given.
    defaults: (String, String),
    to_mend: bool,
    /// A copy of the workbook has its flaws marked.
    marked: bool,
    /// The yes will be asked to prove who says it.
    stale: bool,
}

fn importer<'v>(visit: &'v Visit<'_>) -> Result<&'v Who, Trouble> {
    let who = visit.member()?;
    if who.viewer.extent(Deed::Import) == Extent::All { Ok(who) } else { Err(Trouble::Forbidden) }
}

/// GET /nhap-danh-sach.
pub(crate) fn begin(visit: &Visit<'_>) -> PageReply {
    importer(visit)?;
    visit.page("import.html", "register", &BeginPage { fault: None })
}

fn begin_again(visit: &Visit<'_>, fault: UploadFault) -> PageReply {
    let status = match fault {
        UploadFault::Busy => StatusCode::SERVICE_UNAVAILABLE,
        UploadFault::Gone => StatusCode::GONE,
        UploadFault::NoFile | UploadFault::NoFormat | UploadFault::TooLong | UploadFault::Printed => {
            StatusCode::UNPROCESSABLE_ENTITY
        }
    };
    Ok(visit.page("import.html", "register", &BeginPage { fault: Some(fault) })?.status(status))
}

/// GET /nhap-danh-sach/mau: the empty workbook.
pub(crate) fn empty_workbook(visit: &Visit<'_>) -> PageReply {
    visit.member()?;
    let folder = visit.site.scratch()?;
    let path = folder.path().join("mau.xlsx");
    template(visit.desk, &path, Existing::Kept)?;
    Ok(Answer::file("mau-danh-sach.xlsx", XLSX, std::fs::read(&path)?))
}

/// POST /nhap-danh-sach: the file. Nothing is recorded.
pub(crate) fn upload(visit: &Visit<'_>) -> PageReply {
    let who = importer(visit)?;
    let Some(file) = visit.asked.files.iter().find(|file| file.field == "tep" && !file.bytes.is_empty()) else {
        return begin_again(visit, UploadFault::NoFile);
    };
    let Some(format) = Format::of(Path::new(&file.name)) else { return begin_again(visit, UploadFault::NoFormat) };
    let choices = Choices::default();
    let sha256 = hex(&Sha256::digest(&file.bytes));
    let looked = match look(visit, &file.name, format, &file.bytes, &sha256, choices)? {
        Look::Looked(looked) => *looked,
        Look::Busy => return begin_again(visit, UploadFault::Busy),
        Look::TooLong => return begin_again(visit, UploadFault::TooLong),
        Look::Printed => return begin_again(visit, UploadFault::Printed),
    };
    let id = random()?;
    let new = NewList { contact: &who.contact.id, name: &file.name, format, sha256, bytes: &file.bytes };
    visit.site.uploads.wait(id.clone(), &new, looked, visit.now)?;
    visit.site.web().note_access(&who.contact.id, Access::Upload, Some(&file.name), visit.now)?;
    Ok(visit.go(&format!("/nhap-danh-sach/{id}")))
}

/// What a look at a list gives.
enum Look {
    Looked(Box<Looked>),
    /// Another list is being read.
    Busy,
    /// It is one of the lists that the page makes for print: what they call a column is no fact.
    Printed,
    /// It has more rows than are taken while the daemon runs: nobody else could write meanwhile.
    TooLong,
}

/// What a list would do now.
fn look(
    visit: &Visit<'_>,
    name: &str,
    format: Format,
    bytes: &[u8],
    sha256: &str,
    choices: Choices,
) -> Result<Look, Trouble> {
    let Some(reading) = read(visit, name, format, bytes, &choices) else { return Ok(Look::Busy) };
    if reading.rows.len() > ROWS_BESIDE_DAEMON {
        return Ok(Look::TooLong);
    }
    if is_printed(&reading) {
        return Ok(Look::Printed);
    }
    let columns = reading.columns.clone();
    let (newest, taken) = visit.site.writer.at_desk(|desk| {
        let newest = desk.store.newest_act()?;
        let upload =
            Upload { reading, sha256: sha256.to_owned(), defaults: choices.defaults.clone(), newest: Newest::Any };
        let options = options(&choices, Purpose::Rehearse, Flawed::AcceptGood);
        let clerk = clerk(visit)?;
        let taken = import_upload(&mut desk.store, &desk.office, &clerk, upload, options)?;
        Ok::<(i64, ImportResult), Trouble>((newest, taken))
    })?;
    let shown = ShownList::of((visit.voice(), visit.today()), name, (&columns, &choices.columns), &taken.report);
    let (to_mend, marks) = (taken.to_mend.map(|mend| Arc::new(mend.bytes)), taken.marks.map(Arc::new));
    Ok(Look::Looked(Box::new(Looked { choices, newest, shown: Arc::new(shown), to_mend, marks })))
}

/// Whether it is a list that the page made for print.
fn is_printed(reading: &ParsedFile) -> bool {
    let vi = |list: &[tables::ColumnHead]| list.iter().map(|(vi, _, _)| *vi).collect::<Vec<_>>();
    let en = |list: &[tables::ColumnHead]| list.iter().map(|(_, en, _)| *en).collect::<Vec<_>>();
    tables::LISTS.into_iter().any(|list| reading.has_heads(&vi(list)) || reading.has_heads(&en(list)))
}

/// Reads the file apart; none while another one is read.
fn read(visit: &Visit<'_>, name: &str, format: Format, bytes: &[u8], choices: &Choices) -> Option<ParsedFile> {
    let _turn = visit.site.uploads.turn()?;
    let mut rules = rules_of(&visit.desk.office, choices.keep);
    rules.chosen.clone_from(&choices.columns);
    Some(read_apart(&own_program(), name, format, bytes, &rules))
}

fn options(choices: &Choices, purpose: Purpose, flawed: Flawed) -> ImportOptions {
    ImportOptions { purpose, flawed, keep: choices.keep, old_values: choices.old_values }
}

fn clerk(visit: &Visit<'_>) -> Result<Recorder, Trouble> {
    Ok(visit.clerk(visit.desk)?.via(Via::List))
}

/// GET /nhap-danh-sach/{id}.
pub(crate) fn show(visit: &Visit<'_>) -> PageReply {
    show_list(visit, false)
}

fn show_list(visit: &Visit<'_>, overtaken: bool) -> PageReply {
    let who = importer(visit)?;
    let id = visit.asked.part("id");
    let found = visit.site.uploads.with(id, &who.contact.id, visit.now, |list| {
        (Arc::clone(&list.shown), list.stage, list.choices.clone(), [list.to_mend.is_some(), list.marks.is_some()])
    });
    let Some((list, stage, choices, [to_mend, marked])) = found else { return begin_again(visit, UploadFault::Gone) };
    let circle = &visit.desk.office.circle;
    let page = ImportedListPage {
        id,
        list: &list,
        taken: stage == UploadStage::Taken,
        under_way: stage == UploadStage::UnderWay,
        overtaken,
        keep: choices.keep == KeepColumns::InNote,
        bring_back: choices.old_values == OldValues::BringBack,
        people: circle.contacts().map(|contact| (contact.id.clone(), contact.name.clone())).collect(),
        ours: our_names(visit)?,
        defaults: (choices.defaults.officer.unwrap_or_default(), choices.defaults.ours.unwrap_or_default()),
        to_mend,
        marked,
        stale: !who.is_fresh(visit.now),
    };
    visit.page("import-list.html", "register", &page)
}

/// So many names of our side are suggested.
const NAMES_AT_MOST: usize = 100;

/// What our side is called in the register.
fn our_names(visit: &Visit<'_>) -> Result<Vec<String>, Trouble> {
    let parties = visit.desk.store.parties()?;
    let ours = visit.desk.store.named_parties(NAMES_AT_MOST)?.into_iter().filter(|(_, side)| side == "ours");
    let names = ours.filter_map(|(id, _)| parties.get(&id).map(|party| party.name_on(visit.today()).to_owned()));
    Ok(names.collect::<std::collections::BTreeSet<_>>().into_iter().collect())
}

/// GET /nhap-danh-sach/{id}/sua: the rows to mend.
pub(crate) fn rows_to_mend(visit: &Visit<'_>) -> PageReply {
    let who = importer(visit)?;
    let id = visit.asked.part("id");
    let found = visit.site.uploads.with(id, &who.contact.id, visit.now, |list| (list.to_mend.clone(), list.format));
    let Some((Some(bytes), format)) = found else { return begin_again(visit, UploadFault::Gone) };
    Ok(match format {
        Format::Toml => Answer::file("can-sua.toml", "application/toml", bytes.to_vec()),
        Format::Csv => Answer::file("can-sua.csv", "text/csv; charset=utf-8", bytes.to_vec()),
        Format::Xlsx | Format::Xls | Format::Ods => Answer::file("can-sua.xlsx", XLSX, bytes.to_vec()),
    })
}

/// GET /nhap-danh-sach/{id}/danh-dau: a copy of the workbook in which the flaws are marked.
pub(crate) fn marked_copy(visit: &Visit<'_>) -> PageReply {
    let who = importer(visit)?;
    let id = visit.asked.part("id");
    let found = visit.site.uploads.with(id, &who.contact.id, visit.now, |list| {
        let marks = list.marks.clone()?;
        Some((marks, list.bytes()))
    });
    let Some(Some((marks, bytes))) = found else { return begin_again(visit, UploadFault::Gone) };
    match marks.onto(&bytes?) {
        Some(copy) => Ok(Answer::file("danh-sach-da-danh-dau.xlsx", XLSX, copy)),
        None => begin_again(visit, UploadFault::Gone),
    }
}

/// POST /nhap-danh-sach/{id}: the same list by other choices.
pub(crate) fn look_again(visit: &Visit<'_>) -> PageReply {
    let who = importer(visit)?;
    let keep = if visit.asked.field("giu-cot").is_some() { KeepColumns::InNote } else { KeepColumns::No };
    let old_values = if visit.asked.field("lay-lai").is_some() { OldValues::BringBack } else { OldValues::Ask };
    let said = |name: &str| visit.asked.field(name).filter(|text| !text.is_empty()).map(str::to_owned);
    let known = |id: &String| visit.desk.office.circle.contact(id).is_some();
    let defaults = Defaults { officer: said("phu-trach").filter(known), ours: said("ben-vn") };
    // Each form of the page says its own part; what columns are stays as it was said.
    let (id, all) = (visit.asked.part("id"), visit.asked.field("cot").is_some());
    let columns = visit.site.uploads.with(id, &who.contact.id, visit.now, |list| {
        if all {
            choose::chosen(|name| visit.asked.field(name), list.shown.columns())
        } else {
            list.choices.columns.clone()
        }
    });
    match again(visit, who, Choices { keep, old_values, defaults, columns: columns.unwrap_or_default() })? {
        Again::Looked => Ok(visit.go(&format!("/nhap-danh-sach/{}", visit.asked.part("id")))),
        Again::Busy => begin_again(visit, UploadFault::Busy),
        Again::Gone => begin_again(visit, UploadFault::Gone),
    }
}

enum Again {
    Looked,
    Busy,
    Gone,
}

fn again(visit: &Visit<'_>, who: &Who, choices: Choices) -> Result<Again, Trouble> {
    let (id, contact) = (visit.asked.part("id"), who.contact.id.as_str());
    let held = visit.site.uploads.with(id, contact, visit.now, |list| {
        let held = list.bytes().map(|bytes| (list.name.clone(), list.format, list.sha256.clone(), bytes));
        (list.stage, held)
    });
    let Some((stage, held)) = held else { return Ok(Again::Gone) };
    if stage == UploadStage::Taken {
        return Ok(Again::Looked);
    }
    let (name, format, sha256, bytes) = held?;
    let looked = match look(visit, &name, format, &bytes, &sha256, choices)? {
        Look::Looked(looked) => *looked,
        Look::Busy => return Ok(Again::Busy),
        // It was not too long when it was brought, and the same bytes have the same rows.
        Look::TooLong | Look::Printed => return Ok(Again::Gone),
    };
    Ok(match visit.site.uploads.with(id, contact, visit.now, |list| list.look(looked)) {
        Some(()) => Again::Looked,
        None => Again::Gone,
    })
}

/// POST /nhap-danh-sach/{id}/nhap: yes.
pub(crate) fn take(visit: &Visit<'_>) -> PageReply {
    let who = importer(visit)?;
    let (id, contact) = (visit.asked.part("id"), who.contact.id.as_str());
    let here = format!("/nhap-danh-sach/{id}");
    if !who.is_fresh(visit.now) {
        return prove_again(visit, &here);
    }
    // The second press of two finds it under way, or done.
    let held = visit.site.uploads.with(id, contact, visit.now, |list| {
        if list.stage != UploadStage::Shown || !list.shown.can_be_taken {
            return None;
        }
        let bytes = list.bytes();
        list.stage = UploadStage::UnderWay;
        let choices = list.choices.clone();
        Some(bytes.map(|bytes| (list.name.clone(), list.format, list.sha256.clone(), choices, list.newest, bytes)))
    });
    let held = match held {
        None => return begin_again(visit, UploadFault::Gone),
        Some(None) => return Ok(visit.go(&here)),
        Some(Some(held)) => held,
    };
    let done = held.map_err(Trouble::from).and_then(|(name, format, sha256, choices, newest, bytes)| {
        let Some(reading) = read(visit, &name, format, &bytes, &choices) else { return Ok(None) };
        let columns = reading.columns.clone();
        let taken = visit.site.writer.at_desk(|desk| {
            desk.believe_the_clock()?;
            let defaults = choices.defaults.clone();
            let upload = Upload { reading, sha256, defaults, newest: Newest::Still(newest) };
            let options = options(&choices, Purpose::Keep, Flawed::AcceptGood);
            let clerk = clerk(visit)?;
            match import_upload(&mut desk.store, &desk.office, &clerk, upload, options) {
                Ok(taken) => Ok(Some(taken)),
                Err(ImportError::Overtaken) => Ok(None),
                Err(error) => Err(Trouble::from(error)),
            }
        })?;
        Ok(taken.map(|taken| (name, columns, taken, choices, newest)))
    });
    match done {
        Ok(Some((name, columns, taken, choices, newest))) => {
            let shown =
                ShownList::of((visit.voice(), visit.today()), &name, (&columns, &choices.columns), &taken.report);
            let shown = Arc::new(shown);
            let stage =
                if taken.report.outcome == ImportOutcome::Imported { UploadStage::Taken } else { UploadStage::Shown };
            let (to_mend, marks) = (taken.to_mend.map(|mend| Arc::new(mend.bytes)), taken.marks.map(Arc::new));
            visit.site.uploads.with(id, contact, visit.now, |list| {
                list.look(Looked { choices, newest, shown, to_mend, marks });
                list.stage = stage;
            });
            Ok(visit.go(&here))
        }
        Ok(None) => {
            // Another list is read, or something was recorded meanwhile: it is shown as it stands now.
            visit.site.uploads.with(id, contact, visit.now, |list| list.stage = UploadStage::Shown);
            let choices = visit.site.uploads.with(id, contact, visit.now, |list| list.choices.clone());
            match again(visit, who, choices.unwrap_or_default())? {
                Again::Looked => show_list(visit, true),
                Again::Busy => begin_again(visit, UploadFault::Busy),
                Again::Gone => begin_again(visit, UploadFault::Gone),
            }
        }
        Err(trouble) => {
            visit.site.uploads.with(id, contact, visit.now, |list| list.stage = UploadStage::Shown);
            Err(trouble)
        }
    }
}
