//! One kept-alive HTTP/1.1 connection, as cheap as can be: the generator shares its cores with the server it measures.
//!
//! It understands just what the server sends: a status, and a body of announced length or none.

use memchr::memmem;
use std::io::{self, ErrorKind};
use std::net::SocketAddr;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

const LENGTH_DIGITS: usize = 8;

/// A connection with the request being built and the last answer.
pub struct Connection {
    address: SocketAddr,
    stream: TcpStream,
    /// The request. Append the body after [`Connection::begin`].
    pub out: Vec<u8>,
    length_at: usize,
    body_at: usize,
    input: Vec<u8>,
    filled: usize,
    answer: std::ops::Range<usize>,
}

impl Connection {
    /// Connects.
    ///
    /// # Errors
    /// What the system says.
    pub async fn open(address: SocketAddr) -> io::Result<Connection> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (out, input) = (Vec::with_capacity(4096), vec![0; 16 << 10]);
        Ok(Connection { address, stream, out, length_at: 0, body_at: 0, input, filled: 0, answer: 0..0 })
    }

    /// Begins a request; the body is appended to `out` afterwards.
    pub fn begin(&mut self, method: &str, path: &[&[u8]], authorization: &str) {
        self.out.clear();
        self.out.extend_from_slice(method.as_bytes());
        self.out.push(b' ');
        path.iter().for_each(|part| self.out.extend_from_slice(part));
        self.out.extend_from_slice(b" HTTP/1.1\r\nhost: localhost\r\nauthorization: ");
        self.out.extend_from_slice(authorization.as_bytes());
        self.out.extend_from_slice(b"\r\ncontent-type: application/json\r\ncontent-length: ");
        self.length_at = self.out.len();
        self.out.extend_from_slice(&[b'0'; LENGTH_DIGITS]);
        self.out.extend_from_slice(b"\r\n\r\n");
        self.body_at = self.out.len();
    }

    /// Sends the request and waits for the whole answer. The status; 0 if the connection broke, which opens another one.
    ///
    /// # Errors
    /// If no new connection can be had.
    pub async fn exchange(&mut self) -> io::Result<u16> {
        let length = format!("{:0LENGTH_DIGITS$}", self.out.len() - self.body_at);
        self.out[self.length_at..self.length_at + LENGTH_DIGITS].copy_from_slice(length.as_bytes());
        match self.converse().await {
            Ok(status) => Ok(status),
            Err(_) => {
                let out = std::mem::take(&mut self.out);
                *self = Connection::open(self.address).await?;
                self.out = out;
                Ok(0)
            }
        }
    }

    /// The body of the last answer.
    pub fn body(&self) -> &[u8] {
        &self.input[self.answer.clone()]
    }

    async fn converse(&mut self) -> io::Result<u16> {
        self.stream.write_all(&self.out).await?;
        self.filled = 0;
        let (head_end, status, length) = loop {
            self.fill().await?;
            if let Some(end) = memmem::find(&self.input[..self.filled], b"\r\n\r\n") {
                let (status, length) = read_head(&self.input[..end]).ok_or(ErrorKind::InvalidData)?;
                break (end + 4, status, length);
            }
        };
        while self.filled < head_end + length {
            self.fill().await?;
        }
        self.answer = head_end..head_end + length;
        Ok(status)
    }

    async fn fill(&mut self) -> io::Result<()> {
        if self.filled == self.input.len() {
            self.input.resize(self.input.len() * 2, 0);
        }
        match self.stream.read(&mut self.input[self.filled..]).await? {
            0 => Err(ErrorKind::UnexpectedEof.into()),
            count => {
                self.filled += count;
                Ok(())
            }
        }
    }
}

/// The status and the length of the body.
fn read_head(head: &[u8]) -> Option<(u16, usize)> {
    let status = std::str::from_utf8(head.get(9..12)?).ok()?.parse().ok()?;
    if status == 204 {
        return Some((status, 0));
    }
    let field = b"content-length: ";
    let at = memmem::find(head, field)? + field.len();
    let digits = head[at..].iter().take_while(|byte| byte.is_ascii_digit());
    Some((status, digits.fold(0, |value, digit| value * 10 + usize::from(digit - b'0'))))
}
