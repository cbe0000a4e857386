//! The connection to the server: bytes out, replies in, plain or under TLS, all of it bounded.
//!
//! It knows what a reply looks like and not what it means. The invariant: every read and write has a deadline that slow
//! traffic does not extend, a reply has at most [`REPLY_BYTES`], and nothing that was received before a command, or
//! before TLS, counts as its reply.

use std::future::poll_fn;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::Poll;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout_at};
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::ClientConfig;
use tokio_rustls::rustls::pki_types::ServerName;

use super::super::{MailTrouble, TroubleKind};
use super::connect::connect;
use super::reply::{ParsedReply, Reply, printable};
use super::settings::SmtpSettings;
use super::trust::cure;
use crate::message::answer::stored_reasons;

/// No honest reply is longer; 64 KiB of greeting end here.
const REPLY_BYTES: usize = 16 * 1024;
const CHUNK_BYTES: usize = 4 * 1024;

/// An open line.
pub(in crate::post) struct Connection {
    stream: Stream,
    /// Read and not yet used.
    heard: Vec<u8>,
}

enum Stream {
    Plain(TcpStream),
    Tls(Box<TlsStream<TcpStream>>),
}

/// What is on the line before it is our turn to listen.
pub(super) enum UnaskedBytes {
    /// Nothing, as it should be.
    Silence,
    /// The server has replied, or closed the connection.
    Something,
}

impl Connection {
    pub(super) fn new(tcp: TcpStream) -> Result<Self, MailTrouble> {
        // Without it every letter waits for a delayed acknowledgement: 23 letters a second instead of thousands.
        tcp.set_nodelay(true).map_err(|error| broken(&error))?;
        Ok(Self { stream: Stream::Plain(tcp), heard: Vec::new() })
    }

    /// Our own end.
    pub(super) fn local_addr(&self) -> io::Result<SocketAddr> {
        match &self.stream {
            Stream::Plain(tcp) => tcp.local_addr(),
            Stream::Tls(tls) => tls.get_ref().0.local_addr(),
        }
    }

    /// The handshake. Whatever the server has said beyond its last reply was not said by the holder of the key:
    /// refused.
    pub(super) async fn secure(self, tls: &Arc<ClientConfig>, host: &str, until: Instant) -> Result<Self, MailTrouble> {
        if !self.heard.is_empty() {
            return Err(MailTrouble::new(TroubleKind::Tls, stored_reasons::INJECTED.stored_text()));
        }
        let Stream::Plain(tcp) = self.stream else {
            return Err(MailTrouble::new(TroubleKind::Tls, stored_reasons::SECURED_ALREADY.stored_text()));
        };
        let name = ServerName::try_from(host.to_owned()).map_err(|_| {
            MailTrouble::new(
                TroubleKind::Tls,
                format!("`{host}`: {}", stored_reasons::NO_CERTIFICATE_NAME.stored_text()),
            )
        })?;
        let peer = tcp.peer_addr().ok();
        let handshake = TlsConnector::from(Arc::clone(tls)).connect(name, tcp);
        let stream = timeout_at(until, handshake).await.map_err(|_| late())?.map_err(|error| {
            let text = printable(&error.to_string());
            let port = peer.map_or(0, |peer| peer.port());
            MailTrouble::new(TroubleKind::Tls, format!("{text}; {}", cure(&format!("{error:?}"), host, port)))
        })?;
        Ok(Self { stream: Stream::Tls(Box::new(stream)), heard: Vec::new() })
    }

    /// One command, one reply.
    pub(super) async fn ask(&mut self, command: &str, until: Instant) -> Result<Reply, MailTrouble> {
        if !self.heard.is_empty() {
            return Err(MailTrouble::new(TroubleKind::Protocol, stored_reasons::SPOKE_FIRST.stored_text()));
        }
        self.write(format!("{command}\r\n").as_bytes(), until).await?;
        self.reply(until).await
    }

