//! Reading the body of a request within its bounds of size and time, and within the memory that all bodies share.
//!
//! Memory is counted as it is filled, never as it is announced: a client that promises four mebibytes and sends one byte
//! holds one kibibyte of what is shared. What the bytes mean is not looked at here; see `call.rs`.

use super::bounds::BODY_TIMEOUT;
use super::error::Error;
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, header};
use http_body_util::BodyExt;
use tansiq_node::Unavailable;
use tokio::sync::{Semaphore, SemaphorePermit};

/// Bytes for which room is made before any have come.
const FIRST_ROOM: usize = 16 << 10;

/// How much of a body is read, and from which shared memory it takes.
pub(crate) struct Allowance<'a> {
    /// Bytes of this body.
    pub(crate) bytes: usize,
    /// Kibibytes of all bodies; `None` where the bound above is small enough.
    pub(crate) shared_kib: Option<&'a Semaphore>,
}

/// A body that is announced as too large is not even begun.
pub(crate) fn refuse_announced_excess(headers: &HeaderMap, allowed: usize) -> Result<(), Error> {
    let announced = announced_length(headers);
    if announced.is_some_and(|length| length > allowed as u64) { Err(Error::BodyTooLarge) } else { Ok(()) }
}

fn announced_length(headers: &HeaderMap) -> Option<u64> {
    headers.get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// Reads the whole body.
pub(crate) async fn read(headers: &HeaderMap, body: Body, allowance: Allowance<'_>) -> Result<Bytes, Error> {
    let announced = announced_length(headers);
    if announced == Some(0) || (announced.is_none() && !headers.contains_key(header::TRANSFER_ENCODING)) {
        return Ok(Bytes::new());
    }
    if announced.is_some_and(|length| length > allowance.bytes as u64) {
        return Err(Error::BodyTooLarge);
    }
    let room = announced.and_then(|length| usize::try_from(length).ok()).unwrap_or(FIRST_ROOM).min(FIRST_ROOM);
    let reading = collect(body, Vec::with_capacity(room), allowance);
    tokio::time::timeout(BODY_TIMEOUT, reading).await.unwrap_or(Err(Error::BodyTimeout))
}

async fn collect(mut body: Body, mut bytes: Vec<u8>, allowance: Allowance<'_>) -> Result<Bytes, Error> {
    let mut share: Option<SemaphorePermit<'_>> = None;
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|error| Error::Invalid(format!("body: could not be read: {error}")))?;
        let Ok(data) = frame.into_data() else { continue };
        if data.len() > allowance.bytes - bytes.len() {
            return Err(Error::BodyTooLarge);
        }
        if let Some(shared_kib) = allowance.shared_kib {
            take(shared_kib, &mut share, bytes.len() + data.len())?;
        }
        bytes.extend_from_slice(&data);
    }
    Ok(bytes.into())
}

/// Makes `share` large enough for `bytes`. Who finds nothing left is sent away: waiting would hold what it has already.
fn take<'a>(shared_kib: &'a Semaphore, share: &mut Option<SemaphorePermit<'a>>, bytes: usize) -> Result<(), Error> {
    let needed = bytes.div_ceil(1024) - share.as_ref().map_or(0, SemaphorePermit::num_permits);
    if needed == 0 {
        return Ok(());
    }
    let needed = u32::try_from(needed).unwrap_or(u32::MAX);
    let more = shared_kib.try_acquire_many(needed).map_err(|_| Error::Unavailable(Unavailable::Busy))?;
    match share {
        Some(share) => share.merge(more),
        None => *share = Some(more),
    }
    Ok(())
}

#[cfg(test)]
#[path = "body_tests.rs"]
mod tests;
