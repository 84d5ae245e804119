//! The scene that stays up: a DSS and a desk for each of two parties, each a server's process with its page, and flights that
//! begin again when they are over, until somebody stops it.
//!
//! `cast.rs` is what the file may say, `desk.rs` one party's desk and its people, `traffic.rs` what flies, `route.rs` where it
//! is, `telling.rs` what a newcomer reads. All goes through the interfaces that everybody has.

mod cast;
mod desk;
mod route;
mod telling;
mod traffic;

use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use tokio::task::JoinSet;

use crate::folder;
use crate::http::{self, Caller, Http};
use crate::lang::Lang;
use crate::play::this_minute;
use crate::scope;
use crate::server::{self, Server, Site};

use cast::Cast;
use desk::Desk;
pub use telling::Teller;

/// Why there is no scene.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// The file that comes with the program is wrong.
    #[error("{0}")]
    Cast(String),
    /// A folder could not be prepared.
    #[error("the folder of the scene cannot be prepared")]
    Folder(#[from] folder::Error),
    /// A server could not be used.
    #[error("a server of the scene cannot be used")]
    Server(#[from] server::Error),
    /// A desk did not answer.
    #[error("a desk of the scene could not be asked")]
    Call(#[from] http::Error),
    /// A desk answered otherwise than it should.
    #[error("{0}")]
    Differs(String),
}

/// A scene that is up.
pub struct Scene {
    cast: Arc<Cast>,
    dss: Server,
    desks: Vec<Desk>,
    traffic: JoinSet<()>,
}

impl Scene {
    /// Prepares the folder `within` which it may empty, starts the servers, and fills the sky.
    ///
    /// # Errors
    /// [`Problem`]
    pub async fn open(binary: &Path, within: &Path) -> Result<Scene, Problem> {
        let cast = Arc::new(cast::load().map_err(Problem::Cast)?);
        let began = this_minute();
        let site = |name: &str| Site { binary: binary.to_owned(), folder: within.join(name) };
        folder::clear(within)?;
        let callers: Vec<Caller> = cast.parties.iter().map(|party| caller(&party.id)).collect();
        let dss_site = site("dss");
        folder::configure(&dss_site, &callers)?;
        let dss = Server::start(&dss_site, "127.0.0.1:0").await?;
        let http = Arc::new(Http::new(&dss.url));
        let mut desks = Vec::new();
        for (party, caller) in cast.parties.iter().zip(callers) {
            let site = site(&format!("desk-{}", party.id));
            desks.push(Desk::open(&cast, party, caller, site, &dss.url, http.clone()).await?);
        }
        furnish(&cast, &desks, began).await?;
        let mut traffic = JoinSet::new();
        // Side by side: what one plans is told to the other.
        let mut filling = JoinSet::new();
        for desk in &desks {
            let mut sky = traffic::Sky::new(cast.clone(), desk.line(), began);
            filling.spawn(async move {
                let now = Timestamp::now();
                sky.plan_ahead(now).await;
                sky.attend(now).await;
                sky
            });
        }
        while let Some(filled) = filling.join_next().await {
            let mut sky = filled.map_err(|error| Problem::Differs(error.to_string()))?;
            traffic.spawn(async move { sky.go_on().await });
        }
        Ok(Scene { cast, dss, desks, traffic })
    }

    /// What a newcomer reads, in a language.
    pub fn teller(&self, lang: Lang, json: bool) -> Teller<'_> {
        Teller { cast: &self.cast, dss: &self.dss.url, desks: &self.desks, lang, json }
    }

    /// Waits until one of the processes ends by itself, which none should.
    pub async fn server_ended(&mut self) {
        let desks = self.desks.iter_mut().map(|desk| &mut desk.server);
        let mut ends: Vec<_> = desks.chain([&mut self.dss]).map(|server| Box::pin(server.ended())).collect();
        std::future::poll_fn(|context| {
            let ended = ends.iter_mut().any(|end| end.as_mut().poll(context).is_ready());
            if ended { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
        })
        .await;
    }

    /// Stops all processes politely, the desks first. False when one had to be killed or ended with a fault.
    pub async fn close(mut self) -> bool {
        self.traffic.shutdown().await;
        let mut clean = true;
        for desk in self.desks {
            clean &= desk.server.stop().await;
        }
        self.dss.stop().await && clean
    }
}

/// A party's credentials at the token server of the scene, made anew each time.
fn caller(party: &str) -> Caller {
    let scopes = scope::ALL.iter().filter(|scope| **scope != scope::ARBITRATING).copied().collect::<Vec<_>>();
    Caller { id: party.to_owned(), secret: tansiq_auth::new_client_secret(), scopes: scopes.join(" ") }
}

/// Areas and templates.
async fn furnish(cast: &Cast, desks: &[Desk], began: Timestamp) -> Result<(), Problem> {
    for desk in desks {
        let line = desk.line();
        for area in cast.areas.iter().filter(|area| area.party == desk.party) {
            line.import(&cast::with_times(&area.text, began), area.publish).await?;
        }
        for template in cast.templates.iter().filter(|template| template.party == desk.party) {
            line.put_template(&template.id, &template.name, &cast.volumes(&template.legs, began)).await?;
        }
    }
    Ok(())
}
