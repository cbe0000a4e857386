//! What a request is answered with, before it becomes HTTP; and why it cannot be answered.

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Response, StatusCode, header};

#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: Vec<(HeaderName, String)>,
    pub(crate) body: Vec<u8>,
}

/// Why there is none. What is said to people is said by the page of that name; what is told here goes to the log.
#[derive(Debug)]
pub(crate) enum Trouble {
    /// There is no such page, or none that this person may see.
    NotFound,
    /// What was sent is not what a form of ours sends.
    BadRequest,
    /// This person may not do that.
    Forbidden,
    /// Something here does not work.
    Failed(String),
}

impl<E: std::error::Error> From<E> for Trouble {
    fn from(error: E) -> Self {
        Self::Failed(error.to_string())
    }
}

/// What a handler gives.
pub(crate) type PageReply = Result<Answer, Trouble>;

/// The status of a form's page: a browser that sent something wrong is told so by it, too.
pub(crate) fn status_of<T>(faults: &[T]) -> StatusCode {
    if faults.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY }
}

impl Answer {
    /// A page.
    pub(crate) fn html(body: String) -> Self {
        Self::of(StatusCode::OK, "text/html; charset=utf-8", body.into_bytes())
    }

    /// Some bytes of a kind.
    pub(crate) fn of(status: StatusCode, kind: &str, body: Vec<u8>) -> Self {
        Self { status, headers: vec![(header::CONTENT_TYPE, kind.to_owned())], body }
    }

    /// Go there, by GET.
    pub(crate) fn see_other(path: String) -> Self {
        Self { status: StatusCode::SEE_OTHER, headers: vec![(header::LOCATION, path)], body: Vec::new() }
    }

    /// A file to take away. The name is ours and plain.
    pub(crate) fn file(name: &str, kind: &str, body: Vec<u8>) -> Self {
        let answer = Self::of(StatusCode::OK, kind, body);
        answer.with(header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\""))
    }

    /// The same with another status.
    pub(crate) fn status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// The same with one more header.
    pub(crate) fn with(mut self, name: HeaderName, value: String) -> Self {
        self.headers.push((name, value));
        self
    }

    /// The same, setting a cookie.
    pub(crate) fn cookie(self, set: String) -> Self {
        self.with(header::SET_COOKIE, set)
    }

    /// As HTTP. A header that cannot be one is left out: it would have to come from the register, and none does.
    pub(crate) fn into_response(self) -> Response<Body> {
        let mut response = Response::new(Body::from(self.body));
        *response.status_mut() = self.status;
        for (name, value) in self.headers {
            if let Ok(value) = HeaderValue::try_from(value) {
                response.headers_mut().append(name, value);
            } else {
                tracing::error!("a page wanted to set {name} to what is no header");
            }
        }
        response
    }
}
