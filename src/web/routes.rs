//! Every route, and the way of a request from the line to its handler and back.

use std::collections::HashMap;
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{RawPathParams, Request, State};
use axum::http::request::Parts as Head;
use axum::http::{Method, Response, StatusCode, header};
use axum::routing::{MethodRouter, get, post};
use hyper::body::{Body as _, Incoming};
use tokio_rustls::TlsAcceptor;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;
use tower_service::Service;

use super::answer::Answer;
use super::door::{Door, Handler, answer, is_member};
use super::page_request::PageRequest;
use super::peer::{Peer, Proxy};
use super::site::Site;
use super::workers::NoAnswer;
use super::{guard, headers, login, multipart, pages, session};
use crate::exchange::separate_process::LARGEST_APART;
use crate::message::SentenceForm;
use crate::message::answer::web;

/// The routes of a page, ready to answer.
#[derive(Clone)]
pub(crate) struct Routes {
    site: Arc<Site>,
    router: Router,
}

/// What a form of ours sends is no longer.
const FORM_BYTES: usize = 64 * 1024;
/// From a request's head to its answer.
const REQUEST: Duration = Duration::from_secs(25);
/// The same of a file that is uploaded, and of what is done with a list: below the time of a connection.
const UPLOAD: Duration = Duration::from_secs(80);
/// A form with a file is no longer: the largest list, and what stands around it.
const FILES_BYTES: usize = LARGEST_APART + FORM_BYTES;
/// So much more is read of one that is too long, so that a browser hears why it is refused.
const DRAINED_BYTES: usize = 64 * 1024 * 1024;

/// Who asks, and from which machine, beside the request.
#[derive(Clone)]
struct ClientMachine(String);

impl Routes {
    /// Every route there is.
    pub(crate) fn of(site: &Arc<Site>) -> Self {
        use Door::{Link, Members, Open, Writers};
        let uploads = Router::new()
            .route("/nhap-danh-sach", page(Writers, pages::import::begin).merge(with_files(pages::import::upload)))
            .route("/bang-tinh", page(Writers, pages::workbook::workbook))
            .route("/nhap-danh-sach/mau", page(Writers, pages::import::empty_workbook))
            .route(
                "/nhap-danh-sach/{id}",
                page(Writers, pages::import::show).merge(form(Writers, pages::import::look_again)),
            )
            .route("/nhap-danh-sach/{id}/sua", page(Writers, pages::import::rows_to_mend))
            .route("/nhap-danh-sach/{id}/danh-dau", page(Writers, pages::import::marked_copy))
            .route("/nhap-danh-sach/{id}/nhap", form(Writers, pages::import::take))
            .route("/thoa-thuan/{reference}/van-ban", with_files(pages::agreement::paper::keep))
            .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, UPLOAD));
        let router = Router::new()
            .route("/", page(Members, pages::home::home))
            .route("/thoa-thuan", page(Members, pages::register::register))
            .route("/thoa-thuan/them-moi", page(Writers, pages::entry::form).merge(form(Writers, pages::entry::send)))
            .route(
                "/thoa-thuan/{reference}/chinh-sua",
                page(Writers, pages::entry::edit::form).merge(form(Writers, pages::entry::edit::send)),
            )
            .route(
                "/thoa-thuan/{reference}/cam-ket",
                page(Writers, pages::promise::form).merge(form(Writers, pages::promise::send)),
            )
            .route("/thoa-thuan/{reference}", page(Members, pages::agreement::agreement))
            .route("/thoa-thuan/{reference}/van-ban/{number}", page(Members, pages::agreement::paper::paper))
            .route(
                "/thoa-thuan/{reference}/cap-nhat",
                page(Members, pages::record::form).merge(form(Members, pages::record::send)),
            )
            .route("/thoa-thuan/{reference}/cap-nhat/{seq}", page(Members, pages::record::done))
            .route("/thoa-thuan/{reference}/cap-nhat/{seq}/huy", page(Members, pages::record::void))
            .route("/r/{token}", page(Link, pages::link::open).merge(form(Link, pages::link::send)))
            .route("/thoa-thuan/{reference}/da-nhac", page(Members, pages::agreement::reminded))
            .route("/thay-doi", page(Members, pages::changes::changes))
            .route("/dong-thoi-gian", page(Members, pages::lives::lives))
            .route("/lich", page(Members, pages::calendar::calendar))
            .route("/lich/{secret}", page(Open, pages::feed::feed))
            .route("/ke-hoach", page(Members, pages::year::span))
            .route("/ke-hoach/{year}", page(Members, pages::year::year))
            .route("/thu-nhac", page(Members, pages::letters::letters))
            .route("/thu-nhac/gui-lai", form(Writers, pages::letters::deeds::retry))
            .route("/thu-nhac/bo", form(Writers, pages::letters::deeds::drop_letter))
            .route("/thu-nhac/phanh", form(Writers, pages::letters::deeds::release))
            .route("/thu-nhac/{id}", page(Members, pages::letters::letter))
            .route("/quan-tri", page(Members, pages::admin::admin))
            .route("/quan-tri/phien", form(Members, pages::admin::end_session))
            .route("/nguoi-ghi", page(Members, pages::who_writes::form).merge(form(Members, pages::who_writes::send)))
            .route("/ban-giao", page(Writers, pages::handover::form).merge(form(Writers, pages::handover::send)))
            .route("/can-xac-minh", page(Members, pages::verify::list))
            .route(
                "/viec-co-quan",
                page(Writers, pages::office_matters::list).merge(form(Writers, pages::office_matters::send)),
            )
            .route("/doi-tac", page(Writers, pages::parties::list))
            .route("/doi-tac/{id}", page(Writers, pages::parties::party).merge(form(Writers, pages::parties::send)))
            .route("/tai-khoan", page(Members, pages::account::account))
            .route("/tai-khoan/vang-mat", form(Writers, pages::account::contact::away))
            .route("/tai-khoan/thu", form(Writers, pages::account::contact::letters))
            .route("/tai-khoan/huy", form(Writers, pages::account::contact::take_back))
            .route("/tai-khoan/ket-thuc", form(Members, pages::account::end))
            .route("/tai-khoan/lich", form(Members, pages::account::make_feed))
            .route("/tai-khoan/lich-dung", form(Members, pages::account::stop_feed))
            .route("/thu", page(Members, login::demo::again).merge(form(Members, login::demo::change)))
            .route("/thu/{secret}", page(Open, login::demo::door).merge(form(Open, login::demo::enter)))
            .route("/dang-nhap", page(Open, login::form).merge(form(Open, login::ask)))
            .route("/dang-nhap/ma", form(Open, login::enter))
            .route("/dang-nhap/chon", page(Open, login::choose).merge(form(Open, login::chosen)))
            .route("/dang-xuat", form(Open, session::log_out))
            .route("/health", page(Open, pages::health::health))
            .route("/assets/{print}/{name}", page(Open, pages::asset::asset))
            .fallback(at(Open, pages::nowhere))
            .method_not_allowed_fallback(at(Open, pages::nowhere))
            .layer(RequestBodyLimitLayer::new(FORM_BYTES))
            .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, REQUEST))
            .merge(uploads)
            .layer(CatchPanicLayer::new())
            .with_state(Arc::clone(site));
        Self { site: Arc::clone(site), router }
    }

    /// Answers one request, whatever it is.
    pub(crate) async fn answer(&self, request: hyper::Request<Incoming>, peer: Peer) -> Response<Body> {
        let mut request = request.map(Body::new);
        let machine = ClientMachine(guard::machine(&self.site, peer, &request));
        let admitted = guard::admit(&self.site.address, &mut request);
        let route = request.uri().path().to_owned();
        let mut response = if let Err(refusal) = admitted {
            refusal.into_response()
        } else {
            request.extensions_mut().insert(machine);
            let answered: Result<_, Infallible> = self.router.clone().call(request).await;
            answered.unwrap_or_else(|never| match never {})
        };
        headers::put(&mut response, &route);
        response
    }

    pub(crate) fn tls(&self) -> Option<&TlsAcceptor> {
        self.site.tls.as_ref()
    }

    pub(crate) fn is_proxy(&self, peer: Peer) -> Proxy {
        self.site.proxy(peer)
    }
}

