//! The notes of a sheet: their texts, the shapes in which they are shown, and what refers to both.
//!
//! A sheet that has notes already keeps them; a cell that has one of its own gets no second.

use super::Notes;
use super::parts::{WorkbookParts, each_tag, escaped, place, value};

const NOTES_KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments";
const SHAPES_KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/vmlDrawing";
const NOTES_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml";
const SHAPES_TYPE: &str = "application/vnd.openxmlformats-officedocument.vmlDrawing";
const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

/// Whether the sheet refers to the shapes of its notes.
pub(super) enum Attached {
    /// It does already.
    Known,
    /// It has to, under this name.
    New(String),
}

/// Adds the notes of the sheet in that part; `nth` makes the names of new parts.
pub(super) fn attach(parts: &mut WorkbookParts<'_>, sheet: &str, notes: &Notes, nth: usize) -> Option<Attached> {
    let (folder, name) = sheet.rsplit_once('/')?;
    let links_at = format!("{folder}/_rels/{name}.rels");
    let links = parts.text(&links_at);
    let (mut texts, mut shapes) = (None, None);
    each_tag(links.as_deref().unwrap_or_default(), |tag| {
        let target = value(tag, "Target").map(|target| whole(folder, &target));
        match value(tag, "Type").as_deref().map(|kind| kind.rsplit('/').next().unwrap_or(kind).to_owned()).as_deref() {
            Some("comments") => texts = target,
            Some("vmlDrawing") => shapes = target,
            _ => {}
        }
    })?;
    if let (Some(texts), Some(shapes)) = (texts, shapes) {
        let known = parts.text(&texts)?;
        let mut there = Vec::new();
        each_tag(&known, |tag| {
            if tag.local_name().as_ref() == "comment" {
                there.extend(value(tag, "ref"));
            }
        })?;
        let new: Notes = notes
            .iter()
            .filter(|(at, _)| !there.contains(&place(**at)))
            .map(|(at, text)| (*at, text.clone()))
            .collect();
        let close = known[..known.rfind("commentList>")?].rfind("</")?;
        let prefix = known[close + 2..].split("commentList").next().unwrap_or_default().to_owned();
        let with: String = new.iter().map(|(at, text)| comment(*at, text, &prefix)).collect();
        parts.put(&texts, format!("{}{with}{}", &known[..close], &known[close..]));
        let drawn = parts.text(&shapes)?;
        let close = drawn.rfind("</xml>")?;
        let with: String = new.keys().enumerate().map(|(nth, at)| shape(*at, 60_000 + nth)).collect();
        parts.put(&shapes, format!("{}{with}{}", &drawn[..close], &drawn[close..]));
        return Some(Attached::Known);
    }
    let (texts, shapes) = (format!("xl/notes_of_flaws{nth}.xml"), format!("xl/drawings/notes_of_flaws{nth}.vml"));
    let comments: String = notes.iter().map(|(at, text)| comment(*at, text, "")).collect();
    parts.put(&texts, format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><comments xmlns="{MAIN}"><authors><author>pactwatch</author></authors><commentList>{comments}</commentList></comments>"#
    ));
    let drawn: String = notes.keys().enumerate().map(|(nth, at)| shape(*at, 1_025 + nth)).collect();
    parts.put(&shapes, format!(
        r#"<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{}"/></o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>{drawn}</xml>"#,
        nth + 1
    ));
    let [texts_id, shapes_id] = ["notesOfFlaws", "shapesOfFlaws"];
    let empty = || {
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>"#.to_owned()
    };
    let new = format!(
        r#"<Relationship Id="{texts_id}" Type="{NOTES_KIND}" Target="/{texts}"/><Relationship Id="{shapes_id}" Type="{SHAPES_KIND}" Target="/{shapes}"/>"#
    );
    let links = before_end(&links.unwrap_or_else(empty), "Relationships", &new)?;
    parts.put(&links_at, links);
    let types = parts.text("[Content_Types].xml")?;
    let shapes_type = format!(r#"<Default Extension="vml" ContentType="{SHAPES_TYPE}"/>"#);
    let known = types.contains("Extension=\"vml\"");
    let of_notes = format!(r#"<Override PartName="/{texts}" ContentType="{NOTES_TYPE}"/>"#);
    let new = format!("{}{of_notes}", if known { "" } else { &shapes_type });
    parts.put("[Content_Types].xml", before_end(&types, "Types", &new)?);
    Some(Attached::New(shapes_id.to_owned()))
}

/// A target as a path from the root of the workbook.
fn whole(folder: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    let mut steps: Vec<&str> = folder.split('/').collect();
    for step in target.split('/') {
        match step {
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// The text with more before the end of its outermost tag, which may be empty so far.
fn before_end(xml: &str, tag: &str, more: &str) -> Option<String> {
    if let Some(close) = xml.rfind(&format!("</{tag}>")) {
        return Some(format!("{}{more}{}", &xml[..close], &xml[close..]));
    }
    let close = xml.trim_end().strip_suffix("/>")?;
    Some(format!("{close}>{more}</{tag}>"))
}

fn comment(at: (u32, u32), text: &str, prefix: &str) -> String {
    let (at, text, p) = (place(at), escaped(text), prefix);
    format!(
        r#"<{p}comment ref="{at}" authorId="0"><{p}text><{p}t xml:space="preserve">{text}</{p}t></{p}text></{p}comment>"#
    )
}

fn shape((row, column): (u32, u32), id: usize) -> String {
    let (right, far, top, bottom) = (column + 1, column + 5, row.saturating_sub(1), row + 5);
    format!(
        r##"<v:shape id="_x0000_s{id}" type="#_x0000_t202" style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"/><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{right}, 15, {top}, 2, {far}, 15, {bottom}, 2</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"##
    )
}
