//! The processes of one run: a server, or a party's desk and beside it the DSS that it asks.

use crate::args::Args;
use crate::server::{Folder, Server};
use crate::token::Authority;
use crate::world::Dss;
use anyhow::Result;
use std::fs;

/// The party whose desk is measured.
pub const PARTY: &str = "desk";
const SECRET: &str = "only for this run";

/// What is measured, and what it needs.
pub struct Rig {
    /// The server that is measured.
    pub server: Server,
    /// Its folder.
    pub folder: Folder,
    /// The DSS of the desk, if a desk is measured. Its folder goes with it.
    dss: Option<(Server, Folder)>,
}

impl Rig {
    /// Starts what the load needs.
    ///
    /// # Errors
    /// If a process does not become ready.
    pub fn start(args: &Args, authority: &Authority) -> Result<Rig> {
        let pem = authority.public_pem()?;
        let dss = if args.load.starts_with("desk-") { Some(start_dss(args, &pem)?) } else { None };
        let folder = Folder::make(&args.data, "server")?;
        let mut config = args.config_extra.clone();
        if let Some((dss, _)) = &dss {
            let secret = folder.path().join("secret");
            fs::write(&secret, SECRET)?;
            config = format!(
                "[desk]\nenabled = true\nparty = \"{PARTY}\"\nallow_private_peers = true\ndss = [\"http://{0}\"]\n\
                 token_url = \"http://{0}/oauth/token\"\nclient_secret_file = {secret:?}\n{config}",
                dss.address
            );
        }
        folder.configure(&pem, &args.store, &config)?;
        Ok(Rig { server: Server::start(&args.server, &folder)?, folder, dss })
    }

    /// The DSS of the desk.
    pub fn dss(&self) -> Option<Dss> {
        self.dss.as_ref().map(|(server, _)| Dss { address: server.address, probe: server.probe() })
    }

    /// Resident memory of the DSS of the desk, bytes.
    pub fn dss_memory(&self) -> Option<u64> {
        self.dss.as_ref().map(|(server, _)| server.memory().0)
    }

    /// The server that is measured with its folder, and those of the DSS.
    pub fn take_apart(self) -> (Server, Folder, Option<(Server, Folder)>) {
        (self.server, self.folder, self.dss)
    }
}

/// A DSS that gives the desk its tokens too.
fn start_dss(args: &Args, pem: &str) -> Result<(Server, Folder)> {
    let folder = Folder::make(&args.data, "dss")?;
    let config = format!(
        "[token_server]\nenabled = true\n[[token_server.clients]]\nid = \"{PARTY}\"\nsub = \"{PARTY}\"\n\
         secret_hash = \"{}\"\nscopes = [\"utm.strategic_coordination\", \"utm.conformance_monitoring_sa\"]\n\
         audiences = [\"*\"]\n",
        tansiq_auth::hash_secret(SECRET)?
    );
    folder.configure(pem, &args.store, &config)?;
    Ok((Server::start(&args.server, &folder)?, folder))
}
