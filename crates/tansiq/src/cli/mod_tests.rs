//! The command line as a whole.

use super::*;
use clap::CommandFactory;

#[test]
fn the_command_line_is_consistent() {
    Arguments::command().debug_assert();
}

#[test]
fn control_characters_of_strangers_are_spelled_out() {
    assert_eq!(output::harmless("a\u{1b}[31m\nß"), "a\\u{1b}[31m\\nß");
}
