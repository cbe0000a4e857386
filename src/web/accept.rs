//! Connections: who may open one, how many, and for how long.
//!
//! Not `axum::serve`, which never arms the header timer. The invariant: no connection holds a place for longer than
//! [`CONNECTION`], and no header, body or answer is larger than a page needs, so slow or greedy clients cost places for a
//! while and nothing more.

use std::collections::HashMap;
use std::convert::Infallible;
use std::fs;
use std::future::{Future, poll_fn};
use std::io;
use std::net::IpAddr;
use std::os::unix::fs::{FileTypeExt, PermissionsExt};
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::Poll;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::{Semaphore, watch};

use super::WebError;
use super::peer::{Peer, Proxy};
use super::routes::Routes;
use super::site::Site;
use crate::config::Listen;

/// A listener that is bound.
pub(crate) struct Bound {
    socket: Socket,
    /// `127.0.0.1:8480`, with the port that was chosen where 0 was asked for.
    pub(crate) shown: String,
}

enum Socket {
    Tcp(std::net::TcpListener),
    Unix(std::os::unix::net::UnixListener),
}

/// So many connections at once; the next wait in the system's queue.
const CONNECTIONS: usize = 256;
/// and so many of one machine.
const PER_MACHINE: usize = 100;
/// A request's head has to be there after so long; an idle connection ends then, too.
const HEAD: Duration = Duration::from_secs(8);
/// A connection takes no new request after so long,
const REQUESTS: Duration = Duration::from_secs(60);
/// and is cut after so long, whatever it does.
const CONNECTION: Duration = Duration::from_secs(90);
/// What is under way when the program ends gets so long.
const ENDING: Duration = Duration::from_secs(3);
/// A request's head is no larger.
const HEAD_BYTES: usize = 16 * 1024;
/// A request has no more headers.
const HEADERS: usize = 64;

/// Opens the place to listen on. The page alone listens on this machine alone.
pub(crate) fn bind(listen: &Listen) -> Result<Bound, WebError> {
    let fail = |shown: &str| {
        let listen = shown.to_owned();
        move |source| WebError::Listen { listen, source }
    };
    match listen {
        Listen::Tcp(address) => {
            let shown = address.to_string();
            let listener = std::net::TcpListener::bind(address).map_err(fail(&shown))?;
            listener.set_nonblocking(true).map_err(fail(&shown))?;
            let shown = listener.local_addr().map_err(fail(&shown))?.to_string();
            Ok(Bound { socket: Socket::Tcp(listener), shown })
        }
        Listen::Unix(path) => {
            let shown = format!("unix:{}", path.display());
            // One that nobody listens on any more was left by a crash.
            let left = fs::symlink_metadata(path).is_ok_and(|about| about.file_type().is_socket())
                && std::os::unix::net::UnixStream::connect(path)
                    .is_err_and(|error| error.kind() == io::ErrorKind::ConnectionRefused);
            if left {
                fs::remove_file(path).map_err(fail(&shown))?;
            }
            let listener = std::os::unix::net::UnixListener::bind(path).map_err(fail(&shown))?;
            fs::set_permissions(path, fs::Permissions::from_mode(0o660)).map_err(fail(&shown))?;
            listener.set_nonblocking(true).map_err(fail(&shown))?;
            Ok(Bound { socket: Socket::Unix(listener), shown })
        }
    }
}

/// Serves until told to stop. The runtime lives and ends here.
pub(crate) fn run(bound: Bound, site: &Arc<Site>, stopped: watch::Receiver<bool>) {
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            tracing::error!("the page cannot be served: {error}");
            return;
        }
    };
    runtime.block_on(async {
        let places = Arc::new(Semaphore::new(CONNECTIONS));
        let routes = Routes::of(site);
        tokio::spawn(keep_house(Arc::clone(site), stopped.clone()));
        let served = match bound.socket {
            Socket::Tcp(listener) => tcp(listener, &routes, &places, stopped).await,
            Socket::Unix(listener) => unix(listener, &routes, &places, stopped).await,
        };
        if let Err(error) = served {
            tracing::error!("the page is not served any more: {error}");
        }
        // Every place back: nothing is under way.
        let all = u32::try_from(CONNECTIONS).unwrap_or(u32::MAX);
        let _ = tokio::time::timeout(ENDING, places.acquire_many(all)).await;
    });
}

/// What has to be done now and then: forget what has run out, and have the board ready before somebody asks for it.
const HOUSE: Duration = Duration::from_secs(60);

async fn keep_house(site: Arc<Site>, mut stopped: watch::Receiver<bool>) {
    loop {
        let house = Arc::clone(&site);
        // A worker that is busy or broken says so itself; the next minute comes.
        let _ = site.workers.ask(move |desk| desk.map(|desk| house.keep(desk)).is_ok()).await;
        if unless_stopped(&mut stopped, tokio::time::sleep(HOUSE)).await.is_none() {
            return;
        }
    }
}