    /// Writes and flushes all of it.
    pub(in crate::post) async fn write(&mut self, bytes: &[u8], until: Instant) -> Result<(), MailTrouble> {
        let mut rest = bytes;
        let writing = poll_fn(|cx| {
            while !rest.is_empty() {
                let written = match &mut self.stream {
                    Stream::Plain(tcp) => Pin::new(tcp).poll_write(cx, rest),
                    Stream::Tls(tls) => Pin::new(tls).poll_write(cx, rest),
                };
                match written {
                    Poll::Ready(Ok(0)) => return Poll::Ready(Err(io::ErrorKind::WriteZero.into())),
                    Poll::Ready(Ok(n)) => rest = &rest[n..],
                    Poll::Ready(Err(error)) => return Poll::Ready(Err(error)),
                    Poll::Pending => return Poll::Pending,
                }
            }
            match &mut self.stream {
                Stream::Plain(tcp) => Pin::new(tcp).poll_flush(cx),
                Stream::Tls(tls) => Pin::new(tls).poll_flush(cx),
            }
        });
        timeout_at(until, writing).await.map_err(|_| late())?.map_err(|error| broken(&error))
    }

    /// The next whole reply.
    pub(super) async fn reply(&mut self, until: Instant) -> Result<Reply, MailTrouble> {
        loop {
            match Reply::read(&self.heard) {
                ParsedReply::Whole(reply, used) => {
                    self.heard.drain(..used);
                    return Ok(reply);
                }
                ParsedReply::Nonsense => {
                    let text = String::from_utf8_lossy(&self.heard);
                    let start: String = text.chars().take(80).collect();
                    return Err(MailTrouble::new(TroubleKind::Protocol, format!("no reply: `{}`", printable(&start))));
                }
                ParsedReply::Part if self.heard.len() >= REPLY_BYTES => {
                    return Err(MailTrouble::new(
                        TroubleKind::Protocol,
                        format!("a reply of over {REPLY_BYTES} bytes"),
                    ));
                }
                ParsedReply::Part => {
                    let heard = timeout_at(until, poll_fn(|cx| self.poll_hear(cx))).await.map_err(|_| late())?;
                    if heard.map_err(|error| broken(&error))? == 0 {
                        return Err(MailTrouble::new(TroubleKind::Lost, "the server hung up"));
                    }
                }
            }
        }
    }

    /// A line to that place, secured where the settings say so from its first byte.
    pub(in crate::post) async fn to(
        settings: &SmtpSettings,
        tls: Option<&Arc<ClientConfig>>,
        until: Instant,
    ) -> Result<Self, MailTrouble> {
        let line = Self::new(connect(settings).await?)?;
        match tls {
            Some(tls) => line.secure(tls, settings.bare_host(), until).await,
            None => Ok(line),
        }
    }

    /// The first line of what is said, whatever it is.
    pub(in crate::post) async fn first_line(&mut self, until: Instant) -> Result<String, MailTrouble> {
        loop {
            if let Some(end) = self.heard.iter().position(|byte| *byte == b'\n') {
                return Ok(printable(&String::from_utf8_lossy(&self.heard[..end])));
            }
            let heard = timeout_at(until, poll_fn(|cx| self.poll_hear(cx))).await.map_err(|_| late())?;
            if self.heard.len() >= REPLY_BYTES || heard.map_err(|error| broken(&error))? == 0 {
                return Err(MailTrouble::new(TroubleKind::Lost, stored_reasons::HUNG_UP.stored_text()));
            }
        }
    }

    /// Whether something is on the line already; does not wait.
    pub(super) async fn early(&mut self) -> UnaskedBytes {
        if !self.heard.is_empty() {
            return UnaskedBytes::Something;
        }
        poll_fn(|cx| {
            let early = self.poll_hear(cx).is_ready();
            Poll::Ready(if early { UnaskedBytes::Something } else { UnaskedBytes::Silence })
        })
        .await
    }

    /// Adds what is there to what was heard; 0 is the end.
    fn poll_hear(&mut self, cx: &mut std::task::Context<'_>) -> Poll<io::Result<usize>> {
        let mut chunk = [0; CHUNK_BYTES];
        let mut buf = ReadBuf::new(&mut chunk);
        let read = match &mut self.stream {
            Stream::Plain(tcp) => Pin::new(tcp).poll_read(cx, &mut buf),
            Stream::Tls(tls) => Pin::new(tls).poll_read(cx, &mut buf),
        };
        self.heard.extend_from_slice(buf.filled());
        let got = buf.filled().len();
        read.map_ok(|()| got)
    }
}

fn late() -> MailTrouble {
    MailTrouble::new(TroubleKind::Timeout, "the deadline has passed")
}

fn broken(error: &io::Error) -> MailTrouble {
    MailTrouble::new(TroubleKind::Lost, printable(&error.to_string()))
}
