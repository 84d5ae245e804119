//! The server under test: a process of its own, started, watched through `/proc`, killed and stopped.

use anyhow::{Context, Result, bail};
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How long a start may take, a replay of millions of records included.
const START_TIMEOUT: Duration = Duration::from_secs(300);
/// The kernel's unit of processor time in `/proc/PID/stat`, on every Linux of today.
const TICKS_PER_S: f64 = 100.0;

/// A folder for one run, removed at the end.
pub struct Folder(PathBuf);

impl Folder {
    /// Makes the folder of the process of this name within `parent`.
    ///
    /// # Errors
    /// What the system says.
    pub fn make(parent: &Path, name: &str) -> Result<Folder> {
        let path = parent.join(format!("run-{}-{name}", std::process::id()));
        fs::create_dir_all(path.join("data")).with_context(|| format!("the folder {} cannot be made", path.display()))?;
        Ok(Folder(path))
    }

    /// Its path.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Writes the server's configuration and the public key of the authority.
    ///
    /// # Errors
    /// What the system says.
    pub fn configure(&self, public_pem: &str, store: &str, extra: &str) -> Result<()> {
        fs::write(self.0.join("authority.pem"), public_pem)?;
        let (data, key) = (self.0.join("data"), self.0.join("authority.pem"));
        let text = format!(
            "[server]\nlisten = \"127.0.0.1:0\"\npublic_url = \"http://127.0.0.1:8080\"\nlocality = \"bench\"\n\
             allow_http_base_urls = true\n[auth]\naudiences = [\"localhost\", \"127.0.0.1\"]\npublic_keys = [{key:?}]\n\
             [telemetry]\nfilter = \"warn\"\n[store]\nkind = \"{store}\"\npath = {data:?}\n{extra}\n"
        );
        fs::write(self.0.join("tansiq.toml"), text)?;
        Ok(())
    }

