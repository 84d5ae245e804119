//! `tansiq people`: the people of a desk, from the machine that it runs on: the first administrator, and the way back for one
//! who is locked out.
//!
//! It works on the store itself, which has one writer: a node that runs is one, and its page does the same and more. The
//! rules are the ledger's, as over HTTP.

use super::config::{self, FileArguments};
use super::output::harmless;
use super::secret;
use anyhow::{Context as _, bail};
use clap::{Args, Subcommand, ValueEnum};
use std::io::Write;
use std::path::PathBuf;
use tansiq::desk::DESK;
use tansiq::serve::ledger_file;
use tansiq_core::desk::{self, Command as Asked, Hidden, State, touch};
use tansiq_core::{Caller, Name};
use tansiq_log::Error as LogError;
use tansiq_log::sqlite::SqliteLog;
use tansiq_node::{Failure, Node, Settings};

/// Who the ledger says has done what is done here.
const CONSOLE: &str = "console";

/// What `tansiq people` can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Add a person who may sign in to the page
    ///
    /// The password is asked for twice and not shown; with --password-stdin it is what stands on standard input.
    Add(AddArguments),
    /// List the people: name, role, whether they can sign in, second factor, when they signed in last, full name
    List(StoreArguments),
    /// Give a person another role
    Role(RoleArguments),
    /// Set a person's password, which ends all sessions of the person
    Password(PasswordArguments),
    /// Remove a person
    Remove(PersonArguments),
}

/// Which store. The node must not be running on it.
#[derive(Debug, Args)]
pub struct StoreArguments {
    /// The folder of the store; as configured if absent
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    #[command(flatten)]
    file: FileArguments,
}

/// Whom.
#[derive(Debug, Args)]
pub struct PersonArguments {
    /// The name with which the person signs in
    name: String,
    #[command(flatten)]
    store: StoreArguments,
}

/// Somebody new.
#[derive(Debug, Args)]
pub struct AddArguments {
    #[command(flatten)]
    person: PersonArguments,
    /// What the person may do
    #[arg(long, value_enum)]
    role: Role,
    /// The name for other people
    #[arg(long, value_name = "TEXT", default_value = "")]
    full_name: String,
    /// Read the password from standard input
    #[arg(long)]
    password_stdin: bool,
}

/// Whom, and what the person may do.
#[derive(Debug, Args)]
pub struct RoleArguments {
    #[command(flatten)]
    person: PersonArguments,
    /// What the person may do
    #[arg(value_enum)]
    role: Role,
}

/// Whose password.
#[derive(Debug, Args)]
pub struct PasswordArguments {
    #[command(flatten)]
    person: PersonArguments,
    /// Read the password from standard input
    #[arg(long)]
    password_stdin: bool,
    /// Also take the second factor away, for who has lost it
    #[arg(long)]
    drop_totp: bool,
}

/// What a person may do; each may do all that those before it may.
#[derive(Clone, Copy, Debug, ValueEnum)]
#[value(rename_all = "snake_case")]
enum Role {
    /// Look, and check plans
    Viewer,
    /// Plan
    Planner,
    /// Publish areas, acknowledge notices
    DutyOfficer,
    /// Say who the people are
    Administrator,
}

impl From<Role> for desk::Role {
    fn from(role: Role) -> desk::Role {
        match role {
            Role::Viewer => desk::Role::Viewer,
            Role::Planner => desk::Role::Planner,
            Role::DutyOfficer => desk::Role::DutyOfficer,
            Role::Administrator => desk::Role::Administrator,
        }
    }
}

/// Does what the command says.
pub fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Add(arguments) => add(arguments),
        Command::List(store) => list(&store),
        Command::Role(RoleArguments { person, role }) => {
            let name = Name::from(person.name);
            let change = desk::ChangePerson { name, role: Some(role.into()), ..desk::ChangePerson::default() };
            Store::open(&person.store, Missing::Refuse)?.ask([Asked::ChangePerson(Box::new(change))])
        }
        Command::Password(arguments) => set_password(arguments),
        Command::Remove(PersonArguments { name, store }) => {
            Store::open(&store, Missing::Refuse)?.ask([Asked::RemovePerson { name: name.into() }])
        }
    }
}

fn add(arguments: AddArguments) -> anyhow::Result<()> {
    let AddArguments { person: PersonArguments { name, store }, role, full_name, password_stdin } = arguments;
    // Before a password is asked for: whoever cannot go on should not type one.
    let store = Store::open(&store, Missing::Make)?;
    let password_hash = hashed(&name, password_stdin)?;
    let person = desk::AddPerson { name: name.into(), full_name, role: role.into(), password_hash };
    store.ask([Asked::AddPerson(Box::new(person))])
}

