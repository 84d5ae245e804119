//! The program `tansiq`: hands over to the command line in `cli/`.

mod cli;

fn main() -> std::process::ExitCode {
    cli::main()
}
