//! The keys that are current, and keeping them so.
//!
//! A ring holds fixed keys (files, the built-in issuer) and the last good copy of each key set that
//! lives behind a URL. A fetch that fails changes nothing: the cached keys stay until a fetch succeeds.
//! How a URL is fetched is the caller's business ([`FetchJwks`]), and so is when ([`KeyRing::refresh`]).

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use parking_lot::{Mutex, RwLock};

use crate::keys::{KeyError, VerifyingKey, keys_from_jwks};

/// The largest key set that is read, in bytes. A fetcher stops reading there and reports an error.
pub const MAX_JWKS_BYTES: usize = 256 * 1024;

/// The most key-set URLs.
pub const MAX_JWKS_URLS: usize = 16;

/// How long one fetch may take, in seconds; kept by the fetcher.
pub const JWKS_FETCH_TIMEOUT_S: u64 = 10;

/// What went wrong while fetching, for the log.
pub type FetchError = Box<dyn std::error::Error + Send + Sync>;

/// Fetches a key set.
///
/// Contract: a GET that answers the whole body of a 2xx response; any other status, a body of more than
/// [`MAX_JWKS_BYTES`] and anything slower than [`JWKS_FETCH_TIMEOUT_S`] are errors. Calling again is
/// always harmless.
pub trait FetchJwks: Send + Sync {
    /// Fetches the body behind `url`.
    fn fetch<'a>(&'a self, url: &'a str) -> Pin<Box<dyn Future<Output = Result<Vec<u8>, FetchError>> + Send + 'a>>;
}

/// The keys current at one moment.
#[derive(Debug, Default)]
pub struct KeySet {
    /// Grows by one with every change.
    pub generation: u64,
    /// All keys, fixed ones first.
    pub keys: Vec<VerifyingKey>,
}

/// How the refresh of one URL ended.
#[derive(Debug)]
pub struct Refresh {
    /// The URL.
    pub url: String,
    /// The usable keys now held from it, or why the cached ones were kept.
    pub outcome: Result<usize, String>,
}

/// All keys, replaced as a whole. Shared between threads.
#[derive(Debug)]
pub struct KeyRing {
    urls: Vec<String>,
    // Changed by refreshes only, under the lock.
    sources: Mutex<Sources>,
    // Read by every verification: the sum of the sources, and its generation once more for the hits of
    // the token cache, which must not wait for anybody.
    current: RwLock<Arc<KeySet>>,
    generation: AtomicU64,
}

#[derive(Debug)]
struct Sources {
    fixed: Vec<VerifyingKey>,
    by_url: Vec<Fetched>,
}

/// The last good answer of one URL.
#[derive(Clone, Debug, Default, PartialEq)]
struct Fetched {
    keys: Vec<VerifyingKey>,
    // Why keys were left out; kept so that it is logged when it changes and not at every fetch.
    skipped: Vec<String>,
}

impl KeyRing {
    /// A ring of fixed keys and key sets yet to be fetched from `jwks_urls` (at most
    /// [`MAX_JWKS_URLS`]; more are dropped, with a log line: `settings` refuses them earlier).
    #[must_use]
    pub fn new(fixed: Vec<VerifyingKey>, mut jwks_urls: Vec<String>) -> KeyRing {
        if jwks_urls.len() > MAX_JWKS_URLS {
            tracing::warn!(given = jwks_urls.len(), max = MAX_JWKS_URLS, "too many key-set urls");
            jwks_urls.truncate(MAX_JWKS_URLS);
        }
        let by_url = vec![Fetched::default(); jwks_urls.len()];
        let ring = KeyRing {
            urls: jwks_urls,
            sources: Mutex::new(Sources { fixed: Vec::new(), by_url }),
            current: RwLock::default(),
            generation: AtomicU64::new(0),
        };
        ring.replace_fixed(fixed);
        ring
    }

    /// The URLs that [`refresh`](Self::refresh) asks, in order.
    #[must_use]
    pub fn urls(&self) -> &[String] {
        &self.urls
    }

    /// The keys current now.
    #[must_use]
    pub fn current(&self) -> Arc<KeySet> {
        self.current.read().clone()
    }

    /// The generation current now, without touching the keys.
    pub(crate) fn generation(&self) -> u64 {
        self.generation.load(Ordering::Acquire)
    }

    /// Replaces the fixed keys, for instance when an operator has changed a key file.
    pub fn replace_fixed(&self, keys: Vec<VerifyingKey>) {
        let mut sources = self.sources.lock();
        sources.fixed = keys;
        self.publish(&sources);
    }

    /// Fetches every URL once, one after another. Never fails as a whole: see [`Refresh`].
    pub async fn refresh(&self, fetcher: &dyn FetchJwks) -> Vec<Refresh> {
        let mut outcomes = Vec::with_capacity(self.urls.len());
        for index in 0..self.urls.len() {
            outcomes.push(self.refresh_url(index, fetcher).await);
        }
        outcomes
    }

    /// Fetches the URL at `index` of [`urls`](Self::urls), so that slow ones can be fetched side by side.
    ///
    /// # Panics
    ///
    /// If `index` is not below the number of URLs.
    pub async fn refresh_url(&self, index: usize, fetcher: &dyn FetchJwks) -> Refresh {
        let url = self.urls[index].clone();
        let outcome = match fetcher.fetch(&url).await {
            Ok(body) => self.accept(index, &body).map_err(|error| error.to_string()),
            Err(error) => Err(error.to_string()),
        };
        if let Err(problem) = &outcome {
            tracing::warn!(%url, %problem, "key set not refreshed; the cached keys stay");
        }
        Refresh { url, outcome }
    }

    /// Takes over a fetched body. A set without usable keys is taken at its word: the authority trusts
    /// none of the former keys any more.
    fn accept(&self, index: usize, body: &[u8]) -> Result<usize, KeyError> {
        if body.len() > MAX_JWKS_BYTES {
            let problem = format!("{} bytes (at most {MAX_JWKS_BYTES} are read)", body.len());
            return Err(KeyError::NotJwks(problem));
        }
        let (keys, skipped) = keys_from_jwks(body)?;
        let (url, count) = (&self.urls[index], keys.len());
        let fetched = Fetched { keys, skipped };
        let mut sources = self.sources.lock();
        if sources.by_url[index] == fetched {
            return Ok(count);
        }
        for problem in &fetched.skipped {
            tracing::warn!(%url, %problem, "key left out");
        }
        tracing::info!(%url, keys = count, "key set changed");
        sources.by_url[index] = fetched;
        self.publish(&sources);
        Ok(count)
    }

    /// Makes the sources current. The caller holds their lock, so generations never go back.
    fn publish(&self, sources: &Sources) {
        let fetched = sources.by_url.iter().flat_map(|fetched| &fetched.keys);
        let keys: Vec<_> = sources.fixed.iter().chain(fetched).cloned().collect();
        let mut current = self.current.write();
        if current.keys == keys {
            return;
        }
        let generation = current.generation + 1;
        *current = Arc::new(KeySet { generation, keys });
        self.generation.store(generation, Ordering::Release);
    }
}

#[cfg(test)]
#[path = "keyring_tests.rs"]
mod tests;
