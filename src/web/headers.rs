//! The headers of every answer: what a browser may do with it.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Response, header};

const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; \
                      frame-ancestors 'none'; base-uri 'none'";

/// Puts them on. What an answer has said itself (an asset that may be kept) stays.
pub(crate) fn put(response: &mut Response<Body>, route: &str) {
    // A link's token or a feed's secret stands in the path: not even this site's own requests may carry it on.
    let secret = route.starts_with("/r/") || route.starts_with("/lich/") || route.starts_with("/thu/");
    let referrer = if secret { "strict-origin" } else { "same-origin" };
    let headers = response.headers_mut();
    set(headers, header::CONTENT_SECURITY_POLICY, POLICY);
    set(headers, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(headers, header::CACHE_CONTROL, "no-store");
    set(headers, header::REFERRER_POLICY, referrer);
    set(headers, HeaderName::from_static("x-robots-tag"), "noindex, nofollow");
    set(headers, HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(headers, HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    set(headers, header::X_FRAME_OPTIONS, "DENY");
}

fn set(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    headers.entry(name).or_insert(HeaderValue::from_static(value));
}
