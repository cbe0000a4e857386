//! Our side of the conversations with a scripted server.

use std::time::Duration;

use pactwatch::post::{
    Login, Password, PlainLogin, Post, Security, SendOutcome, SmtpPost, SmtpSettings, Timeouts, TroubleKind, mime,
};

use crate::parcel;
use crate::server::Server;

pub(crate) const FROM: &str = "pactwatch@example.vn";
pub(crate) const TO: &str = "desk-korea@example.vn";
pub(crate) const PASSWORD: &str = "mật-khẩu-7";

/// Patient enough for a busy machine, where nothing is meant to run out.
pub(crate) fn settings(port: u16) -> SmtpSettings {
    let mut settings = SmtpSettings::new("127.0.0.1", port, Security::None);
    settings.hello = Some("office.example.vn".to_owned());
    settings.timeouts = Timeouts { goodbye: Duration::from_secs(10), ..Timeouts::default() };
    settings
}

pub(crate) fn post(server: &Server) -> SmtpPost {
    SmtpPost::new(settings(server.port)).unwrap()
}

/// A post that gives up after 150 ms at that stage, and is patient at every other.
pub(crate) fn hasty(server: &Server, stage: &str) -> SmtpPost {
    let soon = Duration::from_millis(150);
    let mut settings = settings(server.port);
    let timeouts = &mut settings.timeouts;
    let deadline = match stage {
        "greeting" | "EHLO" => &mut timeouts.opening,
        "MAIL" | "RCPT" | "DATA" => &mut timeouts.envelope,
        "." => &mut timeouts.dot,
        other => panic!("no deadline is about {other}"),
    };
    *deadline = soon;
    SmtpPost::new(settings).unwrap()
}

pub(crate) fn with_login(server: &Server) -> SmtpSettings {
    let login = Login { username: "pactwatch".to_owned(), password: Password::new(PASSWORD) };
    SmtpSettings { login: Some(login), plain_login: PlainLogin::Allowed, ..settings(server.port) }
}

pub(crate) fn letter(nth: usize) -> Vec<u8> {
    let mut parcel = parcel();
    parcel.message_id = format!("{nth}@example.vn");
    mime(&parcel).unwrap()
}

pub(crate) fn send(post: &mut SmtpPost, nth: usize) -> SendOutcome {
    post.send(FROM, TO, &letter(nth))
}

pub(crate) fn kind(outcome: &SendOutcome) -> Option<TroubleKind> {
    match outcome {
        SendOutcome::Unavailable(trouble) | SendOutcome::Broken(trouble) => Some(trouble.what),
        _ => None,
    }
}

pub(crate) fn accepted(outcome: &SendOutcome) -> bool {
    matches!(outcome, SendOutcome::Accepted { .. })
}
