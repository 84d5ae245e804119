//! A process killed at any moment of its appends loses nothing it was told is stored, and leaves no half of a batch.

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use tansiq_log::Log;

use crate::{grow, open, scratch, verified};

/// Set for the child only, to the path of the log it shall write until it is killed.
const CHILD_PATH: &str = "TANSIQ_LOG_TEST_CHILD";

/// Every batch of the child has this many records, so that half a batch shows in the head.
const BATCH: u64 = 7;

const ROUNDS: u64 = 8;

/// What the child does; in an ordinary run there is nothing to do.
#[test]
fn child_appends_until_it_is_killed() {
    let Ok(path) = std::env::var(CHILD_PATH) else {
        return;
    };
    let mut log = open(path.as_ref());
    loop {
        grow(&mut log, BATCH);
        let mut out = std::io::stdout();
        writeln!(out, "acknowledged {}", log.head().unwrap()).unwrap();
        out.flush().unwrap();
    }
}

#[test]
fn acknowledged_batches_survive_a_kill_whole() {
    let (_folder, path) = scratch();
    let mut before = 0;
    for round in 0..ROUNDS {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "crash::child_appends_until_it_is_killed", "--nocapture"])
            .env(CHILD_PATH, &path)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut acknowledged = 0;
        let told = |line: &str| line.rsplit_once("acknowledged ").and_then(|(_, head)| head.parse::<u64>().ok());
        while acknowledged < before + BATCH * (1 + round * 3) {
            let line = lines.next().expect("the child appends until it is killed").unwrap();
            acknowledged = told(&line).unwrap_or(acknowledged);
        }
        child.kill().unwrap();
        // What the child still said before it died counts too.
        acknowledged = lines.map_while(Result::ok).filter_map(|line| told(&line)).last().unwrap_or(acknowledged);
        child.wait().unwrap();
        let head = open(&path).head().unwrap();
        assert_eq!(head % BATCH, 0, "half a batch after round {round}");
        let lost = head < acknowledged;
        assert!(!lost, "round {round}: {acknowledged} acknowledged, {head} found");
        assert!(head <= acknowledged + BATCH, "round {round}: {acknowledged} acknowledged, {head} found");
        assert_eq!(verified(&path).unwrap().records, head);
        before = head;
    }
}
