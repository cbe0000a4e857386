//! What a browser sent: the route, its query and form, the files and cookies that came with it.

use std::collections::HashMap;

use axum::http::Method;

use super::multipart::UploadedFile;
use crate::message::link::ROUTE;
use crate::text::prose;

/// What a browser sent.
#[derive(Clone, Debug)]
pub(crate) struct PageRequest {
    pub(crate) method: Method,
    /// The route, without the page's own path.
    pub(crate) route: String,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) form: Vec<(String, String)>,
    /// Files that came with the form.
    pub(crate) files: Vec<UploadedFile>,
    pub(crate) cookies: Vec<String>,
    /// The machine it came from, as far as it can be believed.
    pub(crate) machine: String,
    /// What the browser calls itself.
    pub(crate) agent: String,
    /// The parts of the path that the route names.
    pub(crate) parts: HashMap<String, String>,
    /// What the browser has of this page already.
    pub(crate) known_tag: Option<String>,
}

impl PageRequest {
    /// A value of the query; the first of several.
    pub(crate) fn query(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(key, value)| key == name && !value.trim().is_empty()).map(|(_, value)| value.trim())
    }

    /// Every value of that name.
    pub(crate) fn queries(&self, name: &str) -> Vec<&str> {
        self.query
            .iter()
            .filter(|(key, value)| key == name && !value.is_empty())
            .map(|(_, value)| value.as_str())
            .collect()
    }

    /// A field of the form.
    pub(crate) fn field(&self, name: &str) -> Option<&str> {
        self.form.iter().find(|(key, _)| key == name).map(|(_, value)| value.trim())
    }

    /// Every field of that name, as boxes that are ticked send it.
    pub(crate) fn fields(&self, name: &str) -> Vec<&str> {
        self.form.iter().filter(|(key, _)| key == name).map(|(_, value)| value.trim()).collect()
    }

    /// Whether a field says anything, as a box that is ticked does.
    pub(crate) fn says(&self, name: &str) -> bool {
        self.field(name).is_some_and(|text| !text.is_empty())
    }

    /// What a field says, as it may stand in the register; empty where it may not, or is longer.
    pub(crate) fn prose(&self, name: &str, longest: usize) -> String {
        self.field(name).and_then(|text| prose(text, longest).ok()).unwrap_or_default()
    }

    /// The nonce of the preview that a form confirms.
    pub(crate) fn nonce(&self) -> &str {
        self.field("nonce").unwrap_or_default()
    }

    /// The newest act that a form was made over.
    pub(crate) fn newest(&self) -> i64 {
        self.field("newest").and_then(|text| text.parse().ok()).unwrap_or(0)
    }

    /// A part of the path.
    pub(crate) fn part(&self, name: &str) -> &str {
        self.parts.get(name).map_or("", String::as_str)
    }

    /// The route as a page may show it: without the secret of a link.
    pub(super) fn shown(&self) -> String {
        if self.route.starts_with(ROUTE) { ROUTE.to_owned() } else { self.here() }
    }

    /// The route with its query, to come back to.
    pub(super) fn here(&self) -> String {
        let here = format!("{}{}", encoded_path(&self.route), query_text(&self.query));
        if here.len() <= 1_000 { here } else { "/".to_owned() }
    }
}

/// A path as it stands in a link; it is percent-encoded already where it comes from a request.
fn encoded_path(path: &str) -> String {
    path.chars().filter(char::is_ascii_graphic).collect()
}

/// `?a=b&c=d`, or nothing.
pub(crate) fn query_text(pairs: &[(String, String)]) -> String {
    let one = |(key, value): &(String, String)| format!("{}={}", encoded(key), encoded(value));
    let all: Vec<String> = pairs.iter().map(one).collect();
    if all.is_empty() { String::new() } else { format!("?{}", all.join("&")) }
}

/// A text as one segment of a path, or one value of a query.
pub(crate) fn encoded(text: &str) -> String {
    const KEPT: &percent_encoding::AsciiSet =
        &percent_encoding::NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');
    percent_encoding::utf8_percent_encode(text, KEPT).to_string()
}
