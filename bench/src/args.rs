//! The arguments of the load generator.

use std::path::PathBuf;

/// What is printed for `--help` and after a wrong argument.
pub const USAGE: &str = "\
usage: load LOAD [options]

loads
  spread               creations with an implicit subscription over 200 × 200 km, each after a query of its own volume
  put                  the same without the query
  busy-banded          one level-13 cell: query, create, delete of 60 s operations in separate height bands
  busy-all-keys        one cell, every operation in everyone's way: each key names all that is alive; one creation at a time
  busy-all-keys-banded one cell, separate height bands, but each key names all that is alive all the same
  query                queries of a busy place among a million operations
  mixed                lives of flights: query, create, activate, delete, queries of subscriptions
  desk-details         a desk with 1,000 operations: peers ask for them, at 500/s, 1,000/s, 2,000/s and as fast as answers come
  desk-positions       a desk with 1,000 operations in use: positions in batches of 100, and one by one
  desk-tell            one operation changed, twice a second, of which 100 subscribers must be told; 10 of them are gone
  desk-check           plans of 1 and of 100 volumes held against 10,000 (few) and 100,000 (many) operations of others, with
                       ways around and without; one at a time
  desk-plan            plans through a desk: spread out, each with one peer to tell; and in one cell with 20 operations of
                       others, in separate height bands, with one peer to tell
  smoke                every load, small and short; fails on any unexpected answer

options
  --seconds N          length of the measurement, 1 to 3600 (default 20)
  --connections N      connections at one time, 1 to 1024 (default 64; 1 creator in busy-all-keys, 8 in batches of positions,
                       1 in desk-tell and desk-check)
  --rate N             operations a second, with latency counted from the intended start; 0 for as fast as answers come
                       (default 0; 2 in desk-tell)
  --scale F            multiplies how much is alive, above 0 up to 10 (default 1)
  --repeat N           runs the load N times, each on a new server, and prints medians, 1 to 20 (default 1)
  --store KIND         sqlite or memory (default sqlite)
  --server PATH        the server's binary (default ../target/release/tansiq)
  --data DIR           where the server's folder is made (default bench/target/data)
  --config-extra TEXT  lines put at the end of the server's configuration
  --restart no         leaves the measurement of restarts out
  --pause N            seconds to wait before the measurement begins, to attach a profiler (default 0)
  --json               prints one JSON object a run instead of text
";

/// Everything that can be asked of the generator.
#[derive(Clone, Debug)]
pub struct Args {
    /// Which load.
    pub load: String,
    /// Length of the measurement.
    pub seconds: u64,
    /// Connections at one time; `None` for the load's own default.
    pub connections: Option<usize>,
    /// Operations a second; 0 for a closed loop.
    pub rate: f64,
    /// Multiplies how much is alive.
    pub scale: f64,
    /// How often the load is run.
    pub repeat: usize,
    /// `sqlite` or `memory`.
    pub store: String,
    /// The server's binary.
    pub server: PathBuf,
    /// Where the server's folder is made.
    pub data: PathBuf,
    /// Further lines of configuration.
    pub config_extra: String,
    /// Whether restarts are measured.
    pub restart: bool,
    /// Seconds before the measurement begins.
    pub pause: u64,
    /// Whether to print JSON.
    pub json: bool,
}

impl Args {
    /// Reads the arguments of the process, without its name.
    ///
    /// # Errors
    /// What is wrong with which argument.
    pub fn read(mut given: impl Iterator<Item = String>) -> Result<Args, String> {
        let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
        let mut args = Args {
            load: String::new(),
            seconds: 20,
            connections: None,
            rate: 0.0,
            scale: 1.0,
            repeat: 1,
            store: "sqlite".to_owned(),
            server: here.join("../target/release/tansiq"),
            data: here.join("target/data"),
            config_extra: String::new(),
            restart: true,
            pause: 0,
            json: false,
        };
        while let Some(name) = given.next() {
            if name == "--json" {
                args.json = true;
                continue;
            }
            if !name.starts_with("--") {
                args.load = name;
                continue;
            }
            let value = given.next().ok_or_else(|| format!("{name}: a value is missing"))?;
            match name.as_str() {
                "--seconds" => args.seconds = number(&name, &value, 1.0, 3600.0)? as u64,
                "--connections" => args.connections = Some(number(&name, &value, 1.0, 1024.0)? as usize),
                "--rate" => args.rate = number(&name, &value, 0.0, 1e6)?,
                "--scale" => args.scale = number(&name, &value, 1e-6, 10.0)?,
                "--repeat" => args.repeat = number(&name, &value, 1.0, 20.0)? as usize,
                "--store" if value == "sqlite" || value == "memory" => args.store = value,
                "--store" => return Err(format!("--store: must be sqlite or memory, not {value}")),
                "--server" => args.server = value.into(),
                "--data" => args.data = value.into(),
                "--config-extra" => args.config_extra = value,
                "--restart" => args.restart = value != "no",
                "--pause" => args.pause = number(&name, &value, 0.0, 600.0)? as u64,
                _ => return Err(format!("{name}: there is no such option")),
            }
        }
        if args.load.is_empty() { Err("a load is missing".to_owned()) } else { Ok(args) }
    }

    /// `count` times the scale, at least 1.
    pub fn scaled(&self, count: usize) -> usize {
        ((count as f64 * self.scale) as usize).max(1)
    }
}

fn number(name: &str, text: &str, least: f64, most: f64) -> Result<f64, String> {
    let value: f64 = text.parse().map_err(|_| format!("{name}: {text} is not a number"))?;
    let within = (least..=most).contains(&value);
    within.then_some(value).ok_or_else(|| format!("{name}: must be {least} to {most}, not {text}"))
}
