//! Tokens already verified, so that a caller pays for the signature once per token.
//!
//! Only successes are kept, keyed by the whole token compared exactly. An entry counts while the clock
//! is inside its validity and the keys are those it was verified with. A hit allocates nothing and takes
//! one shared lock of one shard.

use std::collections::HashMap;
use std::hash::{BuildHasher, DefaultHasher, Hasher, RandomState};
use std::sync::Arc;

use parking_lot::RwLock;

use crate::claims::{Accepted, Caller};

/// The most tokens kept. When a shard is full, the token that ends soonest makes room.
pub(crate) const MAX_CACHED_TOKENS: usize = 10_240;

/// Longer tokens are verified each time: with [`MAX_CACHED_TOKENS`] this bounds the memory at 40 MiB.
pub(crate) const MAX_CACHED_TOKEN_BYTES: usize = 4 * 1024;

const SHARDS: usize = 16;
const MAX_PER_SHARD: usize = MAX_CACHED_TOKENS / SHARDS;

/// How much of a token's end is hashed. It is the end of the signature, which nobody can choose.
const HASHED_BYTES: usize = 32;

type Shard = RwLock<HashMap<Box<str>, Entry, TailState>>;

pub(crate) struct TokenCache {
    shards: [Shard; SHARDS],
    state: TailState,
}

struct Entry {
    caller: Arc<Caller>,
    generation: u64,
    valid_from: i64,
    valid_until: i64,
}

impl Entry {
    fn counts(&self, generation: u64, now: i64) -> bool {
        self.generation == generation && self.valid_from <= now && now < self.valid_until
    }
}

impl TokenCache {
    pub fn new() -> TokenCache {
        let state = TailState(RandomState::new());
        let shards = std::array::from_fn(|_| RwLock::new(HashMap::with_hasher(state.clone())));
        TokenCache { shards, state }
    }

    /// The caller of a token verified before with the keys of `generation`.
    pub fn get(&self, token: &str, generation: u64, now_unix_s: i64) -> Option<Arc<Caller>> {
        let shard = self.shard(token).read();
        let entry = shard.get(token)?;
        entry.counts(generation, now_unix_s).then(|| Arc::clone(&entry.caller))
    }

    /// Keeps a success; `generation` is that of the keys which verified it.
    pub fn put(&self, token: &str, generation: u64, accepted: Accepted, now: i64) -> Arc<Caller> {
        let Accepted { caller, valid_from, valid_until } = accepted;
        let caller = Arc::new(caller);
        if token.len() > MAX_CACHED_TOKEN_BYTES {
            return caller;
        }
        let entry = Entry { caller: Arc::clone(&caller), generation, valid_from, valid_until };
        let mut shard = self.shard(token).write();
        if shard.len() >= MAX_PER_SHARD && !shard.contains_key(token) {
            make_room(&mut shard, generation, now);
        }
        shard.insert(token.into(), entry);
        caller
    }

    /// How many tokens are kept, those that no longer count included.
    pub fn len(&self) -> usize {
        self.shards.iter().map(|shard| shard.read().len()).sum()
    }

    fn shard(&self, token: &str) -> &Shard {
        // The map uses the low and the topmost bits of the same hash; these are in between.
        &self.shards[(self.state.hash_one(token) >> 32) as usize % SHARDS]
    }
}

fn make_room(shard: &mut HashMap<Box<str>, Entry, TailState>, generation: u64, now: i64) {
    shard.retain(|_, entry| entry.counts(generation, now));
    if shard.len() < MAX_PER_SHARD {
        return;
    }
    let soonest = shard.iter().min_by_key(|(_, entry)| entry.valid_until);
    if let Some(token) = soonest.map(|(token, _)| token.clone()) {
        shard.remove(&token);
    }
}

/// Hashes the last [`HASHED_BYTES`] of what it is given, with a key of this process.
///
/// Hashing a whole token would cost more than all the rest of a hit. Tokens that share their end would
/// share a bucket, but only tokens with a good signature are kept.
#[derive(Clone)]
struct TailState(RandomState);

struct TailHasher(DefaultHasher);

impl BuildHasher for TailState {
    type Hasher = TailHasher;

    fn build_hasher(&self) -> TailHasher {
        TailHasher(self.0.build_hasher())
    }
}

impl Hasher for TailHasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0.write(&bytes[bytes.len().saturating_sub(HASHED_BYTES)..]);
    }

    fn finish(&self) -> u64 {
        self.0.finish()
    }
}

#[cfg(test)]
#[path = "cache_tests.rs"]
mod tests;
