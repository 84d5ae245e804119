//! The server under play: a real `tansiq` process on an embedded store in a folder of the demo.
//!
//! It is started, asked whether it is ready, killed without warning, started again on the same folder and
//! address, and stopped politely at the end. Every wait is bounded. What the server does is not known here.

use std::path::{Path, PathBuf};
use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt as _, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};
use tokio::time::timeout;

use crate::http::Http;

/// How long the server may take to say where it listens, and then to be ready.
pub const START_TIMEOUT: Duration = Duration::from_secs(20);

/// How long the server may take to stop when asked; then it is killed.
pub const STOP_TIMEOUT: Duration = Duration::from_secs(10);

/// How long a command-line tool of the server (`log verify`) may take.
pub const TOOL_TIMEOUT: Duration = Duration::from_secs(20);

/// How often readiness is asked for.
const POLL: Duration = Duration::from_millis(50);

/// What is looked for in the first line the server prints.
const LISTENING: &str = "listening on ";

/// Why the server could not be used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such program.
    #[error("no server binary at {}: build it with `cargo build -p tansiq`, or name it with --server-binary", .0.display())]
    NoBinary(PathBuf),
    /// It could not be started or waited for.
    #[error("cannot run {}", binary.display())]
    Run {
        /// Which program.
        binary: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// It ended instead of serving.
    #[error("the server ended at once ({status}); its last words: {last_words}")]
    Ended {
        /// How.
        status: ExitStatus,
        /// The end of its log.
        last_words: String,
    },
    /// It did not say where it listens, or did not become ready.
    #[error("the server was not {what} within {} s; its last words: {last_words}", START_TIMEOUT.as_secs())]
    TooSlow {
        /// What it was not.
        what: &'static str,
        /// The end of its log.
        last_words: String,
    },
    /// A command-line tool of the server failed.
    #[error("`{command}` failed ({status}): {output}")]
    Tool {
        /// Which.
        command: String,
        /// How.
        status: String,
        /// What it said.
        output: String,
    },
}

/// Where the server's program and its folder are.
#[derive(Clone, Debug)]
pub struct Site {
    /// The program.
    pub binary: PathBuf,
    /// The demo's folder.
    pub folder: PathBuf,
}

impl Site {
    /// The configuration file.
    pub fn config(&self) -> PathBuf {
        self.folder.join("tansiq.toml")
    }

    /// The folder of the embedded store.
    pub fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// Where the server's own log goes.
    pub fn log(&self) -> PathBuf {
        self.folder.join("server.log")
    }

    fn cannot_run(&self, source: std::io::Error) -> Error {
        Error::Run { binary: self.binary.clone(), source }
    }
}

/// A running server.
pub struct Server {
    /// Where it listens, as a base URL.
    pub url: String,
    site: Site,
    child: Child,
}

impl Server {
    /// Starts the server and waits until it is ready. `listen` may ask for port 0, any free one.
    pub async fn start(site: &Site, listen: &str) -> Result<Server, Error> {
        let mut child = spawn(site, listen)?;
        let stdout = child.stdout.take().expect("stdout is piped");
        let mut lines = BufReader::new(stdout).lines();
        let url = match timeout(START_TIMEOUT, listening(&mut lines)).await {
            Ok(Ok(Some(url))) => url,
            Ok(Ok(None)) => {
                let status = child.wait().await.map_err(|source| site.cannot_run(source))?;
                return Err(Error::Ended { status, last_words: last_words(site) });
            }
            Ok(Err(source)) => return Err(site.cannot_run(source)),
            Err(_) => return Err(too_slow(site, "listening")),
        };
        // A server that goes on printing must never stall on a full pipe.
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        let server = Server { url, site: site.clone(), child };
        server.wait_until_ready().await?;
        Ok(server)
    }

    async fn wait_until_ready(&self) -> Result<(), Error> {
        let http = Http::new(&self.url);
        let url = format!("{}/ready", self.url);
        let ready = timeout(START_TIMEOUT, async {
            while !http.get(&url).await.is_ok_and(|answer| answer.status.is_success()) {
                tokio::time::sleep(POLL).await;
            }
        });
        ready.await.map_err(|_| too_slow(&self.site, "ready"))
    }

    /// The address to listen on again after a restart, so that nobody has to be told of a new one.
    pub fn address(&self) -> String {
        self.url.trim_start_matches("http://").to_owned()
    }

    /// Kills the process without warning (SIGKILL) and waits until it is gone.
    pub async fn kill(&mut self) -> Result<(), Error> {
        self.child.kill().await.map_err(|source| self.site.cannot_run(source))
    }

    /// Waits until the process ends by itself.
    pub async fn ended(&mut self) {
        // An error means that it cannot be waited for any more, and so that it is gone.
        let _ = self.child.wait().await;
    }

