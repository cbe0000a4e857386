//! Who looks after a matter, as a digest names them.

use super::DigestBuilder;
use crate::lifecycle::agreement::Facts;
use crate::watch::digest::DigestReader;

impl DigestBuilder<'_> {
    /// Who looks after an agreement, for those who look after many; of a restricted one that would tell the country.
    pub(super) fn owner(&self, facts: &Facts) -> Option<String> {
        if facts.is_restricted() { None } else { self.names(&facts.officers) }
    }

    pub(super) fn names(&self, people: &[String]) -> Option<String> {
        if self.reader == DigestReader::Officer {
            return None;
        }
        let mut names: Vec<&str> = Vec::new();
        for contact in people.iter().filter_map(|id| self.office.circle.contact(id)) {
            if !names.contains(&contact.name.as_str()) {
                names.push(&contact.name);
            }
        }
        (!names.is_empty()).then(|| names.join(", "))
    }
}
