//! Every route, and the way of a request from the line to its handler and back.

use std::collections::HashMap;
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{RawPathParams, Request, State};
use axum::http::{Method, Response, StatusCode, header};
use axum::routing::{MethodRouter, get, post};
use hyper::body::Incoming;
use tokio_rustls::TlsAcceptor;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_http::timeout::TimeoutLayer;
use tower_service::Service;

use super::accept::Peer;
use super::answer::Answer;
use super::site::{Proxy, Site};
use super::visit::{Asked, Door, Handler, answer};
use super::workers::Unanswered;
use super::{assets, guard, headers, login, pages, session};

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

/// Who asks, and from which machine, beside the request.
#[derive(Clone)]
struct Machine(String);

impl Routes {
    /// Every route there is.
    pub(crate) fn of(site: &Arc<Site>) -> Self {
        use Door::{Members, Open};
        let router = Router::new()
            .route("/", page(Members, pages::home::home))
            .route("/thoa-thuan", page(Members, pages::register::register))
            .route("/thoa-thuan/{reference}", page(Members, pages::agreement::agreement))
            .route("/thoa-thuan/{reference}/van-ban/{number}", page(Members, pages::agreement::paper::paper))
            .route(
                "/thoa-thuan/{reference}/cap-nhat",
                page(Members, pages::record::form).merge(form(Members, pages::record::send)),
            )
            .route("/thoa-thuan/{reference}/cap-nhat/{seq}", page(Members, pages::record::done))
            .route("/lich", page(Members, pages::calendar::calendar))
            .route("/lich/{secret}", page(Open, pages::feed::feed))
            .route("/ke-hoach", page(Members, pages::year::span))
            .route("/ke-hoach/{year}", page(Members, pages::year::year))
            .route("/thu-nhac", page(Members, pages::letters::letters))
            .route("/thu-nhac/{id}", page(Members, pages::letters::letter))
            .route("/quan-tri", page(Members, pages::admin::admin))
            .route("/quan-tri/phien", form(Members, pages::admin::end_session))
            .route("/tai-khoan", page(Members, pages::account::account))
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
            .route("/assets/{print}/{name}", page(Open, assets::asset))
            .fallback(at(Open, pages::nowhere))
            .method_not_allowed_fallback(at(Open, pages::nowhere))
            .layer(RequestBodyLimitLayer::new(FORM_BYTES))
            .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, REQUEST))
            .layer(CatchPanicLayer::new())
            .with_state(Arc::clone(site));
        Self { site: Arc::clone(site), router }
    }

    /// Answers one request, whatever it is.
    pub(crate) async fn answer(&self, request: hyper::Request<Incoming>, peer: Peer) -> Response<Body> {
        let mut request = request.map(Body::new);
        let machine = Machine(guard::machine(&self.site, peer, &request));
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

async fn hand_over(site: Arc<Site>, door: Door, handler: Handler, parts: &RawPathParams, request: Request) -> Answer {
    let asked = match read(parts, request).await {
        Ok(asked) => asked,
        Err(refusal) => return refusal,
    };
    let workers = site.workers.clone();
    let answered = workers.ask(move |desk| match desk {
        Ok(desk) => answer(&site, desk, &asked, door, handler),
        Err(error) => {
            tracing::error!("the page: {error}");
            unavailable("Chưa mở được sổ theo dõi; đề nghị báo quản trị hệ thống. The register cannot be opened.")
        }
    });
    match answered.await {
        Ok(answer) => answer,
        Err(Unanswered::Busy) => unavailable("Hiện có quá nhiều yêu cầu, đề nghị thử lại sau ít phút. Too busy.")
            .with(header::RETRY_AFTER, "5".to_owned()),
        Err(Unanswered::Broken) => {
            let text = "Trang gặp lỗi; thư nhắc vẫn được gửi bình thường. This page failed; letters still go out.";
            unavailable(text).status(StatusCode::INTERNAL_SERVER_ERROR)
        }
    }
}

fn unavailable(text: &str) -> Answer {
    Answer::of(StatusCode::SERVICE_UNAVAILABLE, "text/plain; charset=utf-8", format!("{text}\n").into_bytes())
}

fn refuse(status: StatusCode) -> Answer {
    Answer::of(status, "text/plain; charset=utf-8", format!("{status}\n").into_bytes())
}

async fn read(parts: &RawPathParams, request: Request) -> Result<Asked, Answer> {
    let (head, body) = request.into_parts();
    let text =
        |name: header::HeaderName| head.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let form = if head.method == Method::POST {
        if !text(header::CONTENT_TYPE).starts_with("application/x-www-form-urlencoded") {
            return Err(refuse(StatusCode::UNSUPPORTED_MEDIA_TYPE));
        }
        pairs(&to_bytes(body, FORM_BYTES).await.map_err(|_| refuse(StatusCode::PAYLOAD_TOO_LARGE))?)
    } else {
        Vec::new()
    };
    let cookies = head.headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let parts: HashMap<String, String> =
        parts.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    Ok(Asked {
        route: head.uri.path().to_owned(),
        query: pairs(head.uri.query().unwrap_or_default().as_bytes()),
        form,
        cookies: cookies.map(str::to_owned).collect(),
        machine: head.extensions.get::<Machine>().map_or_else(String::new, |machine| machine.0.clone()),
        agent: text(header::USER_AGENT).chars().take(300).collect(),
        known_tag: head.headers.get(header::IF_NONE_MATCH).and_then(|tag| tag.to_str().ok()).map(str::to_owned),
        method: head.method,
        parts,
    })
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
