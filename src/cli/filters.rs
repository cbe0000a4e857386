//! The filters that `list` and `export` share.

use super::args;
use crate::desk::list::{Inheritance, Query};
use crate::exchange::cell_forms;
use crate::lifecycle::day::Day;
use crate::lifecycle::milestone::Status;

#[derive(Debug, clap::Args)]
pub(crate) struct Filters {
    /// Only this status; may be given several times
    #[arg(long, value_parser = status, value_delimiter = ',')]
    status: Vec<Status>,
    /// Only this partner: its id or a part of its name
    #[arg(long)]
    partner: Option<String>,
    /// Only partners of this country: its ISO 3166 code of two letters, or its name
    #[arg(long, value_parser = country)]
    country: Option<String>,
    /// Only what this contact looks after
    #[arg(long, value_name = "CONTACT")]
    officer: Option<String>,
    /// Only what serves this strategy or plan, by its reference
    #[arg(long, value_name = "REF")]
    under: Option<String>,
    /// Only what ends on that day or later
    #[arg(long, value_name = "DAY", value_parser = args::day)]
    ends_from: Option<Day>,
    /// Only what ends before that day
    #[arg(long, value_name = "DAY", value_parser = args::day)]
    ends_before: Option<Day>,
    /// Only what these words occur in, with or without diacritics
    #[arg(long)]
    text: Option<String>,
    /// Only what one of our parties signed that has been succeeded, and that binds or may bind: who stands in its place, and
    /// whether the partner was told
    #[arg(long)]
    pub(crate) inherited: bool,
    /// With --inherited: only where the partner was not told yet
    #[arg(long, requires = "inherited")]
    untold: bool,
}

fn status(text: &str) -> Result<Status, String> {
    Status::named(text).ok_or_else(|| {
        let known = Status::ALL.map(Status::name).join(", ");
        format!("a status is one of {known}")
    })
}

fn country(text: &str) -> Result<String, String> {
    cell_forms::country::read(text).map(str::to_owned).map_err(|error| error.to_string())
}

impl Filters {
    pub(crate) fn query(&self) -> Query {
        Query {
            status: self.status.clone(),
            partner: self.partner.clone(),
            country: self.country.clone(),
            officer: self.officer.clone(),
            under: self.under.clone(),
            ends_from: self.ends_from,
            ends_before: self.ends_before,
            text: self.text.clone(),
            inherited: match (self.inherited, self.untold) {
                (_, true) => Inheritance::Untold,
                (true, false) => Inheritance::Inherited,
                (false, false) => Inheritance::Any,
            },
            ..Query::default()
        }
    }
}
