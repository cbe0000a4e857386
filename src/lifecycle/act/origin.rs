//! By which way an act came, who recorded it and who decided.
//!
//! Stored after the act's own values and only where there is something to store, so that the bytes of older acts do not
//! change.

use serde::{Deserialize, Serialize};

/// By which way an act came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Via {
    Command,
    /// A list: CSV, workbook, TOML.
    List,
    Page,
    /// A link in a letter.
    Link,
}

impl Via {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Command => "command",
            Self::List => "list",
            Self::Page => "page",
            Self::Link => "link",
        }
    }
}

/// Where an act comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// By which way; unknown for acts of earlier versions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub via: Option<Via>,
    /// The name, on that day, of the contact who recorded; none where who recorded is no contact.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recorder: Option<String>,
    /// Who decided, in the recorder's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_by: Option<String>,
    /// The name that was typed, where a link or a shared contact does not tell it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub written_by: Option<String>,
    /// The Message-ID of the letter whose link was used.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub letter: Option<String>,
}

impl Origin {
    /// The keys under which an act's carried values hold it; no value of an act has one of them.
    pub const KEYS: [&'static str; 5] = ["via", "recorder", "decided_by", "written_by", "letter"];
}
