//! The login: PLAIN (RFC 4616) where offered, else LOGIN, which old servers know.
//!
//! No secret leaves here except on the connection; a secret in a server's reply is masked by [`secret_forms`].

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use tokio::time::Instant;

use super::super::{MailTrouble, TroubleKind};
use super::connection::Connection;
use super::extensions::{Mechanism, ServerExtensions};
use super::settings::Login;
use crate::message::answer::stored_reasons;

/// Logs in by the best of the offered ways.
pub(super) async fn log_in(
    line: &mut Connection,
    offer: &ServerExtensions,
    login: &Login,
    until: Instant,
) -> Result<(), MailTrouble> {
    let Some(mechanism) = [Mechanism::Plain, Mechanism::Login].into_iter().find(|m| offer.mechanisms.contains(m))
    else {
        let why = if offer.tokens {
            stored_reasons::NO_PASSWORDS.stored_text()
        } else {
            stored_reasons::NO_LOGIN_OFFERED.stored_text()
        };
        return Err(MailTrouble::new(TroubleKind::NotOffered, why));
    };
    let steps = match mechanism {
        Mechanism::Plain => vec![format!("AUTH PLAIN {}", plain(login))],
        Mechanism::Login => {
            vec![
                "AUTH LOGIN".to_owned(),
                STANDARD.encode(login.username.as_bytes()),
                STANDARD.encode(login.password.reveal().as_bytes()),
            ]
        }
    };
    let who = format!("the login as {}", login.username);
    let last = steps.len() - 1;
    for (nth, step) in steps.iter().enumerate() {
        let reply = line.ask(step, until).await?;
        match reply.code {
            235 if nth == last => return Ok(()),
            334 if nth < last => {}
            400..500 => return Err(reply.trouble(TroubleKind::LoginLater, &who)),
            500.. => return Err(reply.trouble(TroubleKind::Login, &who)),
            _ => return Err(reply.trouble(TroubleKind::Protocol, &who)),
        }
    }
    Err(MailTrouble::new(TroubleKind::Protocol, stored_reasons::LOGIN_ENDLESS.stored_text()))
}

/// The password as it is, and as PLAIN and LOGIN put it on the line.
pub(super) fn secret_forms(login: &Login) -> Vec<String> {
    let password = login.password.reveal();
    vec![plain(login), STANDARD.encode(password.as_bytes()), password.to_owned()]
}

fn plain(login: &Login) -> String {
    STANDARD.encode(format!("\0{}\0{}", login.username, login.password.reveal()).as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::post::Password;

    #[test]
    fn plain_as_in_rfc_4616() {
        // printf '\0tim\0tanstaaftanstaaf' | base64
        let login = Login { username: "tim".to_owned(), password: Password::new("tanstaaftanstaaf") };
        assert_eq!(plain(&login), "AHRpbQB0YW5zdGFhZnRhbnN0YWFm");
    }
}
