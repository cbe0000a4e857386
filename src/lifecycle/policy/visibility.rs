//! What a reader sees of a restricted agreement: all of it, or its reference and its days.

use crate::lifecycle::agreement::Restricted;

/// Whose eyes an answer is for. Of a restricted agreement that someone may not see no filter on anything but its
/// reference and its days tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Clearance {
    /// The program itself, or someone who may see all of it.
    #[default]
    All,
    /// Someone who may see those of these contacts alone; of none where there are none.
    OwnOf(Vec<String>),
}

impl Clearance {
    /// What is seen of an agreement of these officers.
    pub fn sight(&self, restricted: Restricted, officers: &[String]) -> Sight {
        match self {
            Self::OwnOf(own) if restricted == Restricted::Yes && !officers.iter().any(|one| own.contains(one)) => {
                Sight::ReferenceAndDays
            }
            _ => Sight::Whole,
        }
    }
}

/// What someone sees of an agreement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    Whole,
    /// Its reference and its days.
    ReferenceAndDays,
}
