//! The front door: which requests are looked at at all.
//!
//! A request names this page as its host, stands below the page's path, and, where it wants something done, comes from a
//! form of this page. Neither `Forwarded` nor `X-Forwarded-Host` is ever read.

use std::net::IpAddr;

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, Uri, header};

use super::address::Address;
use super::answer::Answer;
use super::peer::{Peer, Proxy};
use super::site::Site;
use crate::message::answer::web;

/// Lets a request in with its path below the page's own, or answers it.
pub(crate) fn admit(address: &Address, request: &mut Request<Body>) -> Result<(), Answer> {
    let host = header_of(request, header::HOST).or_else(|| request.uri().host().map(str::to_owned));
    if !host.is_some_and(|host| address.is_host(&host)) {
        return Err(plain(StatusCode::MISDIRECTED_REQUEST, &web::OTHER_HOST.both(" ")));
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD | Method::POST) {
        return Err(plain(StatusCode::METHOD_NOT_ALLOWED, "GET, HEAD, POST"));
    }
    if *request.method() == Method::POST && !comes_from_here(address, request) {
        return Err(plain(StatusCode::FORBIDDEN, &web::OTHER_ORIGIN.both(" ")));
    }
    below(address.path(), request)
}

/// Whether a browser says that a form of this page was sent. Where it says nothing, the form's token decides.
fn comes_from_here(address: &Address, request: &Request<Body>) -> bool {
    let site = header_of(request, header::HeaderName::from_static("sec-fetch-site"));
    let origin = header_of(request, header::ORIGIN);
    site.is_none_or(|site| site == "same-origin") && origin.is_none_or(|origin| origin == address.origin())
}

/// Takes the page's own path off, so that routes are the same wherever the page lies.
fn below(path: &str, request: &mut Request<Body>) -> Result<(), Answer> {
    if path.is_empty() {
        return Ok(());
    }
    let asked = request.uri().path();
    let rest = asked.strip_prefix(path).filter(|rest| rest.is_empty() || rest.starts_with('/'));
    let Some(rest) = rest else { return Err(plain(StatusCode::NOT_FOUND, "404")) };
    let query = request.uri().query().map(|query| format!("?{query}")).unwrap_or_default();
    let rest = if rest.is_empty() { "/" } else { rest };
    let uri: Result<Uri, _> = format!("{rest}{query}").parse();
    *request.uri_mut() = uri.map_err(|_| plain(StatusCode::BAD_REQUEST, "400"))?;
    Ok(())
}

/// The machine that asks, as far as it can be believed: behind a proxy the rightmost address that is none of ours.
pub(crate) fn machine(site: &Site, peer: Peer, request: &Request<Body>) -> String {
    let own = match peer {
        Peer::Machine(machine) => machine.to_string(),
        Peer::Socket => "socket".to_owned(),
    };
    if site.proxy(peer) == Proxy::No {
        return own;
    }
    let named = request.headers().get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok());
    let named: Vec<IpAddr> =
        named.flat_map(|value| value.split(',')).filter_map(|one| one.trim().parse().ok()).collect();
    let asked = named.into_iter().rev().find(|machine| !site.proxies.contains(machine));
    asked.map_or(own, |machine| machine.to_string())
}

/// A header that came once; `None` where it came not at all, twice or unreadable. Twice is as good as never only because
/// no caller takes its absence for a yes where it matters: the form's token is asked for as well.
fn header_of(request: &Request<Body>, name: header::HeaderName) -> Option<String> {
    let mut all = request.headers().get_all(name).iter();
    let first = all.next()?.to_str().ok()?;
    all.next().is_none().then(|| first.to_owned())
}

fn plain(status: StatusCode, text: &str) -> Answer {
    Answer::of(status, "text/plain; charset=utf-8", format!("{text}\n").into_bytes())
}