fn page(door: Door, handler: Handler) -> MethodRouter<Arc<Site>> {
    get(at(door, handler))
}

fn form(door: Door, handler: Handler) -> MethodRouter<Arc<Site>> {
    post(at(door, handler))
}

/// An answer on its way.
type Awaited = Pin<Box<dyn Future<Output = Response<Body>> + Send>>;

/// The way to a handler: reads the request whole, hands it to a worker, waits.
fn at(
    door: Door,
    handler: Handler,
) -> impl Fn(State<Arc<Site>>, RawPathParams, Request) -> Awaited + Clone + Send + Sync + 'static {
    move |State(site), parts, request| {
        Box::pin(async move { hand_over(site, door, handler, &parts, request).await.into_response() })
    }
}

/// The way of a form with files: who sends it is asked before its body is read, and one is read at a time.
fn with_files(handler: Handler) -> MethodRouter<Arc<Site>> {
    let way = move |State(site): State<Arc<Site>>, parts: RawPathParams, request: Request| -> Awaited {
        Box::pin(async move { take_files(site, handler, &parts, request).await.into_response() })
    };
    post(way)
}

async fn take_files(site: Arc<Site>, handler: Handler, parts: &RawPathParams, request: Request) -> Answer {
    let (head, body) = request.into_parts();
    let mut asked = asked(parts, &head);
    // 1. Who asks. Nobody's body is read that is not a member's.
    let who = (Arc::clone(&site), asked.clone());
    let member = site.workers.ask(move |desk| desk.is_ok_and(|desk| is_member(&who.0, desk, &who.1))).await;
    if matches!(member, Ok(false)) {
        return handed(site, asked, Door::Writers, handler).await;
    }
    // 2. One body at a time lies in memory.
    let Ok(turn) = Arc::clone(&site.bodies).try_acquire_owned() else {
        return unavailable(web::OTHER_FILE).with(header::RETRY_AFTER, "60".to_owned());
    };
    let told = head.headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    let kind = head.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let Some(boundary) = multipart::boundary(kind) else { return refuse(StatusCode::UNSUPPORTED_MEDIA_TYPE) };
    if told.is_some_and(|told| told > FILES_BYTES) {
        drain(body, told.unwrap_or_default()).await;
        return too_large();
    }
    let Ok(body) = to_bytes(body, FILES_BYTES).await else { return too_large() };
    // 3. What it holds.
    let Some(form) = multipart::parts(&body, boundary) else { return refuse(StatusCode::BAD_REQUEST) };
    drop(body);
    (asked.form, asked.files) = (form.fields, form.files);
    let answer = handed(site, asked, Door::Writers, handler).await;
    drop(turn);
    answer
}