async fn tcp(
    listener: std::net::TcpListener,
    routes: &Routes,
    places: &Arc<Semaphore>,
    mut stopped: watch::Receiver<bool>,
) -> io::Result<()> {
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let crowd = Crowd::default();
    loop {
        let Ok(place) = Arc::clone(places).acquire_owned().await else { return Ok(()) };
        match unless_stopped(&mut stopped, listener.accept()).await {
            None => return Ok(()),
            Some(Err(error)) => refused(&error).await,
            Some(Ok((stream, address))) => {
                let peer = Peer::Machine(address.ip());
                let Some(seat) = crowd.seat(address.ip(), routes.is_proxy(peer)) else { continue };
                let _ = stream.set_nodelay(true);
                let (routes, stopped) = (routes.clone(), stopped.clone());
                tokio::spawn(async move {
                    match routes.tls() {
                        None => talk(stream, peer, routes, stopped).await,
                        Some(tls) => {
                            if let Ok(Ok(stream)) = tokio::time::timeout(HEAD, tls.accept(stream)).await {
                                talk(stream, peer, routes, stopped).await;
                            }
                        }
                    }
                    drop((place, seat));
                });
            }
        }
    }
}

async fn unix(
    listener: std::os::unix::net::UnixListener,
    routes: &Routes,
    places: &Arc<Semaphore>,
    mut stopped: watch::Receiver<bool>,
) -> io::Result<()> {
    let listener = tokio::net::UnixListener::from_std(listener)?;
    loop {
        let Ok(place) = Arc::clone(places).acquire_owned().await else { return Ok(()) };
        match unless_stopped(&mut stopped, listener.accept()).await {
            None => return Ok(()),
            Some(Err(error)) => refused(&error).await,
            Some(Ok((stream, _))) => {
                let (routes, stopped) = (routes.clone(), stopped.clone());
                tokio::spawn(async move {
                    talk(stream, Peer::Socket, routes, stopped).await;
                    drop(place);
                });
            }
        }
    }
}

/// The system refuses a connection, mostly because no descriptor is left: some are given back in a moment.
async fn refused(error: &io::Error) {
    tracing::warn!("a connection to the page could not be taken: {error}");
    tokio::time::sleep(Duration::from_millis(200)).await;
}

/// Serves one connection to its end, which comes.
async fn talk<S>(stream: S, peer: Peer, routes: Routes, mut stopped: watch::Receiver<bool>)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let service = service_fn(move |request| {
        let routes = routes.clone();
        async move { Ok::<_, Infallible>(routes.answer(request, peer).await) }
    });
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(HEAD).max_buf_size(HEAD_BYTES).max_headers(HEADERS);
    let mut connection = pin!(builder.serve_connection(TokioIo::new(stream), service));
    // 1. Requests, as they come.
    let requests = unless_stopped(&mut stopped, connection.as_mut());
    if let Ok(Some(_)) = tokio::time::timeout(REQUESTS, requests).await {
        return;
    }
    // 2. The one under way, and no other.
    connection.as_mut().graceful_shutdown();
    let _ = tokio::time::timeout(CONNECTION.saturating_sub(REQUESTS), connection).await;
}

/// What the future gives, unless the page is to end before.
async fn unless_stopped<T>(stopped: &mut watch::Receiver<bool>, future: impl Future<Output = T>) -> Option<T> {
    let mut told = pin!(stopped.wait_for(|stop| *stop));
    let mut future = pin!(future);
    poll_fn(|context| match told.as_mut().poll(context) {
        Poll::Ready(_) => Poll::Ready(None),
        Poll::Pending => future.as_mut().poll(context).map(Some),
    })
    .await
}

/// How many connections each machine has, so that one cannot take all places.
#[derive(Clone, Default)]
struct Crowd(Arc<Mutex<HashMap<IpAddr, usize>>>);

/// One connection of a machine, until it is dropped.
struct Seat {
    crowd: Crowd,
    machine: IpAddr,
}

impl Crowd {
    /// A place for one more connection of that machine; a proxy speaks for many and has no limit of its own.
    fn seat(&self, machine: IpAddr, proxy: Proxy) -> Option<Seat> {
        let mut count = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = count.entry(machine).or_default();
        if *taken >= PER_MACHINE && proxy == Proxy::No {
            return None;
        }
        *taken += 1;
        Some(Seat { crowd: self.clone(), machine })
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut count = self.crowd.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(taken) = count.get_mut(&self.machine) {
            *taken -= 1;
            if *taken == 0 {
                count.remove(&self.machine);
            }
        }
    }
}
