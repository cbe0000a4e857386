//! Who is at the other end of a connection.

use std::net::IpAddr;

/// Who is at the other end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Peer {
    Machine(IpAddr),
    /// Whoever may open the socket: the proxy.
    Socket,
}

/// Whether a peer speaks for others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Proxy {
    /// It does: it is named in `[web] proxy`, or it came by the socket.
    Yes,
    /// It speaks for itself.
    No,
}
