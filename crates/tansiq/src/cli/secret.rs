//! Reads secrets from standard input or a file, never from the command line, where every user of the machine sees them.

use anyhow::{Context as _, bail};
use std::io::{IsTerminal, Read, Write};
use std::path::Path;

/// The most bytes read in search of a secret; the secrets themselves are shorter.
const MAX_BYTES: u64 = 4096;

/// The secret on standard input; a prompt appears if a person is typing.
pub fn from_stdin() -> anyhow::Result<String> {
    let stdin = std::io::stdin();
    if stdin.is_terminal() {
        write!(std::io::stderr(), "secret (it is shown as you type; end with enter and Ctrl-D): ")?;
    }
    read(stdin.lock()).context("no secret could be read from standard input")
}

/// The secret that is the content of the file at `path`.
pub fn from_file(path: &Path) -> anyhow::Result<String> {
    let reading = || format!("no secret could be read from the file {}", path.display());
    let file = std::fs::File::open(path).with_context(reading)?;
    read(file).with_context(reading)
}

/// The text without the line end that editors and `echo` put behind it.
fn read(from: impl Read) -> anyhow::Result<String> {
    let mut text = String::new();
    from.take(MAX_BYTES + 1).read_to_string(&mut text)?;
    if text.len() as u64 > MAX_BYTES {
        bail!("there are more than {MAX_BYTES} bytes");
    }
    let secret = text.strip_suffix('\n').unwrap_or(&text);
    let secret = secret.strip_suffix('\r').unwrap_or(secret);
    if secret.is_empty() {
        bail!("it is empty");
    }
    Ok(secret.to_owned())
}

#[cfg(test)]
#[path = "secret_tests.rs"]
mod tests;
