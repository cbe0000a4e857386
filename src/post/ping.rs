//! Calls the address of an external monitor: one request without content, and its status line.

use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::Builder;
use tokio::time::Instant;

use super::smtp::{Connection, Security, SmtpSettings};
use super::{MailTrouble, TroubleKind};
use crate::message::answer::stored_reasons;

/// No call takes longer.
const PATIENCE: Duration = Duration::from_secs(20);

/// Calls `http://HOST[:PORT]/PATH` or `https://…` once, and says what is wrong where the answer is none of 2xx.
pub(crate) fn ping(url: &str) -> Result<(), MailTrouble> {
    let wrong = |why: &str| MailTrouble::new(TroubleKind::Unreachable, format!("{url}: {why}"));
    let (secure, rest) = match (url.strip_prefix("https://"), url.strip_prefix("http://")) {
        (Some(rest), _) => (Security::Tls, rest),
        (None, Some(rest)) => (Security::None, rest),
        (None, None) => return Err(wrong(stored_reasons::NOT_HTTP.stored_text())),
    };
    let (place, path) = rest.split_once('/').map_or((rest, String::new()), |(place, path)| (place, path.to_owned()));
    let usual = if secure == Security::Tls { 443 } else { 80 };
    let (host, port) = match place.rsplit_once(':') {
        Some((host, port)) if !port.contains(']') => {
            (host, port.parse().map_err(|_| wrong(stored_reasons::PORT_NO_NUMBER.stored_text()))?)
        }
        _ => (place, usual),
    };
    if host.is_empty() || !rest.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Err(wrong(stored_reasons::NO_ADDRESS.stored_text()));
    }
    let settings = SmtpSettings::new(host, port, secure);
    let runtime = Builder::new_current_thread().enable_all().build().map_err(|error| wrong(&error.to_string()))?;
    let called = runtime.block_on(async {
        let until = Instant::now() + PATIENCE;
        let tls = settings.tls().map_err(|error| wrong(&error.to_string()))?;
        let mut line = Connection::to(&settings, tls.as_ref().map(Arc::clone).as_ref(), until).await?;
        let request =
            format!("GET /{path} HTTP/1.1\r\nHost: {place}\r\nUser-Agent: pactwatch\r\nConnection: close\r\n\r\n");
        line.write(request.as_bytes(), until).await?;
        line.first_line(until).await
    });
    runtime.shutdown_background();
    let answer = called?;
    let status = answer.split(' ').nth(1).unwrap_or_default();
    if answer.starts_with("HTTP/1.") && status.starts_with('2') {
        Ok(())
    } else {
        Err(wrong(&format!("answered {answer}")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{BufRead, BufReader, Write};
    use std::net::TcpListener;

    #[test]
    fn an_address_is_called_once_and_its_answer_is_heard() {
        for (answer, good) in
            [("HTTP/1.1 200 OK\r\n\r\n", true), ("HTTP/1.0 404 no\r\n\r\n", false), ("220 mail\r\n", false)]
        {
            let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
            let port = listener.local_addr().expect("bound").port();
            let heard = std::thread::spawn(move || {
                let (stream, _) = listener.accept().expect("one call");
                let mut lines = BufReader::new(stream);
                let mut first = String::new();
                lines.read_line(&mut first).expect("a request");
                lines.get_mut().write_all(answer.as_bytes()).expect("an answer");
                first
            });
            let called = ping(&format!("http://127.0.0.1:{port}/ping/pact?x=1"));
            assert_eq!(called.is_ok(), good, "{answer}: {called:?}");
            assert_eq!(heard.join().expect("heard"), "GET /ping/pact?x=1 HTTP/1.1\r\n");
        }
        for none in ["ftp://x", "http://", "https://a b/", "http://127.0.0.1:x/"] {
            assert!(ping(none).is_err(), "{none}");
        }
    }
}
