//! The nonce of a preview: a mark over everything that was shown, good for half an hour and for one deed.
//!
//! Nothing is kept until it is spent; a form that was changed on its way back, or shown over other acts, has another mark.

use chrono::{DateTime, TimeDelta, Utc};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use super::WebError;
use super::secret::{random, same};
use crate::text::hex;

/// A preview is confirmed within so many minutes.
const MINUTES: i64 = 30;
/// Random digits that make each preview another one.
const RANDOM_DIGITS: usize = 16;

/// The nonce of what is shown now. `key` is a secret of whoever may confirm it; `over` is everything shown, in order.
pub(crate) fn nonce(key: &str, over: &[impl AsRef<str>], now: DateTime<Utc>) -> Result<String, WebError> {
    let salt: String = random()?.chars().take(RANDOM_DIGITS).collect();
    let at = now.timestamp().to_string();
    let mark = mark(key, &at, &salt, over);
    Ok(format!("{at}.{salt}.{mark}"))
}

/// Until when a nonce holds for what is shown; `None` where it does not.
pub(crate) fn holds(key: &str, over: &[impl AsRef<str>], nonce: &str, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let mut parts = nonce.split('.');
    let (at, salt, given) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || !same(&mark(key, at, salt, over), given) {
        return None;
    }
    let made = DateTime::from_timestamp(at.parse().ok()?, 0)?;
    let ends_at = made + TimeDelta::minutes(MINUTES);
    (now < ends_at).then_some(ends_at)
}

fn mark(key: &str, at: &str, salt: &str, over: &[impl AsRef<str>]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes()).expect("a key of any length is taken");
    for part in ["pactwatch preview", at, salt].into_iter().chain(over.iter().map(AsRef::as_ref)) {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part.as_bytes());
    }
    hex(&mac.finalize().into_bytes()[..16])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nonce_holds_for_what_was_shown_and_for_half_an_hour() {
        let now: DateTime<Utc> = "2027-03-16T02:00:00Z".parse().expect("an instant");
        let made = nonce("key", &["a", "bc"], now).unwrap_or_else(|error| panic!("{error}"));
        let after = |minutes| now + TimeDelta::minutes(minutes);
        for (key, over, at, good) in [
            ("key", ["a", "bc"], after(0), true),
            ("key", ["a", "bc"], after(29), true),
            ("key", ["a", "bc"], after(30), false),
            ("other", ["a", "bc"], after(0), false),
            ("key", ["ab", "c"], after(0), false),
            ("key", ["a", "bd"], after(0), false),
        ] {
            assert_eq!(holds(key, &over, &made, at).is_some(), good, "{key} {over:?} {at}");
        }
        assert_ne!(made, nonce("key", &["a", "bc"], now).unwrap_or_default(), "each preview is another");
    }
}
