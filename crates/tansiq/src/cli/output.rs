//! How the command line speaks: errors with their causes, and text of strangers made harmless.

use std::io::{self, Write};

/// Writes the error and its causes to standard error, each once.
pub fn complain(error: &anyhow::Error) {
    // Nothing is left to be done if standard error is gone.
    let _ = writeln!(io::stderr(), "error: {error:#}");
}

/// Whether the error is only that nobody reads our output any more.
pub fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe))
}

/// The text with control characters spelled out, so that what a party put into a name or a report cannot move the cursor
/// or colour the terminal of whoever reads it.
pub fn harmless(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if character.is_control() { out.extend(character.escape_default()) } else { out.push(character) }
    }
    out
}

/// The bytes in hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