    /// Bytes on the disk of the log, and of the snapshot.
    pub fn stored_bytes(&self) -> (u64, u64) {
        let size = |of_snapshot: bool| {
            let files = fs::read_dir(self.0.join("data")).into_iter().flatten().flatten();
            let wanted = files.filter(|file| file.file_name().to_string_lossy().contains("snapshot") == of_snapshot);
            wanted.filter_map(|file| file.metadata().ok()).map(|metadata| metadata.blocks() * 512).sum()
        };
        (size(false), size(true))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What is left of a run is in nobody's way.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// A running server.
pub struct Server {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
    /// From the start of the process to the first good answer of `/ready`.
    pub ready_after: Duration,
}

impl Server {
    /// Starts the server of the folder and waits until it is ready.
    ///
    /// # Errors
    /// If it does not become ready; with what it said.
    pub fn start(binary: &Path, folder: &Folder) -> Result<Server> {
        let began = Instant::now();
        let errors = folder.0.join("server.log");
        let mut child = Command::new(binary)
            .arg("serve")
            .arg("--config")
            .arg(folder.0.join("tansiq.toml"))
            .stdout(Stdio::piped())
            .stderr(fs::OpenOptions::new().create(true).append(true).open(&errors)?)
            .spawn()
            .with_context(|| format!("{} cannot be started; `make release` builds the server", binary.display()))?;
        let mut line = String::new();
        let stdout = child.stdout.take().context("the output was asked for")?;
        BufReader::new(stdout).read_line(&mut line)?;
        let Some(address) = line.trim().strip_prefix("listening on http://") else {
            let _ = child.kill();
            let _ = child.wait();
            bail!("the server did not say where it listens: {line:?} {}", fs::read_to_string(errors).unwrap_or_default());
        };
        let mut server = Server { child, address: address.parse()?, ready_after: Duration::ZERO };
        while !answers(server.address, "/ready").is_ok_and(|answer| answer.starts_with("HTTP/1.1 200")) {
            if began.elapsed() > START_TIMEOUT {
                bail!("the server is not ready after {} s", START_TIMEOUT.as_secs());
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        server.ready_after = began.elapsed();
        Ok(server)
    }

    /// Its process id.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Resident memory now and at its peak, bytes.
    pub fn memory(&self) -> (u64, u64) {
        let status = fs::read_to_string(format!("/proc/{}/status", self.id())).unwrap_or_default();
        let kib = |field: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(field));
            line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0)
        };
        (kib("VmRSS:") * 1024, kib("VmHWM:") * 1024)
    }

    /// How to look at it while a load runs.
    pub fn probe(&self) -> Probe {
        Probe { id: self.id(), address: self.address }
    }

    /// Kills it at once.
    pub fn kill(mut self) {
        // Fails only if it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// Stops it cleanly. How long that took.
    ///
    /// # Errors
    /// If it ended with a failure.
    pub fn stop(mut self) -> Result<Duration> {
        let began = Instant::now();
        Command::new("kill").arg("-TERM").arg(self.id().to_string()).status()?;
        let status = self.child.wait()?;
        if !status.success() {
            bail!("the server ended with {status}");
        }
        Ok(began.elapsed())
    }
}

/// Looks at a running server from outside.
#[derive(Clone, Copy, Debug)]
pub struct Probe {
    id: u32,
    address: SocketAddr,
}

/// What a server has done so far, or between two looks.
#[derive(Clone, Copy, Debug, Default)]
pub struct Work {
    /// Processor seconds of the server.
    pub server_cpu_s: f64,
    /// Processor seconds of the generator.
    pub own_cpu_s: f64,
    /// Appends to the log.
    pub appends: f64,
    /// Records appended.
    pub records: f64,
    /// Seconds spent in appends.
    pub append_s: f64,
    /// Seconds on the clock.
    pub wall_s: f64,
    /// Requests that the generator sent.
    pub requests: f64,
}

impl Probe {
    /// A number from `/metrics`; 0 if it is not there.
    pub fn metric(&self, name: &str) -> f64 {
        metric(&answers(self.address, "/metrics").unwrap_or_default(), name)
    }

    /// What has been done so far; `wall_s` counts from `began`.
    pub fn look(&self, began: Instant, requests: u64) -> Work {
        let metrics = answers(self.address, "/metrics").unwrap_or_default();
        Work {
            server_cpu_s: cpu_s(&format!("/proc/{}/stat", self.id)),
            own_cpu_s: cpu_s("/proc/self/stat"),
            appends: metric(&metrics, "airspace_appends"),
            records: metric(&metrics, "airspace_records"),
            append_s: metric(&metrics, "airspace_append_microseconds") / 1e6,
            wall_s: began.elapsed().as_secs_f64(),
            requests: requests as f64,
        }
    }
}

impl Work {
    /// What was done since `before`.
    pub fn since(&self, before: &Work) -> Work {
        Work {
            server_cpu_s: self.server_cpu_s - before.server_cpu_s,
            own_cpu_s: self.own_cpu_s - before.own_cpu_s,
            appends: self.appends - before.appends,
            records: self.records - before.records,
            append_s: self.append_s - before.append_s,
            wall_s: self.wall_s - before.wall_s,
            requests: self.requests - before.requests,
        }
    }
}

fn metric(text: &str, name: &str) -> f64 {
    let line = text.lines().find_map(|line| line.strip_prefix("tansiq_")?.strip_prefix(name)?.strip_prefix(' '));
    line.and_then(|value| value.trim().parse().ok()).unwrap_or(0.0)
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn cpu_s(path: &str) -> f64 {
    let stat = fs::read_to_string(path).unwrap_or_default();
    // The name, in parentheses, may hold spaces; user and system time are the 12th and 13th fields after it.
    let fields = stat.rsplit_once(')').map_or("", |(_, fields)| fields);
    let ticks: f64 = fields.split_whitespace().skip(11).take(2).filter_map(|field| field.parse::<f64>().ok()).sum();
    ticks / TICKS_PER_S
}

fn answers(address: SocketAddr, path: &str) -> std::io::Result<String> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    write!(stream, "GET {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n")?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer)
}
