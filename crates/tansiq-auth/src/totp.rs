//! Second factors: six digits that change every 30 s (RFC 6238, with HMAC-SHA-1 as every authenticator has it).
//!
//! Which steps were used already is not known here: whoever verifies a code keeps the step that it answers, and takes none
//! that is not later.

use aws_lc_rs::hmac;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use subtle::ConstantTimeEq;

use crate::clients::random;

/// Seconds for which a code is shown.
const STEP_S: i64 = 30;
/// Steps before and after the present one whose codes are taken: clocks differ, and people type slowly.
const TOLERANCE: i64 = 1;
/// Digits of a code.
const DIGITS: usize = 6;
/// What a code is less than.
const CODES: u32 = 1_000_000;
/// Bytes of a secret: those of the hash, as RFC 4226 §4 recommends.
const SECRET_BYTES: usize = 20;
/// The digits of base32 (RFC 4648 §6).
const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// A new secret: 20 random bytes as 32 characters of base32.
#[must_use]
pub fn new_totp_secret() -> String {
    to_base32(&random::<SECRET_BYTES>())
}

/// What an authenticator reads from a picture: for whom, by whom, and with which secret.
#[must_use]
pub fn totp_uri(issuer: &str, name: &str, secret: &str) -> String {
    let encode = |text| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let (issuer, name) = (encode(issuer), encode(name));
    format!("otpauth://totp/{issuer}:{name}?secret={secret}&issuer={issuer}&algorithm=SHA1&digits={DIGITS}&period={STEP_S}")
}

/// The step whose code this is, if it is one of those around `now_s` (Unix seconds) and later than `last_step`.
#[must_use]
pub fn verify_totp(secret: &str, code: &str, now_s: i64, last_step: Option<u64>) -> Option<u64> {
    let bytes = from_base32(secret)?;
    if code.len() != DIGITS || !code.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let present = now_s.div_euclid(STEP_S);
    let steps = (present - TOLERANCE..=present + TOLERANCE).filter_map(|step| u64::try_from(step).ok());
    let mut found = None;
    // All are compared, in constant time, so that time does not tell which was near.
    for step in steps {
        let right: bool = code_at(&bytes, step).as_bytes().ct_eq(code.as_bytes()).into();
        if right && last_step.is_none_or(|last| step > last) {
            found = Some(step);
        }
    }
    found
}

/// The code of a secret at a moment (Unix seconds); for tests and for trying an authenticator out.
#[must_use]
pub fn totp_at(secret: &str, now_s: i64) -> Option<String> {
    let step = u64::try_from(now_s.div_euclid(STEP_S)).ok()?;
    Some(code_at(&from_base32(secret)?, step))
}

/// RFC 4226 §5.3.
fn code_at(secret: &[u8], step: u64) -> String {
    let number = truncated(secret, step) % CODES;
    format!("{number:0DIGITS$}")
}

/// Four bytes of the hash, from where its last half byte says, without the sign.
fn truncated(secret: &[u8], step: u64) -> u32 {
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, secret);
    let tag = hmac::sign(&key, &step.to_be_bytes());
    let tag = tag.as_ref();
    let at = usize::from(tag[tag.len() - 1] & 0x0f);
    let four: [u8; 4] = tag[at..at + 4].try_into().expect("at most 15 + 4 of 20 bytes");
    u32::from_be_bytes(four) & 0x7fff_ffff
}

fn to_base32(bytes: &[u8]) -> String {
    let mut text = String::new();
    let (mut pending, mut bits) = (0_u32, 0);
    for byte in bytes {
        pending = pending << 8 | u32::from(*byte);
        bits += 8;
        while bits >= 5 {
            bits -= 5;
            text.push(char::from(BASE32[(pending >> bits & 31) as usize]));
        }
    }
    if bits > 0 {
        text.push(char::from(BASE32[(pending << (5 - bits) & 31) as usize]));
    }
    text
}

/// None if it is not base32. Bits that fill up the last digit are left out.
fn from_base32(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() * 5 / 8);
    let (mut pending, mut bits) = (0_u32, 0);
    for digit in text.trim_end_matches('=').bytes() {
        let value = BASE32.iter().position(|known| *known == digit.to_ascii_uppercase())?;
        pending = (pending << 5 | value as u32) & 0xfff;
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push((pending >> bits & 0xff) as u8);
        }
    }
    Some(bytes)
}

#[cfg(test)]
#[path = "totp_tests.rs"]
mod tests;
