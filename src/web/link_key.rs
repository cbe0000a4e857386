//! A new key for the links in letters.

use std::path::{Path, PathBuf};

use super::WebError;
use super::secret::bytes;
use crate::config::LinkKeyFile;
use crate::desk::open::configuration;
use crate::message::link::LinkKey;

/// Makes a key, puts it before the others, and says in which file and how many there are now.
pub(crate) fn new_link_key(config: &Path) -> Result<(PathBuf, usize), WebError> {
    let config = configuration(config)?;
    let web = config.web.as_ref().ok_or(WebError::NoPage)?;
    let file = LinkKeyFile::of(web);
    let keys = file.add(&LinkKey::of_bytes(bytes()?))?;
    Ok((web.key_file.clone(), keys))
}
