//! The menu on top of every page: the pages that somebody has, and what they are called.

use serde::Serialize;

use crate::desk::rights::Viewer;
use crate::message::answer::pages as words;
use crate::message::{Voice, Words};

#[derive(Serialize)]
pub(crate) struct Entry {
    /// What a page says it is.
    name: &'static str,
    route: &'static str,
    label: &'static str,
}

/// The entries, `mine` being what the first page is called.
pub(crate) fn entries(mine: Words, viewer: Option<&Viewer>, voice: Voice) -> Vec<Entry> {
    let entry = |name, route, label: Words| Entry { name, route, label: label.of(voice) };
    let admin = viewer.is_some_and(Viewer::administers).then(|| entry("admin", "/quan-tri", words::ADMINISTRATION));
    [
        entry("home", "/", mine),
        entry("register", "/thoa-thuan", words::REGISTER),
        entry("calendar", "/lich", words::CALENDAR),
        entry("year", "/ke-hoach", words::PLAN),
        entry("letters", "/thu-nhac", words::LETTERS),
    ]
    .into_iter()
    .chain(admin)
    .collect()
}
