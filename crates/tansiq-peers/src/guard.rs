//! Which addresses a peer's name may lead to, and the resolver that asks.
//!
//! A peer names its own base URL. Without this guard it could name an address within our own network and have us call it.
//! The question is put to the address that is about to be connected to, not to the name, which could resolve differently the
//! next time. `connect.rs` puts it to addresses that are written out in the URL.

use hyper_util::client::legacy::connect::dns::Name;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, ToSocketAddrs};
use std::sync::Arc;
use std::task::{Context, Poll};
use tokio::sync::Semaphore;
use tower_service::Service;

use crate::transport::Boxed;

/// Most names that are resolved at once. Each takes a thread for as long as the system's resolver likes.
const MAX_LOOKUPS: usize = 32;

/// Most addresses of one name that are tried.
const MAX_ADDRESSES: usize = 16;

/// Whether an address is one of the public internet: not loopback, private, shared, link-local, multicast, reserved or for
/// documentation (IANA's special-purpose registries, RFC 6890). IPv4 within IPv6 is looked at as IPv4.
#[must_use]
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let special = address.is_loopback()
        || address.is_private()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_documentation();
    let reserved = matches!(
        address.octets(),
        [0, ..] | [100, 64..=127, ..] | [192, 0, 0, _] | [192, 88, 99, _] | [198, 18 | 19, ..] | [240..=255, ..]
    );
    !special && !reserved
}

fn is_public_v6(address: Ipv6Addr) -> bool {
    if let Some(mapped) = address.to_ipv4_mapped() {
        return is_public_v4(mapped);
    }
    let segments = address.segments();
    if let [0x64, 0xff9b, 0, 0, 0, 0, high, low] = segments {
        return is_public_v4(Ipv4Addr::from(u32::from(high) << 16 | u32::from(low)));
    }
    match segments {
        // Teredo, ORCHID, benchmarking and other assignments that are not hosts; documentation; 6to4.
        [0x2001, second, ..] => second > 0x01ff && second != 0x0db8,
        [0x2002, ..] => false,
        [0x3fff, second, ..] => second > 0x0fff,
        [first, ..] => first & 0xe000 == 0x2000,
    }
}

/// The system's resolver behind the guard.
#[derive(Clone)]
pub(crate) struct Resolver {
    allow_private: bool,
    lookups: Arc<Semaphore>,
}

impl Resolver {
    pub(crate) fn new(allow_private: bool) -> Resolver {
        Resolver { allow_private, lookups: Arc::new(Semaphore::new(MAX_LOOKUPS)) }
    }

    /// Those that may be connected to, or why there is none.
    fn admit(&self, found: Vec<SocketAddr>, name: &str) -> io::Result<Vec<SocketAddr>> {
        if found.is_empty() {
            return Err(io::Error::new(io::ErrorKind::NotFound, format!("{name} has no address")));
        }
        let admitted = found.into_iter().filter(|address| self.allow_private || is_public(address.ip()));
        let admitted: Vec<_> = admitted.take(MAX_ADDRESSES).collect();
        if admitted.is_empty() { Err(refusal(name)) } else { Ok(admitted) }
    }
}

/// The error for a host that leads into our own network.
pub(crate) fn refusal(host: &str) -> io::Error {
    let text = format!("{host} leads to an address that is not public, which is not allowed for peers");
    io::Error::new(io::ErrorKind::PermissionDenied, text)
}

impl Service<Name> for Resolver {
    type Response = std::vec::IntoIter<SocketAddr>;
    type Error = io::Error;
    type Future = Boxed<'static, io::Result<Self::Response>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, name: Name) -> Self::Future {
        let this = self.clone();
        Box::pin(async move {
            let permit = this.lookups.clone().acquire_owned().await.map_err(io::Error::other)?;
            let asked = name.clone();
            let lookup = tokio::task::spawn_blocking(move || {
                // Held here, because the thread works on when the caller has gone.
                let _permit = permit;
                (asked.as_str(), 0).to_socket_addrs().map(Iterator::collect)
            });
            let found = lookup.await.map_err(io::Error::other)??;
            this.admit(found, name.as_str()).map(Vec::into_iter)
        })
    }
}

#[cfg(test)]
#[path = "guard_tests.rs"]
mod tests;