fn too_large() -> Answer {
    unavailable(web::FILE_TOO_LARGE).status(StatusCode::PAYLOAD_TOO_LARGE)
}

/// Reads what is not wanted, so far as it is little.
async fn drain(mut body: Body, told: usize) {
    if told <= DRAINED_BYTES {
        while let Some(Ok(_)) = std::future::poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {}
    }
}

async fn hand_over(site: Arc<Site>, door: Door, handler: Handler, parts: &RawPathParams, request: Request) -> Answer {
    match read(parts, request).await {
        Ok(asked) => handed(site, asked, door, handler).await,
        Err(refusal) => refusal,
    }
}

async fn handed(site: Arc<Site>, asked: PageRequest, door: Door, handler: Handler) -> Answer {
    let workers = site.workers.clone();
    let answered = workers.ask(move |desk| match desk {
        Ok(desk) => answer(&site, desk, &asked, door, handler),
        Err(error) => {
            tracing::error!("the page: {error}");
            unavailable(web::NO_REGISTER)
        }
    });
    match answered.await {
        Ok(answer) => answer,
        Err(NoAnswer::Busy) => unavailable(web::TOO_BUSY).with(header::RETRY_AFTER, "5".to_owned()),
        Err(NoAnswer::Broken) => unavailable(web::PAGE_FAILED).status(StatusCode::INTERNAL_SERVER_ERROR),
    }
}

fn unavailable(text: SentenceForm<0>) -> Answer {
    let text = format!("{}\n", text.both(" "));
    Answer::of(StatusCode::SERVICE_UNAVAILABLE, "text/plain; charset=utf-8", text.into_bytes())
}

fn refuse(status: StatusCode) -> Answer {
    Answer::of(status, "text/plain; charset=utf-8", format!("{status}\n").into_bytes())
}

async fn read(parts: &RawPathParams, request: Request) -> Result<PageRequest, Answer> {
    let (head, body) = request.into_parts();
    let mut asked = asked(parts, &head);
    if head.method == Method::POST {
        let kind = head.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        if !kind.starts_with("application/x-www-form-urlencoded") {
            return Err(refuse(StatusCode::UNSUPPORTED_MEDIA_TYPE));
        }
        asked.form = pairs(&to_bytes(body, FORM_BYTES).await.map_err(|_| refuse(StatusCode::PAYLOAD_TOO_LARGE))?);
    }
    Ok(asked)
}

/// What a request asks for, without its body.
fn asked(parts: &RawPathParams, head: &Head) -> PageRequest {
    let text =
        |name: header::HeaderName| head.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let cookies = head.headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let parts: HashMap<String, String> =
        parts.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    PageRequest {
        route: head.uri.path().to_owned(),
        query: pairs(head.uri.query().unwrap_or_default().as_bytes()),
        form: Vec::new(),
        files: Vec::new(),
        cookies: cookies.map(str::to_owned).collect(),
        machine: head.extensions.get::<ClientMachine>().map_or_else(String::new, |machine| machine.0.clone()),
        agent: text(header::USER_AGENT).chars().take(300).collect(),
        known_tag: head.headers.get(header::IF_NONE_MATCH).and_then(|tag| tag.to_str().ok()).map(str::to_owned),
        method: head.method.clone(),
        parts,
    }
}

/// So many fields of a form or a query are read.
const PAIRS_AT_MOST: usize = 200;

/// `a=b&c=d` in pairs. What is no UTF-8 is replaced: it stands in no name of ours.
fn pairs(text: &[u8]) -> Vec<(String, String)> {
    let decoded = |part: &[u8]| {
        let spaced: Vec<u8> = part.iter().map(|byte| if *byte == b'+' { b' ' } else { *byte }).collect();
        percent_encoding::percent_decode(&spaced).decode_utf8_lossy().replace('\0', "")
    };
    let pair = |part: &[u8]| match part.iter().position(|byte| *byte == b'=') {
        Some(at) => (decoded(&part[..at]), decoded(&part[at + 1..])),
        None => (decoded(part), String::new()),
    };
    text.split(|byte| *byte == b'&').filter(|part| !part.is_empty()).take(PAIRS_AT_MOST).map(pair).collect()
}
