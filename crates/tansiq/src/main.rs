//! The program `tansiq`: hands over to the command line in `cli/`.

mod cli;

/// Requests are parsed on one thread, their parts kept on a second and freed on a third: an allocator that is made for this.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    cli::main()
}
