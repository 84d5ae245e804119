//! `tansiq client add`: makes a secret and the section of the configuration for it. It changes no file.

use super::secret;
use clap::{Args, Subcommand};
use std::io::Write;
use tansiq::config::unknown_scope;
use tansiq_auth::{ClientSettings, TokenServerSettings, hash_secret, new_client_secret};

/// What `tansiq client` can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make a client of the built-in token server: print its secret and its section of the configuration
    ///
    /// The section goes to standard output, the secret to standard error, so that
    /// `tansiq client add … >> tansiq.toml` adds the client and shows the secret. The secret is kept nowhere: hand it to
    /// the party now. The node must be started anew to know the client.
    Add(AddArguments),
}

/// The client to be.
#[derive(Debug, Args)]
pub struct AddArguments {
    /// The name of the client
    #[arg(long)]
    id: String,
    /// The party that its tokens speak for; the id if absent
    #[arg(long)]
    sub: Option<String>,
    /// A scope it may ask for, such as utm.strategic_coordination; repeat it, or name several
    #[arg(long = "scope", value_name = "SCOPE", required = true, num_args = 1..)]
    scopes: Vec<String>,
    /// An audience it may ask for: the host name of a service; repeat it, or name several; "*" stands for any
    #[arg(long = "audience", value_name = "AUDIENCE", required = true, num_args = 1..)]
    audiences: Vec<String>,
    /// Take the secret from standard input instead of making one
    #[arg(long)]
    secret_stdin: bool,
}

/// Does what the command says.
pub fn run(command: Command) -> anyhow::Result<()> {
    let Command::Add(arguments) = command;
    let given = if arguments.secret_stdin { Some(secret::from_stdin()?) } else { None };
    let secret = given.clone().unwrap_or_else(new_client_secret);
    let client = ClientSettings {
        id: arguments.id,
        secret_hash: hash_secret(&secret)?,
        sub: arguments.sub,
        scopes: words(&arguments.scopes),
        audiences: words(&arguments.audiences),
    };
    check(&client)?;
    let mut stderr = std::io::stderr();
    for warning in client.scopes.iter().filter_map(|scope| unknown_scope(scope)) {
        writeln!(stderr, "warning: {warning}")?;
    }
    if given.is_none() {
        writeln!(stderr, "the client's secret, shown only now: {secret}")?;
    }
    std::io::stdout().lock().write_all(section(&client).as_bytes())?;
    Ok(())
}

/// The words of all arguments: `--scope "a b"` and `--scope a b` mean the same.
fn words(arguments: &[String]) -> Vec<String> {
    arguments.iter().flat_map(|argument| argument.split_whitespace()).map(str::to_owned).collect()
}

fn check(client: &ClientSettings) -> anyhow::Result<()> {
    let settings = TokenServerSettings {
        enabled: true,
        issuer: "unused".to_owned(),
        signing_key: "unused".into(),
        clients: vec![client.clone()],
        ..TokenServerSettings::default()
    };
    let flag = |path: &str| match path.trim_start_matches("clients[0].").split('[').next().unwrap_or_default() {
        "scopes" => "--scope".to_owned(),
        "audiences" => "--audience".to_owned(),
        other => format!("--{other}"),
    };
    let problems: Vec<_> = settings.validate().iter().map(|(path, problem)| format!("{}: {problem}", flag(path))).collect();
    if !problems.is_empty() {
        anyhow::bail!("no such client can be made: {}", problems.join("; "));
    }
    Ok(())
}

/// The client as it stands in the configuration.
fn section(client: &ClientSettings) -> String {
    let text = |text: &str| toml::Value::String(text.to_owned()).to_string();
    let list = |texts: &[String]| format!("[{}]", texts.iter().map(|item| text(item)).collect::<Vec<_>>().join(", "));
    let mut out = format!("\n[[token_server.clients]]\nid = {}\n", text(&client.id));
    if let Some(sub) = &client.sub {
        out += &format!("sub = {}\n", text(sub));
    }
    out += &format!("secret_hash = {}\n", text(&client.secret_hash));
    out += &format!("scopes = {}\naudiences = {}\n", list(&client.scopes), list(&client.audiences));
    out
}

#[cfg(test)]
#[path = "client_tests.rs"]
mod tests;
