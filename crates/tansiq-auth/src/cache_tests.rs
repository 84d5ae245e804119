use super::*;
use crate::Scopes;

fn accepted(valid_until: i64) -> Accepted {
    let caller = Caller {
        sub: "uss1".to_owned(),
        scopes: Scopes::NONE,
        issuer: "iss".to_owned(),
        audience: Vec::new(),
        expires_at: valid_until,
    };
    Accepted { caller, valid_from: 100, valid_until }
}

#[test]
fn a_token_is_found_whole_in_time_and_with_its_keys_only() {
    let cache = TokenCache::new();
    cache.put("header.claims.signature", 7, accepted(200), 100);
    let found = |token, generation, now| cache.get(token, generation, now).is_some();
    assert!(found("header.claims.signature", 7, 100));
    assert!(found("header.claims.signature", 7, 199));
    assert!(!found("header.claims.signature", 7, 99));
    assert!(!found("header.claims.signature", 7, 200));
    assert!(!found("header.claims.signature", 8, 150));
    assert!(!found("header.claims.signatur", 7, 150));
}

/// Only the end of a token is hashed, so this is where a careless comparison would show.
#[test]
fn tokens_with_the_same_end_are_told_apart() {
    let cache = TokenCache::new();
    let end = "e".repeat(200);
    cache.put(&format!("a{end}"), 1, accepted(200), 100);
    assert!(cache.get(&format!("b{end}"), 1, 100).is_none());
    assert!(cache.get(&end, 1, 100).is_none());
    cache.put(&format!("b{end}"), 1, accepted(200), 100);
    assert_eq!(cache.len(), 2);
}

#[test]
fn the_cache_is_bounded_and_the_newest_token_is_always_kept() {
    let cache = TokenCache::new();
    for index in 0..3 * MAX_CACHED_TOKENS as i64 {
        let token = format!("token-{index}");
        cache.put(&token, 1, accepted(1_000_000 + index), 100);
        assert!(cache.get(&token, 1, 100).is_some());
        assert!(cache.len() <= MAX_CACHED_TOKENS);
    }
    assert_eq!(cache.len(), MAX_CACHED_TOKENS);
}

#[test]
fn tokens_that_no_longer_count_make_room_first() {
    let cache = TokenCache::new();
    for index in 0..4 * MAX_CACHED_TOKENS {
        cache.put(&format!("old-{index}"), 1, accepted(200), 100);
    }
    assert_eq!(cache.len(), MAX_CACHED_TOKENS);
    for shard in &cache.shards {
        let mut shard = shard.write();
        make_room(&mut shard, 2, 100);
        assert_eq!(shard.len(), 0);
    }
}

#[test]
fn very_long_tokens_are_not_kept() {
    let cache = TokenCache::new();
    cache.put(&"x".repeat(MAX_CACHED_TOKEN_BYTES), 1, accepted(200), 100);
    cache.put(&"x".repeat(MAX_CACHED_TOKEN_BYTES + 1), 1, accepted(200), 100);
    assert_eq!(cache.len(), 1);
}
