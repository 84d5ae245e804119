//! Tiny HTTP endpoints of peers: they note what they are told and when, and answer with what was put there. Some are gone:
//! they refuse the connection, or accept it and never answer.
//!
//! They check no tokens: what is measured is the desk, not they.

use crate::body;
use anyhow::{Result, ensure};
use memchr::memmem;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;

/// The largest message that an endpoint takes.
const MAX_MESSAGE: usize = 1 << 20;

/// How an endpoint behaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// It answers.
    Living,
    /// Nobody listens there.
    Refusing,
    /// It accepts and never answers.
    Silent,
}

/// What endpoints have heard and what they know.
#[derive(Default)]
pub struct Ears {
    heard: Mutex<Heard>,
    details: Mutex<HashMap<u128, Vec<u8>>>,
    bell: Notify,
}

/// By endpoint and operation: the highest version, and when it was first told.
type Heard = HashMap<(usize, u128), (u32, Instant)>;

impl Ears {
    /// Opens the endpoint with that number on a port of its own. Its base URL.
    ///
    /// # Errors
    /// What the system says.
    pub async fn open(self: &Arc<Ears>, number: usize, manner: Manner) -> Result<String> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://{}/{number}", listener.local_addr()?);
        let ears = self.clone();
        match manner {
            // The port is given back and nobody takes it during the run, or hardly ever.
            Manner::Refusing => drop(listener),
            Manner::Silent => drop(tokio::spawn(async move {
                let mut open = Vec::new();
                while let Ok((stream, _)) = listener.accept().await {
                    open.push(stream);
                }
            })),
            Manner::Living => drop(tokio::spawn(async move {
                while let Ok((stream, _)) = listener.accept().await {
                    tokio::spawn(ears.clone().serve(number, stream));
                }
            })),
        }
        Ok(url)
    }

    /// What is to be answered to a question for an operation.
    pub fn put(&self, id: u128, details: Vec<u8>) {
        lock(&self.details).insert(id, details);
    }

    /// When each of the endpoints was told of this version of the operation or a later one; `None` unless all were.
    pub fn when_all(&self, endpoints: &[usize], operation: u128, version: u32) -> Option<Vec<Instant>> {
        let heard = lock(&self.heard);
        let when = |endpoint: &usize| heard.get(&(*endpoint, operation)).filter(|told| told.0 >= version).map(|told| told.1);
        endpoints.iter().map(when).collect()
    }

    /// When an operation was told to anybody.
    pub fn when(&self, endpoint: usize, operation: u128) -> Option<Instant> {
        lock(&self.heard).get(&(endpoint, operation)).map(|told| told.1)
    }

    /// Waits until something more is told.
    pub async fn more(&self) {
        self.bell.notified().await;
    }

    /// Answers one connection until it ends.
    async fn serve(self: Arc<Ears>, number: usize, mut stream: TcpStream) {
        let mut input = vec![0; 16 << 10];
        let mut filled = 0;
        loop {
            let message = loop {
                match whole(&input[..filled]) {
                    Ok(Some(end)) => break end,
                    Ok(None) => {}
                    Err(_) => return,
                }
                if filled == input.len() {
                    input.resize(filled * 2, 0);
                }
                match stream.read(&mut input[filled..]).await {
                    Ok(0) | Err(_) => return,
                    Ok(count) => filled += count,
                }
            };
            let answer = self.answer(number, &input[..message]);
            if stream.write_all(&answer).await.is_err() {
                return;
            }
            input.copy_within(message..filled, 0);
            filled -= message;
        }
    }

    fn answer(&self, number: usize, message: &[u8]) -> Vec<u8> {
        if message.starts_with(b"POST") {
            self.hear(number, message);
            return b"HTTP/1.1 204 No Content\r\n\r\n".to_vec();
        }
        let path = message.split(|byte| *byte == b' ').nth(1).unwrap_or_default();
        let id = path.rsplit(|byte| *byte == b'/').next().and_then(crate::random::Id::read);
        let Some(details) = id.and_then(|id| lock(&self.details).get(&id.0).cloned()) else {
            return b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n".to_vec();
        };
        let head = format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n", details.len());
        [head.as_bytes(), &details].concat()
    }

    fn hear(&self, number: usize, message: &[u8]) {
        let now = Instant::now();
        let Some((id, version)) = body::told(message) else { return };
        let mut heard = lock(&self.heard);
        let known = heard.entry((number, id.0)).or_insert((version, now));
        if known.0 < version {
            *known = (version, now);
        }
        drop(heard);
        self.bell.notify_one();
    }
}

/// Where the first message ends, if it is whole.
fn whole(input: &[u8]) -> Result<Option<usize>> {
    let Some(head) = memmem::find(input, b"\r\n\r\n") else {
        ensure!(input.len() < MAX_MESSAGE, "a head without an end");
        return Ok(None);
    };
    let field = b"content-length: ";
    let length = memmem::find(&input[..head], field).map_or(0, |at| {
        let digits = input[at + field.len()..head].iter().take_while(|byte| byte.is_ascii_digit());
        digits.fold(0, |value, digit| value * 10 + usize::from(digit - b'0'))
    });
    ensure!(length <= MAX_MESSAGE, "a message of {length} bytes");
    let end = head + 4 + length;
    Ok((input.len() >= end).then_some(end))
}

/// Nobody holds a lock while something can fail.
fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
