//! The program as a process: started, killed, and its log verified by its own command.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// How long the program may take to start or to end.
const PATIENCE: Duration = Duration::from_secs(60);

/// A running program. Killed when dropped.
pub struct Server {
    child: Child,
    pub url: String,
}

impl Server {
    /// Starts the program for trying things out and waits until it is ready.
    pub fn start(data: &Path) -> Server {
        Server::wait_for(spawn(data))
    }

    /// Starts the program with a configuration and waits until it is ready.
    pub fn start_with(config: &Path) -> Server {
        let mut command = program();
        command.args(["serve", "--config"]).arg(config);
        Server::wait_for(launch(command))
    }

    fn wait_for(mut child: Child) -> Server {
        let mut line = String::new();
        let mut out = BufReader::new(child.stdout.take().expect("its output is a pipe"));
        out.read_line(&mut line).expect("it prints where it listens");
        let url = line.trim().strip_prefix("listening on ").unwrap_or_else(|| panic!("it did not start: {line:?}")).to_owned();
        Server { child, url }
    }

    /// Ends the process at once, as a power cut would end it, but for what the system still writes.
    pub fn kill(mut self) {
        self.child.kill().expect("it runs");
        self.child.wait().expect("it is ours");
    }

    /// Asks the process to stop and waits until it has.
    pub fn stop(mut self) {
        let asked = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        assert!(asked.is_ok_and(|status| status.success()));
        let end = Instant::now() + PATIENCE;
        loop {
            if let Some(status) = self.child.try_wait().expect("it is ours") {
                assert!(status.success(), "it ended with {status}");
                return;
            }
            assert!(Instant::now() < end, "it does not stop");
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Starts the program and kills it while it starts.
pub fn start_and_kill(data: &Path, after: Duration) {
    let mut child = spawn(data);
    std::thread::sleep(after);
    child.kill().expect("it runs");
    child.wait().expect("it is ours");
}

/// Verifies the log with the program's own command.
pub fn verify(data: &Path) {
    let Output { status, stdout, stderr } = program().args(["log", "verify", "--data"]).arg(data).output().expect("it runs");
    let told = format!("{}{}", String::from_utf8_lossy(&stdout), String::from_utf8_lossy(&stderr));
    assert!(status.success(), "the log is not sound: {told}");
}

fn spawn(data: &Path) -> Child {
    let mut command = program();
    command.args(["serve", "--dev", "--listen", "127.0.0.1:0", "--data"]).arg(data);
    launch(command)
}

fn launch(mut command: Command) -> Child {
    // The log lines of the program appear only if they are asked for.
    let lines = if std::env::var_os("TANSIQ_CRASH_LOUD").is_some() { Stdio::inherit() } else { Stdio::null() };
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(lines).spawn().expect("the program can be started")
}

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tansiq"));
    std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("TANSIQ_")).for_each(|(name, _)| {
        command.env_remove(name);
    });
    command
}
