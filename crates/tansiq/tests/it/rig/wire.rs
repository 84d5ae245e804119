//! Bytes on a connection, for what no HTTP client would send.

use super::Rig;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// How long an answer may take. Generous, as the machine may be busy; nothing waits for it when all is well.
pub const PATIENCE: Duration = Duration::from_secs(8);

impl Rig {
    /// A connection on which `bytes` were sent.
    pub async fn connect(&self, bytes: &[u8]) -> TcpStream {
        let mut stream = TcpStream::connect(self.address).await.expect("the node listens");
        // The node may have closed already: then what it said is still to be read.
        let _ = stream.write_all(bytes).await;
        stream
    }

    /// Sends bytes, ends the sending side if `half_close`, and reads until the node closes.
    pub async fn exchange(&self, bytes: &[u8], half_close: bool) -> String {
        let mut stream = self.connect(bytes).await;
        if half_close {
            let _ = stream.shutdown().await;
        }
        read_to_end(&mut stream).await
    }
}

/// All that comes until the other side closes, in time.
pub async fn read_to_end(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let reading = async {
        let mut buffer = [0; 4096];
        // A reset is an end as well.
        while let Ok(count @ 1..) = stream.read(&mut buffer).await {
            bytes.extend_from_slice(&buffer[..count]);
        }
    };
    tokio::time::timeout(PATIENCE, reading).await.expect("the node closes the connection in time");
    String::from_utf8_lossy(&bytes).into_owned()
}

/// What comes until `end` has come, in time.
pub async fn read_until(stream: &mut TcpStream, end: &str) -> String {
    let mut bytes = Vec::new();
    let reading = async {
        while !bytes.windows(end.len()).any(|window| window == end.as_bytes()) {
            let byte = stream.read_u8().await.unwrap_or_else(|_| panic!("{} came", String::from_utf8_lossy(&bytes)));
            bytes.push(byte);
        }
    };
    tokio::time::timeout(PATIENCE, reading).await.expect("the node answers in time");
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The head of a request, with the lines given.
pub fn head(first: &str, lines: &[String]) -> String {
    let lines: String = lines.iter().map(|line| format!("{line}\r\n")).collect();
    format!("{first} HTTP/1.1\r\nHost: localhost\r\n{lines}\r\n")
}
