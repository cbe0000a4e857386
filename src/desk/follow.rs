//! A change takes effect on the letters that wait: the one place from which the desk asks for that.

use super::clerk::Clerk;
use crate::store::Store;
use crate::watch::{self, Office};

/// Plans the waiting letters of changed agreements anew, and says what could not be.
///
/// It comes after the change was kept: a letter that cannot be written takes nothing of it back, and the next scan looks
/// at these agreements in any case.
pub(super) fn letters_follow(store: &mut Store, office: &Office, clerk: &Clerk, changed: &[i64]) -> Vec<String> {
    let mut trouble = Vec::new();
    for id in changed {
        let replanned = match store.waiting_for(*id) {
            Ok(waiting) if waiting.is_empty() => continue,
            Ok(_) => watch::replan(store, office, *id, clerk.moment()),
            Err(error) => Err(error.into()),
        };
        if let Err(error) = replanned {
            trouble.push(format!("the letters that wait were not looked at anew, the next scan does it: {error}"));
        }
    }
    trouble.truncate(20);
    trouble
}