fn set_password(arguments: PasswordArguments) -> anyhow::Result<()> {
    let PasswordArguments { person: PersonArguments { name, store }, password_stdin, drop_totp } = arguments;
    let store = Store::open(&store, Missing::Refuse)?;
    let password_hash = hashed(&name, password_stdin)?;
    let name = Name::from(name);
    let password = Asked::SetPassword { name: name.clone(), password_hash, verified: None, session: None };
    let totp = drop_totp.then_some(Asked::SetTotp { name, totp: None, verified: None });
    store.ask([password].into_iter().chain(totp))
}

fn list(store: &StoreArguments) -> anyhow::Result<()> {
    let store = Store::open(store, Missing::Refuse)?;
    let people = store.runtime.block_on(store.node.read(|state, touches| {
        touches.add(touch::PEOPLE);
        state.people().cloned().collect::<Vec<_>>()
    }))?;
    let mut stdout = std::io::stdout().lock();
    for person in people {
        let enabled = if person.disabled { "disabled" } else { "enabled" };
        let totp = if person.totp.is_some() { "totp" } else { "-" };
        let last = person.last_sign_in.map_or_else(|| "never".to_owned(), super::narrate::time);
        let full_name = harmless(&person.full_name);
        writeln!(stdout, "{} {} {enabled} {totp} {last} {full_name}", person.name, person.role.as_str())?;
    }
    Ok(())
}

/// The hash of a password that somebody gives.
fn hashed(name: &str, from_stdin: bool) -> anyhow::Result<Hidden> {
    let password = if from_stdin { secret::from_stdin()? } else { typed()? };
    tansiq_auth::check_password(name, &password).context("the password cannot be used")?;
    Ok(Hidden::new(tansiq_auth::hash_password(&password).context("the password cannot be used")?))
}

/// A password typed twice at the terminal, where it is not shown.
fn typed() -> anyhow::Result<String> {
    let ask = |prompt: &str| {
        rpassword::prompt_password(prompt).context("no password can be typed here; --password-stdin reads it from standard input")
    };
    let password = ask("password (it is not shown): ")?;
    if ask("the same again: ")? != password {
        bail!("the two passwords differ; nothing was changed");
    }
    Ok(password)
}

/// What to do where there is no ledger yet.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Missing {
    Make,
    Refuse,
}

/// The ledger of a desk whose node is stopped.
struct Store {
    node: Node<State>,
    runtime: tokio::runtime::Runtime,
}

impl Store {
    fn open(arguments: &StoreArguments, missing: Missing) -> anyhow::Result<Store> {
        let folder = match &arguments.data {
            Some(folder) => folder.clone(),
            None => config::store_folder(arguments.file.file())?,
        };
        let file = ledger_file(&folder, DESK);
        if missing == Missing::Make {
            std::fs::create_dir_all(&folder).with_context(|| format!("the folder {} cannot be made", folder.display()))?;
        } else if !file.exists() {
            bail!("there is no desk in {}", folder.display());
        }
        let log = match SqliteLog::open(&file, DESK) {
            Ok(log) => log,
            Err(LogError::Locked { .. }) => bail!(
                "a node is running on {}: add and change people on its page, or stop it first; nothing was changed",
                folder.display()
            ),
            Err(error) => return Err(error).with_context(|| format!("the store {} cannot be opened", file.display())),
        };
        let snapshot_path = Some(folder.join(format!("{DESK}.snapshot")));
        let node = Node::start(Box::new(log), Settings { snapshot_path, ..Settings::default() })?;
        let runtime = tokio::runtime::Builder::new_current_thread().build()?;
        Ok(Store { node, runtime })
    }

    /// Has commands decided, one after the other, until one is refused.
    fn ask(&self, commands: impl IntoIterator<Item = Asked>) -> anyhow::Result<()> {
        for command in commands {
            let caller = Caller { name: CONSOLE.into(), monitors_conformance: false };
            match self.runtime.block_on(self.node.submit(caller, command, None)) {
                Ok(_) => {}
                Err(Failure::Rejected(rejection)) => bail!(refusal(rejection)),
                Err(Failure::TooLarge { bytes, allowed }) => bail!("the record would take {bytes} bytes, {allowed} are allowed"),
                Err(Failure::Unavailable(why)) => bail!(why),
            }
        }
        Ok(())
    }
}

impl Drop for Store {
    fn drop(&mut self) {
        self.node.stop();
    }
}

fn refusal(rejection: desk::Rejection) -> String {
    use desk::Rejection as No;
    match rejection {
        No::Invalid(why) | No::Forbidden(why) | No::NotFound(why) | No::Conflict(why) | No::TooMany(why) => why,
        other => format!("{other:?}"),
    }
}
