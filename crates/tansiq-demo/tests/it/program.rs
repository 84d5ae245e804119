//! Running the demo's own program, and finding the server's.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use serde_json::Value;

/// How long one play may take, from the first process to the last.
pub const PLAY_TIMEOUT: Duration = Duration::from_secs(120);

/// The server's program, when it is built: beside the demo's own.
pub fn server() -> Option<PathBuf> {
    let beside = Path::new(env!("CARGO_BIN_EXE_tansiq-demo")).with_file_name("tansiq");
    if beside.is_file() {
        return Some(beside);
    }
    eprintln!("no server at {}; build it with `cargo build -p tansiq` to play", beside.display());
    None
}

/// The demo with arguments; its output is collected.
pub fn demo(args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tansiq-demo"));
    let child = command.args(args).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    child.and_then(Child::wait_with_output).expect("the demo can be run")
}

/// The lines of a `--json` play.
pub fn json_lines(output: &Output) -> Vec<Value> {
    let text = String::from_utf8(output.stdout.clone()).expect("the story is UTF-8");
    text.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"))).collect()
}

/// A demo that is left running.
pub struct Running {
    child: Child,
    lines: Receiver<String>,
    /// Everything it said so far.
    pub said: Vec<String>,
}

impl Running {
    /// Starts the demo with arguments.
    pub fn start(args: &[&str]) -> Running {
        let mut command = Command::new(env!("CARGO_BIN_EXE_tansiq-demo"));
        let mut child = command.args(args).stdin(Stdio::null()).stdout(Stdio::piped()).spawn().expect("the demo can be run");
        let stdout = child.stdout.take().expect("stdout is piped");
        let (send, lines) = channel();
        std::thread::spawn(move || {
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                if send.send(line).is_err() {
                    return;
                }
            }
        });
        Running { child, lines, said: Vec::new() }
    }

    /// Waits for the event of this name.
    pub fn event(&mut self, name: &str) -> Value {
        let deadline = Instant::now() + PLAY_TIMEOUT;
        loop {
            let left = deadline.saturating_duration_since(Instant::now());
            match self.lines.recv_timeout(left) {
                Ok(line) => {
                    let value: Value = serde_json::from_str(&line).expect("every line is JSON");
                    self.said.push(line);
                    if value["event"] == name {
                        return value;
                    }
                }
                Err(RecvTimeoutError::Timeout) => panic!("no {name} within {PLAY_TIMEOUT:?}: {:?}", self.said),
                Err(RecvTimeoutError::Disconnected) => panic!("ended without {name}: {:?}", self.said),
            }
        }
    }

    /// Runs the commands that are printed at the end in one shell, and answers what each said.
    pub fn commands(&mut self) -> Vec<String> {
        let next = self.event("next");
        let commands: Vec<&str> =
            next["commands"].as_array().expect("a list").iter().filter_map(|c| c["command"].as_str()).collect();
        let script = format!("set -e\n{}\n", commands.join("\necho ----\n"));
        let output = Command::new("sh").args(["-c", &script]).output().expect("a shell can be run");
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
        said.split("----").map(|answer| answer.trim().to_owned()).collect()
    }

    /// Presses Ctrl-C and waits for the exit code.
    pub fn interrupt(mut self) -> Option<i32> {
        let pid = self.child.id().to_string();
        let sent = Command::new("kill").args(["-INT", &pid]).status().expect("kill can be run");
        assert!(sent.success());
        let stopped = self.event("stopped");
        assert_eq!(stopped["clean"], true, "the server must stop cleanly");
        self.child.wait().expect("the demo can be waited for").code()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // After `interrupt` it is gone already; after a failed assertion it must not be left behind.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
