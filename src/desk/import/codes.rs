//! Codes that differ from a known one by capitals, dashes or zeros alone: `xx-kr-2022-1` for `XX-KR-2022-01`.
//!
//! Taken as new it would stand in the register twice, and every letter would go twice; so it is asked about. The codes of the
//! register are read through once, when the first unknown one is met; of each a number is kept.

use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use crate::desk::DeskError;
use crate::store::Tx;

/// Codes read together.
const PAGE: usize = 5_000;

/// The codes of the register, as they are compared.
#[derive(Debug, Default)]
pub(super) struct Codes(Option<HashMap<u64, i64>>);

impl Codes {
    /// The code of the register that one it does not have resembles.
    pub(super) fn resembled(&mut self, tx: &Tx<'_>, reference: &str) -> Result<Option<String>, DeskError> {
        if self.0.is_none() {
            self.0 = Some(load(tx)?);
        }
        let Some(id) = self.0.as_ref().and_then(|known| known.get(&key(reference))).copied() else { return Ok(None) };
        let known = tx.agreement(id)?.facts.reference;
        Ok(Some(known).filter(|known| known != reference))
    }

    /// Learns a code that has just come in.
    pub(super) fn learn(&mut self, id: i64, reference: &str) {
        if let Some(known) = &mut self.0 {
            known.entry(key(reference)).or_insert(id);
        }
    }
}

fn load(tx: &Tx<'_>) -> Result<HashMap<u64, i64>, DeskError> {
    let (mut known, mut after) = (HashMap::new(), 0);
    loop {
        let page = tx.references_after(after, PAGE)?;
        let Some((last, _)) = page.last() else { return Ok(known) };
        after = *last;
        known.extend(page.iter().map(|(id, reference)| (key(reference), *id)));
    }
}

fn key(reference: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    compared(reference).hash(&mut hasher);
    hasher.finish()
}

/// A code as it is compared: in capitals, its dashes alike, without the zeros before its numbers.
fn compared(reference: &str) -> String {
    let alike = |c: char| match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '_' => '-',
        other => other,
    };
    let capitals: String = reference.trim_end_matches('.').to_uppercase().chars().map(alike).collect();
    let part = |part: &str| {
        let number = !part.is_empty() && part.chars().all(|c| c.is_ascii_digit() || matches!(c, 'O' | 'I' | 'L'));
        if !number || !part.contains(|c: char| c.is_ascii_digit()) {
            return part.to_owned();
        }
        let figures = part.replace('O', "0").replace(['I', 'L'], "1");
        let bare = figures.trim_start_matches('0');
        if bare.is_empty() { "0".to_owned() } else { bare.to_owned() }
    };
    capitals.split('-').map(part).collect::<Vec<_>>().join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_that_are_one_but_for_their_writing() {
        let known = compared("XX-KR-2022-01");
        for code in [
            "xx-kr-2022-01",
            "XX\u{2013}KR\u{2013}2022\u{2013}01",
            "XX\u{2011}KR-2022-01",
            "XX-KR-2022-1",
            "XX-KR-2022-O1",
            "XX_KR_2022_01",
            "XX-KR-2022-01.",
        ] {
            assert_eq!(compared(code), known, "{code}");
        }
        for code in ["XX-KR-2022-10", "XX-KR-2021-01", "XX-LA-2022-01", "XX-KR-2022-01-A"] {
            assert_ne!(compared(code), known, "{code}");
        }
    }
}
