//! The stylesheet and the script, embedded, under names that change with what is in them: a browser may keep them for ever.

use std::fmt::Write as _;
use std::sync::LazyLock;

use axum::http::{StatusCode, header};
use sha2::{Digest, Sha256};

use super::answer::Answer;

/// A file that goes with every page.
struct Asset {
    /// `page.css`.
    name: &'static str,
    kind: &'static str,
    bytes: &'static [u8],
}

const CSS: Asset =
    Asset { name: "page.css", kind: "text/css; charset=utf-8", bytes: include_bytes!("../../templates/web/page.css") };
const JS: Asset = Asset {
    name: "page.js",
    kind: "text/javascript; charset=utf-8",
    bytes: include_bytes!("../../templates/web/page.js"),
};
const ICON: Asset =
    Asset { name: "icon.svg", kind: "image/svg+xml", bytes: include_bytes!("../../templates/web/icon.svg") };

impl Asset {
    fn print(&self) -> String {
        let digest = Sha256::digest(self.bytes);
        let mut print = String::new();
        for byte in digest.iter().take(6) {
            let _ = write!(print, "{byte:02x}");
        }
        print
    }

    fn path(&self) -> String {
        format!("/assets/{}/{}", self.print(), self.name)
    }
}

static PATHS: LazyLock<[String; 3]> = LazyLock::new(|| [CSS.path(), JS.path(), ICON.path()]);

/// The route of the stylesheet.
pub(crate) fn css() -> &'static str {
    &PATHS[0]
}

/// The route of the script.
pub(crate) fn js() -> &'static str {
    &PATHS[1]
}

/// The route of the icon.
pub(crate) fn icon() -> &'static str {
    &PATHS[2]
}

/// The asset of that route; there are three, each under its present name alone.
pub(crate) fn asset(route: &str) -> Option<Answer> {
    let at = PATHS.iter().position(|path| path == route)?;
    let asset = [CSS, JS, ICON].into_iter().nth(at)?;
    let kept = "public, max-age=31536000, immutable".to_owned();
    Some(Answer::of(StatusCode::OK, asset.kind, asset.bytes.to_vec()).with(header::CACHE_CONTROL, kept))
}
