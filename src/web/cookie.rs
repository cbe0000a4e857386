//! Cookies: their names, how they are set, and how they are read.
//!
//! The name says to the browser where the cookie may come from (`__Host-`: from this host alone, over https), so that a
//! sibling site cannot plant one. Where two of one name arrive, none is taken: one of them is somebody else's.

use super::address::Address;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cookie {
    Session,
    /// A browser before login.
    Browser,
    /// A browser that has logged in before.
    Device,
}

impl Cookie {
    const fn word(self) -> &'static str {
        match self {
            Self::Session => "phien",
            Self::Browser => "trinh-duyet",
            Self::Device => "may",
        }
    }

    /// Its name under that address.
    pub(crate) fn name(self, address: &Address) -> String {
        let prefix = match (address.is_secure(), address.path().is_empty()) {
            (true, true) => "__Host-",
            (true, false) => "__Secure-",
            (false, _) => "",
        };
        format!("{prefix}{}", self.word())
    }

    /// The header that sets it for so many seconds; none: until the browser is closed.
    pub(crate) fn set(self, address: &Address, value: &str, seconds: Option<i64>) -> String {
        let path = if address.path().is_empty() { "/" } else { address.path() };
        let age = seconds.map(|seconds| format!("; Max-Age={seconds}")).unwrap_or_default();
        let secure = if address.is_secure() { "; Secure" } else { "" };
        format!("{}={value}; Path={path}; HttpOnly; SameSite=Lax{secure}{age}", self.name(address))
    }

    /// The header that takes it away.
    pub(crate) fn clear(self, address: &Address) -> String {
        self.set(address, "", Some(0))
    }

    /// Its value among the cookies that came: what could be one of ours, and only where one came.
    pub(crate) fn read<'a>(self, address: &Address, headers: impl Iterator<Item = &'a str>) -> Option<String> {
        let name = self.name(address);
        let pairs = headers.flat_map(|header| header.split(';')).filter_map(|pair| pair.trim().split_once('='));
        let mut values = pairs.filter(|(key, _)| *key == name).map(|(_, value)| value);
        let value = values.next().filter(|_| values.next().is_none())?;
        let ours = value.len() == 64 && value.bytes().all(|byte| byte.is_ascii_hexdigit());
        ours.then(|| value.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> Address {
        text.parse().unwrap_or_else(|error| panic!("{error}"))
    }

    #[test]
    fn the_name_follows_the_address() {
        for (text, name) in [
            ("https://a.example.vn", "__Host-phien"),
            ("https://a.example.vn/theo-doi", "__Secure-phien"),
            ("http://127.0.0.1:8480", "phien"),
        ] {
            assert_eq!(Cookie::Session.name(&address(text)), name);
        }
    }

    #[test]
    fn two_of_one_name_are_none() {
        let address = address("https://a.example.vn");
        let (one, other) = ("a".repeat(64), "b".repeat(64));
        let read = |headers: &[String]| Cookie::Session.read(&address, headers.iter().map(String::as_str));
        assert_eq!(read(&[format!("x=1; __Host-phien={one}")]), Some(one.clone()));
        assert_eq!(read(&[format!("__Host-phien={one}; __Host-phien={other}")]), None);
        assert_eq!(read(&[format!("__Host-phien={one}"), format!("__Host-phien={other}")]), None, "two headers");
        assert_eq!(read(&[format!("phien={one}")]), None, "without the prefix");
        assert_eq!(read(&["__Host-phien=short".to_owned()]), None);
    }
}
