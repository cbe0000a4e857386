//! The office's rules in a simulated world, as the text of a `config.toml` whose parts can be changed.

use std::fmt::Write as _;

use pactwatch::config::{self, Checks};
use pactwatch::watch::Office;

/// What can change about the rules.
#[derive(Clone, Debug)]
pub(crate) struct Rules {
    /// The ladders' tables; empty for the shipped ones.
    pub(crate) ladders: String,
    /// Absences: contact, first day, last day, substitute (empty for none).
    pub(crate) away: Vec<(&'static str, String, String, &'static str)>,
    /// Contacts besides the head, the director and the fallback.
    pub(crate) desks: Vec<&'static str>,
    /// Contacts whose address is not `ID@example.vn`.
    pub(crate) mended: Vec<(&'static str, &'static str)>,
    /// An address that stood in the configuration until that day.
    pub(crate) until: Option<(&'static str, pactwatch::lifecycle::day::Day)>,
    /// More reminders than this for one person become one letter.
    pub(crate) bundle_over: u32,
    /// More reminders than this wait for a word.
    pub(crate) brake: u32,
    /// Whether what comes round each year asks too: duties of the office, in letters to the head.
    pub(crate) yearly: Yearly,
    /// `partners`, `all` or `none`.
    pub(crate) observances: &'static str,
}

/// Whether the year's own duties ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Yearly {
    /// As they are shipped.
    Asks,
    /// By a ladder without rungs: a test about agreements sees letters about agreements.
    Silent,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            ladders: String::new(),
            away: Vec::new(),
            mended: Vec::new(),
            until: None,
            desks: vec!["desk-a", "desk-b"],
            bundle_over: 1,
            brake: 200,
            yearly: Yearly::Silent,
            observances: "none",
        }
    }
}

/// The contact who hears what nobody else can be told.
pub(crate) const FALLBACK: &str = "it";

/// Ladders an office might write: nearer and farther rungs, other people, months and working days, nothing after the day.
pub(crate) const LADDERS: [&str; 5] = [
    "",
    r#"[ladder.expiry]
rungs = [{ before = "1y", to = ["officer"] }, { before = "60d", to = ["officer", "head"] }, { before = "5wd", to = ["head"] },
         { after = "3d", to = ["officer", "director"], escalate = true }]
"#,
    r#"[ladder.expiry]
rungs = [{ before = "6m", to = ["officer", "head"] }, { before = "0d", to = ["officer"] }, { after = "2w", to = ["director", "head"] }]
[ladder.review]
rungs = [{ before = "30d", to = ["officer", "head"] }, { after = "1d", to = ["officer"] }]
"#,
    r#"[ladder.notice]
rungs = [{ before = "120d", to = ["officer", "director"] }, { before = "10wd", to = ["officer", "head"] }]
[ladder.duty]
rungs = [{ before = "5d", to = ["officer"] }, { after = "2d", to = ["head", "director"], escalate = true }]
"#,
    r#"[ladder.review]
rungs = [{ before = "90d", to = ["officer"] }, { before = "45d", to = ["officer"] }, { before = "20d", to = ["officer"] },
         { after = "10d", to = ["officer", "head"] }]
[ladder.effect]
rungs = [{ after = "10d", to = ["officer"] }, { after = "40d", to = ["head"] }]
"#,
];

impl Rules {
    /// The contact's address.
    pub(crate) fn address(&self, id: &str) -> String {
        let own = self.mended.iter().find(|(who, _)| *who == id);
        own.map_or_else(|| format!("{id}@example.vn"), |(_, email)| (*email).to_owned())
    }

    /// The whole file.
    pub(crate) fn text(&self) -> String {
        let mut text = format!(
            "[office]\nname = \"Sở Ngoại vụ\"\nfallback = \"{FALLBACK}\"\n\
             [post]\ntransport = \"file\"\ndirectory = \"letters\"\nfrom = \"Theo dõi <pactwatch@example.vn>\"\n\
             bundle_over = {}\nbrake = {}\n[observances]\nscope = \"{}\"\n\
             [roles]\nhead = [\"head\"]\ndirector = [\"director\"]\n",
            self.bundle_over, self.brake, self.observances
        );
        for id in self.desks.iter().chain(&["head", "director", FALLBACK]) {
            let email = self.address(id);
            write!(text, "[contacts.{id}]\nname = \"{id}\"\nemail = \"{email}\"\n").expect("a String takes all");
            let mine = self.away.iter().filter(|(who, ..)| who == id).map(|(_, from, to, substitute)| {
                let instead =
                    if substitute.is_empty() { String::new() } else { format!(", substitute = \"{substitute}\"") };
                format!("{{ from = {from}, to = {to}{instead} }}")
            });
            let mine: Vec<String> = mine.collect();
            if !mine.is_empty() {
                writeln!(text, "away = [{}]", mine.join(", ")).expect("a String takes all");
            }
        }
        if self.yearly == Yearly::Silent {
            text.push_str("[ladder.yearly]\nrungs = []\n");
        }
        text + &self.ladders
    }

    /// The snapshot a scan works with.
    pub(crate) fn office(&self) -> Office {
        let text = self.text();
        let config = config::parse(&text, std::path::Path::new("."), &Checks::NONE);
        let config = config.unwrap_or_else(|error| panic!("{error}\n{text}"));
        Office::new(&config).unwrap_or_else(|error| panic!("{error}"))
    }
}
