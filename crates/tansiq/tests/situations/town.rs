//! Six processes on addresses of their own: a DSS, which also gives tokens, and five desks.

use crate::client::Client;
use crate::server::Server;
use rand::Rng;
use std::path::PathBuf;
use std::sync::Mutex;
use std::time::Duration;
use tansiq_auth::{SigningKey, hash_secret};
use tempfile::TempDir;

const DESKS: [&str; 5] = ["alpha", "bravo", "charlie", "delta", "echo"];
const SECRET: &str = "a secret of tests";
/// The name that every process answers to, beside its own address.
const AUDIENCE: &str = "situations.example";
const SCOPES: &str = "utm.strategic_coordination utm.conformance_monitoring_sa tansiq.desk.plan";

/// A desk as a person uses it.
#[derive(Clone)]
pub struct Door {
    pub party: &'static str,
    /// With the party's token.
    pub client: Client,
}

/// The processes. The DSS is the first.
pub struct Town {
    /// Where everything is kept, as long as this lives.
    _folder: TempDir,
    configs: Vec<PathBuf>,
    running: Vec<Mutex<Option<Server>>>,
    dss: String,
    doors: Vec<Door>,
}

impl Town {
    /// Starts all and fetches a token for each party.
    pub async fn build() -> Town {
        let folder = tempfile::tempdir().expect("a folder");
        // No two towns on a machine are at one address.
        let (x, y) = (rand::rng().random_range(1..255), rand::rng().random_range(1..255));
        let hosts: Vec<String> = (1..=DESKS.len() + 1).map(|n| format!("127.{x}.{y}.{n}")).collect();
        let urls: Vec<String> = hosts.iter().map(|host| format!("http://{host}:8480")).collect();
        let key = SigningKey::generate_p256().expect("a key").to_pkcs8_pem();
        std::fs::write(folder.path().join("key.pem"), key).expect("the folder is ours");
        std::fs::write(folder.path().join("secret"), SECRET).expect("the folder is ours");
        let hash = hash_secret(SECRET).expect("a secret");
        let configs = hosts.iter().enumerate().map(|(index, host)| {
            let path = folder.path().join(format!("{index}.toml"));
            let desk = index.checked_sub(1).map(|desk| desk_section(DESKS[desk], &urls[0])).unwrap_or_default();
            std::fs::write(&path, format!("{}{desk}", common_sections(index, host, &hash))).expect("the folder is ours");
            path
        });
        let configs: Vec<PathBuf> = configs.collect();
        let start = |config: &PathBuf| Mutex::new(Some(Server::start_with(config)));
        let running = configs.iter().map(start).collect();
        let mut doors = Vec::new();
        for (party, url) in DESKS.into_iter().zip(&urls[1..]) {
            let form = format!(
                "grant_type=client_credentials&client_id={party}&client_secret={}&scope={}&audience={AUDIENCE}",
                SECRET.replace(' ', "+"),
                SCOPES.replace(' ', "+")
            );
            let client = Client::enter_with(&urls[0], form).await.expect("it runs");
            doors.push(Door { party, client: client.at(url) });
        }
        Town { _folder: folder, configs, running, dss: urls[0].clone(), doors }
    }

    pub fn processes(&self) -> usize {
        self.running.len()
    }

    pub fn desks(&self) -> usize {
        self.doors.len()
    }

    pub fn desk(&self, desk: usize) -> Door {
        self.doors[desk].clone()
    }

    pub fn doors(&self) -> &[Door] {
        &self.doors
    }

    /// The DSS as a party asks it.
    pub fn dss(&self, door: &Door) -> Client {
        door.client.at(&self.dss)
    }

    /// Ends a process at once, and starts it again after a while.
    pub fn kill_and_start(&self, which: usize, dead_for: Duration) {
        let mut running = self.running[which].lock().expect("nobody panicked");
        if let Some(server) = running.take() {
            server.kill();
        }
        std::thread::sleep(dead_for);
        *running = Some(Server::start_with(&self.configs[which]));
    }
}

fn common_sections(index: usize, host: &str, hash: &str) -> String {
    let scopes: Vec<String> = SCOPES.split(' ').map(|scope| format!("{scope:?}")).collect();
    let scopes = scopes.join(", ");
    let clients: String = DESKS
        .iter()
        .map(|party| {
            format!(
                "[[token_server.clients]]\nid = \"{party}\"\nsecret_hash = \"{hash}\"\nscopes = [{scopes}]\naudiences = [\"*\"]\n"
            )
        })
        .collect();
    format!(
        "[server]\nlisten = \"{host}:8480\"\nallow_http_base_urls = true\n\
         [store]\npath = \"data{index}\"\n\
         [auth]\naudiences = [\"{host}\", \"{AUDIENCE}\"]\n\
         # Desks ask the DSS's token server. They have the same key, and so believe its tokens.\n\
         [token_server]\nenabled = true\nissuer = \"http://{AUDIENCE}/oauth/token\"\nsigning_key = \"key.pem\"\n{clients}"
    )
}

fn desk_section(party: &str, dss: &str) -> String {
    format!(
        "[desk]\nenabled = true\nparty = \"{party}\"\ndss = [\"{dss}\"]\ntoken_url = \"{dss}/oauth/token\"\n\
         client_secret_file = \"secret\"\nallow_private_peers = true\nplanning_time_s = 5\n"
    )
}
