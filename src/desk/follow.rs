//! A change takes effect on the letters that wait: the one place from which the desk asks for that.

use super::clerk::Clerk;
use crate::lifecycle::reminder::Subject;
use crate::store::Store;
use crate::watch::{self, Office};

/// So many agreements are looked at together: a letter that speaks of several of them is written anew once.
const TOGETHER: usize = 200;

/// Plans the waiting letters of changed agreements anew, and says what could not be.
///
/// It comes after the change was kept: a letter that cannot be written takes nothing of it back, and the next scan looks
/// at these agreements in any case.
pub(super) fn letters_follow(store: &mut Store, office: &Office, clerk: &Clerk, changed: &[i64]) -> Vec<String> {
    let changed: Vec<Subject> = changed.iter().copied().map(Subject::Agreement).collect();
    letters_follow_on(store, office, clerk, &changed)
}

/// The same for whatever a letter can be about.
pub(super) fn letters_follow_on(store: &mut Store, office: &Office, clerk: &Clerk, changed: &[Subject]) -> Vec<String> {
    let mut trouble = Vec::new();
    for some in changed.chunks(TOGETHER) {
        if let Err(error) = watch::replan(store, office, some, clerk.moment()) {
            trouble.push(format!("the letters that wait were not looked at anew, the next scan does it: {error}"));
        }
    }
    trouble.truncate(20);
    trouble
}