    /// Asks the server to stop, and kills it if it does not. Says whether it stopped by itself, without fault.
    pub async fn stop(mut self) -> bool {
        let pid = self.child.id().and_then(|id| Pid::from_raw(id.cast_signed()));
        if let Some(pid) = pid
            && kill_process(pid, Signal::TERM).is_ok()
            && let Ok(Ok(status)) = timeout(STOP_TIMEOUT, self.child.wait()).await
        {
            return status.success();
        }
        // `kill_on_drop` would do it as well, but would not wait for the end.
        let _ = self.child.kill().await;
        false
    }
}

/// Runs a command-line tool of the server with a text on its standard input.
///
/// # Errors
/// [`Error`] if it cannot be run, does not end in time, or fails.
pub async fn tool(site: &Site, arguments: &[&str], input: &str) -> Result<(), Error> {
    if !site.binary.is_file() {
        return Err(Error::NoBinary(site.binary.clone()));
    }
    let failed = |status: String, output: String| Error::Tool {
        command: format!("tansiq {}", arguments[..arguments.len().min(2)].join(" ")),
        status,
        output,
    };
    let cannot_run = |source| site.cannot_run(source);
    let mut command = Command::new(&site.binary);
    command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).kill_on_drop(true);
    let mut child = command.spawn().map_err(cannot_run)?;
    let mut stdin = child.stdin.take().expect("stdin is piped");
    let work = async {
        // A tool that ends without reading says why on its way out.
        let _ = stdin.write_all(input.as_bytes()).await;
        drop(stdin);
        child.wait_with_output().await
    };
    let output = match timeout(TOOL_TIMEOUT, work).await {
        Ok(output) => output.map_err(cannot_run)?,
        Err(_) => return Err(failed("no end".to_owned(), format!("nothing within {} s", TOOL_TIMEOUT.as_secs()))),
    };
    match output.status.success() {
        true => Ok(()),
        false => Err(failed(output.status.to_string(), String::from_utf8_lossy(&output.stderr).trim().to_owned())),
    }
}

fn spawn(site: &Site, listen: &str) -> Result<Child, Error> {
    if !site.binary.is_file() {
        return Err(Error::NoBinary(site.binary.clone()));
    }
    let log = std::fs::OpenOptions::new().create(true).append(true).open(site.log());
    let mut command = Command::new(&site.binary);
    command.arg("serve").arg("--config").arg(site.config());
    command.args(["--listen", listen]).arg("--data").arg(site.data());
    command.stdin(Stdio::null()).stdout(Stdio::piped());
    command.stderr(log.map_err(|source| site.cannot_run(source))?);
    // The demo's own configuration must not be overridden by what its caller keeps for a real node.
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("TANSIQ_")) {
        command.env_remove(name);
    }
    // Ctrl-C at the terminal reaches the player alone, which then stops the server in its own order.
    command.process_group(0).kill_on_drop(true);
    command.spawn().map_err(|source| site.cannot_run(source))
}

/// The base URL the server says it listens on, or none when it ends without saying.
async fn listening(lines: &mut Lines<BufReader<ChildStdout>>) -> std::io::Result<Option<String>> {
    while let Some(line) = lines.next_line().await? {
        if let Some(at) = line.find(LISTENING) {
            let url = line[at + LISTENING.len()..].trim().trim_end_matches('/');
            return Ok(Some(url.to_owned()));
        }
    }
    Ok(None)
}

/// Runs `tansiq log verify` on the store and answers what it printed.
pub async fn verify_log(site: &Site) -> Result<String, Error> {
    let mut command = Command::new(&site.binary);
    command.args(["log", "verify", "--data"]).arg(site.data());
    command.stdin(Stdio::null()).kill_on_drop(true);
    let shown = format!("tansiq log verify --data {}", site.data().display());
    let failed = |status: String, output: String| Error::Tool { command: shown.clone(), status, output };
    let output = match timeout(TOOL_TIMEOUT, command.output()).await {
        Ok(Ok(output)) => output,
        Ok(Err(error)) => return Err(failed(error.to_string(), String::new())),
        Err(_) => return Err(failed(format!("not done within {} s", TOOL_TIMEOUT.as_secs()), String::new())),
    };
    let said = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    if output.status.success() {
        return Ok(said);
    }
    let complaint = String::from_utf8_lossy(&output.stderr).trim().to_owned();
    Err(failed(output.status.to_string(), format!("{said} {complaint}")))
}

fn too_slow(site: &Site, what: &'static str) -> Error {
    Error::TooSlow { what, last_words: last_words(site) }
}

/// The last lines of the server's log, to save a reader from opening it.
fn last_words(site: &Site) -> String {
    let log = std::fs::read(site.log()).unwrap_or_default();
    let log = String::from_utf8_lossy(&log);
    let lines: Vec<&str> = log.lines().collect();
    let tail = &lines[lines.len().saturating_sub(3)..];
    format!("{} (more in {})", tail.join(" / "), shown(&site.log()))
}

/// A path as a person would type it.
pub fn shown(path: &Path) -> String {
    path.display().to_string()
}

#[cfg(test)]
#[path = "server_tests.rs"]
mod tests;
