//! The page's own address: what links, cookies, origins and the Host header are held against, and nothing else.

use std::fmt;
use std::str::FromStr;

/// `https://thoathuan.example.vn`, perhaps with a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    secure: bool,
    /// Lower case, with the port where it is not the scheme's own.
    host: String,
    /// Empty, or `/theo-doi`: no slash at the end.
    path: String,
}

/// A text that is no address of a page; `[web] address` is told apart where the configuration is read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no address of a page")]
pub struct AddressError;

impl Address {
    /// The address of a page on this machine.
    pub(crate) fn of_listener(shown: &str) -> Self {
        Self { secure: false, host: shown.to_ascii_lowercase(), path: String::new() }
    }

    /// Whether it is reached by https.
    pub(crate) fn is_secure(&self) -> bool {
        self.secure
    }

    /// The path that every route begins with; empty for none.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What a browser sends as `Origin`.
    pub fn origin(&self) -> String {
        format!("{}://{}", if self.secure { "https" } else { "http" }, self.host)
    }

    /// Whether a Host header names this page; the scheme's own port may stand there.
    pub(crate) fn is_host(&self, host: &str) -> bool {
        let host = host.to_ascii_lowercase();
        let own = if self.secure { ":443" } else { ":80" };
        host == self.host || host.strip_suffix(own).is_some_and(|host| host == self.host)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.origin(), self.path)
    }
}

impl FromStr for Address {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        let (scheme, rest) = text.split_once("://").ok_or(AddressError)?;
        let secure = match scheme.to_ascii_lowercase().as_str() {
            "https" => true,
            "http" => false,
            _ => return Err(AddressError),
        };
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let host = host.to_ascii_lowercase();
        let own = if secure { ":443" } else { ":80" };
        let host = host.strip_suffix(own).unwrap_or(&host).to_owned();
        let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
        if host.is_empty() || !host.chars().all(fits) {
            return Err(AddressError);
        }
        if path.starts_with('/') || path.contains("//") {
            return Err(AddressError);
        }
        let path = path.trim_end_matches('/');
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/');
        if !path.chars().all(plain) || path.split('/').any(|part| part == "." || part == "..") {
            return Err(AddressError);
        }
        let path = if path.is_empty() { String::new() } else { format!("/{path}") };
        Ok(Self { secure, host, path })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_and_their_hosts() {
        for (text, shown, path) in [
            ("https://thoathuan.example.vn", "https://thoathuan.example.vn", ""),
            ("https://ThoaThuan.example.vn:443/", "https://thoathuan.example.vn", ""),
            ("http://127.0.0.1:8480", "http://127.0.0.1:8480", ""),
            ("https://example.vn/theo-doi/", "https://example.vn/theo-doi", "/theo-doi"),
        ] {
            let address: Address = text.parse().unwrap_or_else(|error| panic!("{error}"));
            assert_eq!((address.to_string().as_str(), address.path()), (shown, path), "{text}");
        }
        for text in [
            "thoathuan.example.vn",
            "ftp://a.vn",
            "https://",
            "https://a b.vn",
            "https://a.vn/x/../y",
            "https://a.vn//x",
        ] {
            assert!(text.parse::<Address>().is_err(), "{text}");
        }
    }

    #[test]
    fn another_host_is_not_ours() {
        let address: Address = "https://thoathuan.example.vn".parse().unwrap_or_else(|error| panic!("{error}"));
        for (host, ours) in [
            ("thoathuan.example.vn", true),
            ("THOATHUAN.example.vn:443", true),
            ("thoathuan.example.vn:8480", false),
            ("thoathuan.example.vn.evil.vn", false),
            ("evil.vn", false),
            ("127.0.0.1", false),
            ("", false),
        ] {
            assert_eq!(address.is_host(host), ours, "{host}");
        }
    }
}
