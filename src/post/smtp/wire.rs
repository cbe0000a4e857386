//! The line to the server: a TCP stream that cannot be made to wait, or to swallow, without end.
//!
//! `lettre` reads a reply's line to its end before it looks at its length, and its deadline starts anew with every byte.
//! So the stream under it keeps the bounds: until when, and how many bytes more. It knows nothing of SMTP.

use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use lettre::transport::smtp::client::AsyncTokioStream;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Instant, Sleep, sleep};

use super::super::TroubleKind;

/// How much one read takes from the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gulp {
    /// What is there.
    Full,
    /// One byte, so that nothing after the reply is read before its time.
    Sip,
}

/// A handle to the line; clones are the same line.
#[derive(Clone)]
pub(super) struct Wire(Arc<Mutex<State>>);

struct State {
    tcp: TcpStream,
    alarm: Pin<Box<Sleep>>,
    room: usize,
    gulp: Gulp,
    sent: u64,
    broke: Option<TroubleKind>,
}

impl Wire {
    pub(super) fn new(tcp: TcpStream) -> io::Result<Self> {
        // Without it every letter waits for a delayed ACK: 23 letters a second instead of thousands.
        tcp.set_nodelay(true)?;
        let alarm = Box::pin(sleep(Duration::ZERO));
        Ok(Self(Arc::new(Mutex::new(State { tcp, alarm, room: 0, gulp: Gulp::Full, sent: 0, broke: None }))))
    }

    /// From now on: until when, and how many bytes may come in.
    pub(super) fn allow(&self, until: Instant, room: usize) {
        let mut state = self.state();
        state.alarm.as_mut().reset(until);
        state.room = room;
    }

    pub(super) fn gulp(&self, gulp: Gulp) {
        self.state().gulp = gulp;
    }

    /// Bytes handed to the machine so far.
    pub(super) fn sent(&self) -> u64 {
        self.state().sent
    }

    /// Why the line is of no more use, as far as the line itself can tell.
    pub(super) fn broke(&self) -> Option<TroubleKind> {
        self.state().broke
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn late(&mut self, cx: &mut Context<'_>) -> Option<io::Error> {
        self.alarm.as_mut().poll(cx).is_ready().then(|| {
            self.broke = Some(TroubleKind::Timeout);
            io::Error::from(io::ErrorKind::TimedOut)
        })
    }

    fn read(&mut self, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        if let Some(late) = self.late(cx) {
            return Poll::Ready(Err(late));
        }
        if self.room == 0 {
            self.broke = Some(TroubleKind::Protocol);
            return Poll::Ready(Err(io::Error::other("the reply does not end")));
        }
        let most = if self.gulp == Gulp::Sip { 1 } else { self.room };
        let want = buf.remaining().min(most);
        let mut part = ReadBuf::new(buf.initialize_unfilled_to(want));
        let read = Pin::new(&mut self.tcp).poll_read(cx, &mut part);
        let got = part.filled().len();
        buf.advance(got);
        self.room -= got;
        match &read {
            Poll::Ready(Ok(())) if got == 0 && want > 0 => self.broke = Some(TroubleKind::Lost),
            Poll::Ready(Err(_)) => self.broke = Some(TroubleKind::Lost),
            _ => {}
        }
        read
    }

    fn write(&mut self, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        if let Some(late) = self.late(cx) {
            return Poll::Ready(Err(late));
        }
        let written = Pin::new(&mut self.tcp).poll_write(cx, bytes);
        match &written {
            Poll::Ready(Ok(n)) => self.sent += *n as u64,
            Poll::Ready(Err(_)) => self.broke = Some(TroubleKind::Lost),
            Poll::Pending => {}
        }
        written
    }
}

impl fmt::Debug for Wire {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Wire")
    }
}

impl AsyncTokioStream for Wire {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        self.state().tcp.peer_addr()
    }
}

impl AsyncRead for Wire {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        self.state().read(cx, buf)
    }
}

impl AsyncWrite for Wire {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.state().write(cx, bytes)
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.state().tcp).poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.state().tcp).poll_shutdown(cx)
    }
}

/// A line to nobody, which greets and answers EHLO: `lettre` makes its connection only from a stream that does, and the
/// real line is put in its place before a word is said to it.
#[derive(Debug)]
pub(super) struct Nobody(pub(super) &'static [u8]);

impl AsyncTokioStream for Nobody {
    fn peer_addr(&self) -> io::Result<SocketAddr> {
        Err(io::ErrorKind::NotConnected.into())
    }
}

impl AsyncRead for Nobody {
    fn poll_read(mut self: Pin<&mut Self>, _: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let (now, later) = self.0.split_at(self.0.len().min(buf.remaining()));
        buf.put_slice(now);
        self.0 = later;
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Nobody {
    fn poll_write(self: Pin<&mut Self>, _: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}
