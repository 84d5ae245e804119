//! A running process: opens the ledgers, starts the node, answers HTTP, does the housekeeping, and stops cleanly.

use crate::config::{Config, StoreKind, TlsSettings};
use crate::desk;
use crate::http::{self, App, DeskLedger, Limits, Options, Page, PageFile, ServeError, Server};
use crate::jwks::HttpsFetcher;
use anyhow::Context as _;
use std::future::Future;
use std::io::Write;
use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;
use tansiq_auth::{DevIssuer, Issuer, SigningKey, Verifier};
use tansiq_core::Machine;
use tansiq_core::airspace::{Command, Outcome, State, bounds::MAX_EVICTED};
use tansiq_desk::Desk;
use tansiq_log::Log;
use tansiq_log::memory::MemoryLog;
use tansiq_log::sqlite::SqliteLog;
use tansiq_node::{Node, Settings, SystemClock};
use tokio::task::JoinSet;

/// The name of the airspace ledger, in its store and in its file name.
pub const AIRSPACE: &str = "airspace";
/// How often what ended long ago is removed.
const EVICTION_EVERY: Duration = Duration::from_secs(60);
/// How often a failing store is tried, and rate limits are tidied.
const TEND_EVERY: Duration = Duration::from_secs(1);

/// The file of a ledger in the folder of the store.
pub fn ledger_file(folder: &Path, ledger: &str) -> std::path::PathBuf {
    folder.join(format!("{ledger}.sqlite"))
}

/// A node that has read its ledgers and listens, but does not answer yet.
pub struct Started {
    server: Server,
    address: SocketAddr,
    secure: bool,
    app: App,
    node: Node<State>,
    desk: Option<Desk>,
    chores: JoinSet<()>,
}

/// Starts a node as configured. With `dev`, an issuer in memory stands in for an authority.
///
/// # Errors
/// If a setting cannot be used, the store cannot be opened, or the address cannot be had.
pub async fn start(config: Config, dev: bool) -> anyhow::Result<Started> {
    start_with(config, dev, http::BUILT).await
}

/// The same with another page than the one that was built into the program.
///
/// # Errors
/// As [`start`].
pub async fn start_with(config: Config, dev: bool, files: &'static [PageFile]) -> anyhow::Result<Started> {
    let (issuer, verifier) = authority(&config, dev)?;
    let tls = config.server.tls.as_ref().map(tls_config).transpose()?;
    let secure = tls.is_some();
    let limits = Limits { max_connections: config.server.max_connections };
    let server = Server::bind(config.server.listen, tls, limits).await?;
    let address = server.address()?;

    let opened = config.clone();
    let (node, reader) = tokio::task::spawn_blocking(move || open_ledger::<State>(&opened, AIRSPACE)).await??;
    let (desk, ledger) = open_desk(&config, &own_url(&config, secure, address), issuer.clone()).await?.unzip();
    let app = App::new(options(&config), node.clone(), reader, verifier.clone(), issuer, desk.clone(), Arc::new(SystemClock));
    let app = if app.serves_tests() { app.with_testing(desk::testing(&config.desk)?) } else { app };
    let has_page = config.desk.enabled && config.page.enabled;
    let app = if has_page { app.with_page(Page::open(&config.page, files)?) } else { app };
    let app = match ledger {
        Some(ledger) => app.with_ledger(ledger),
        None => app,
    };
    found(&app, &node, &config).await?;

    let mut chores = JoinSet::new();
    chores.spawn(evict(app.clone(), node.clone(), Duration::from_secs(u64::from(config.airspace.retention_days) * 86_400)));
    chores.spawn(tend(app.clone()));
    if !config.auth.jwks_urls.is_empty() {
        let fetcher = HttpsFetcher::new()?;
        verifier.refresh_keys(&fetcher).await;
        chores.spawn(refresh_keys(verifier, fetcher, Duration::from_secs(config.auth.jwks_refresh_s)));
    }
    if let Some(desk) = desk.clone() {
        tracing::info!(party = %desk.settings().party, base_url = %desk.settings().base_url, "a desk is open");
        chores.spawn(async move { desk.run().await });
    }
    tracing::info!(%address, head = node.head(), "ready");
    Ok(Started { server, address, secure, app, node, desk, chores })
}

impl Started {
    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The URL of that address.
    pub fn url(&self) -> String {
        format!("{}://{}", if self.secure { "https" } else { "http" }, self.address)
    }

    /// Answers until `stop` is ready, then stops cleanly: open requests end, all that was decided is made durable.
    ///
    /// # Errors
    /// If the node could not be stopped in order.
    pub async fn run(mut self, stop: impl Future<Output = ()>) -> anyhow::Result<()> {
        self.server.run(self.app, stop).await;
        tracing::info!("stopping");
        self.chores.shutdown().await;
        tokio::task::spawn_blocking(move || {
            if let Some(desk) = self.desk {
                desk.node().stop();
            }
            self.node.stop();
        })
        .await?;
        Ok(())
    }
}

/// How this node reaches itself and, unless the settings say otherwise, how others do.
fn own_url(config: &Config, secure: bool, address: SocketAddr) -> String {
    // With port 0 only the system knows the port.
    if config.server.listen.port() != 0 {
        return config.server.public_url.trim_end_matches('/').to_owned();
    }
    format!("{}://{address}", if secure { "https" } else { "http" })
}

async fn open_desk(config: &Config, own_url: &str, issuer: Option<Arc<Issuer>>) -> anyhow::Result<Option<(Desk, DeskLedger)>> {
    if !config.desk.enabled {
        return Ok(None);
    }
    let (config, own_url) = (config.clone(), own_url.to_owned());
    let opened = tokio::task::spawn_blocking(move || desk::open(&config, &own_url, issuer, Arc::new(SystemClock)));
    Ok(Some(opened.await?.context("the desk cannot be opened")?))
}

fn options(config: &Config) -> Options {
    Options {
        locality: config.server.locality.clone(),
        public_url: config.server.public_url.trim_end_matches('/').to_owned(),
        allow_http_base_urls: config.server.allow_http_base_urls,
        request_timeout: Duration::from_secs(config.server.request_timeout_s),
        requests_per_second: NonZeroU32::new(config.limits.requests_per_second),
        desk_users: config.desk.users.clone(),
        session_lifetime: Duration::from_secs(config.desk.session_hours * 3_600),
        automated_testing: config.desk.enabled && config.desk.automated_testing,
    }
}

/// Whose tokens are accepted, and the token server if there is one.
fn authority(config: &Config, dev: bool) -> anyhow::Result<(Option<Arc<Issuer>>, Arc<Verifier>)> {
    let issuer = if dev {
        let audiences = config.auth.audiences.clone();
        Some(DevIssuer::new(audiences).context("the development issuer cannot be made")?.into_issuer())
    } else if config.token_server.enabled {
        make_signing_key(&config.token_server.signing_key)?;
        Some(Issuer::from_settings(&config.token_server).context("the token server cannot be started")?)
    } else {
        None
    };
    let own = issuer.as_ref().map(Issuer::verifying_keys).unwrap_or_default();
    let verifier = Verifier::from_settings(&config.auth, own).context("no access token could be verified")?;
    Ok((issuer.map(Arc::new), Arc::new(verifier)))
}

/// Makes the signing key of the token server on its first start.
fn make_signing_key(path: &Path) -> anyhow::Result<()> {
    if path.as_os_str().is_empty() || path.exists() {
        return Ok(());
    }
    let key = SigningKey::generate_rsa().context("a signing key cannot be made")?;
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder).with_context(|| format!("the folder {} cannot be made", folder.display()))?;
    }
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(path).and_then(|mut file| {
        file.write_all(key.to_pkcs8_pem().as_bytes())?;
        file.sync_all()
    });
    written.with_context(|| format!("the signing key {} cannot be written", path.display()))?;
    tracing::info!(path = %path.display(), "a signing key for the token server was made");
    Ok(())
}

fn tls_config(settings: &TlsSettings) -> Result<Arc<rustls::ServerConfig>, ServeError> {
    use rustls_pki_types::pem::PemObject;
    use rustls_pki_types::{CertificateDer, PrivateKeyDer};
    let refuse = |path: &Path, problem: String| ServeError::Tls { path: path.to_owned(), problem };
    let chain: Vec<CertificateDer<'static>> = CertificateDer::pem_file_iter(&settings.certificate)
        .and_then(Iterator::collect)
        .map_err(|error| refuse(&settings.certificate, error.to_string()))?;
    let key = PrivateKeyDer::from_pem_file(&settings.key).map_err(|error| refuse(&settings.key, error.to_string()))?;
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .and_then(|builder| builder.with_no_client_auth().with_single_cert(chain, key))
        .map_err(|error| refuse(&settings.certificate, error.to_string()))?;
    Ok(Arc::new(config))
}

/// A running ledger and a reader of its log.
pub(crate) type Opened<M> = (Node<M>, Box<dyn tansiq_log::LogReader>);

/// Opens the ledger of this name in the store and starts its node.
pub(crate) fn open_ledger<M: Machine>(config: &Config, ledger: &str) -> anyhow::Result<Opened<M>> {
    let mut settings = Settings { snapshot_every_records: config.store.snapshot_every_records, ..Settings::default() };
    let log: Box<dyn Log> = match config.store.kind {
        StoreKind::Memory => Box::new(MemoryLog::new()),
        StoreKind::Sqlite => {
            let folder = &config.store.path;
            std::fs::create_dir_all(folder).with_context(|| format!("the folder {} cannot be made", folder.display()))?;
            let file = ledger_file(folder, ledger);
            settings.snapshot_path = Some(folder.join(format!("{ledger}.snapshot")));
            Box::new(SqliteLog::open(&file, ledger).with_context(|| format!("the store {} cannot be opened", file.display()))?)
        }
    };
    let reader = log.reader()?;
    let node = Node::start(log, settings).with_context(|| format!("the {ledger} ledger cannot be started"))?;
    Ok((node, reader))
}

/// The first record of a new ledger, and the entry of this instance in the pool.
async fn found(app: &App, node: &Node<State>, config: &Config) -> anyhow::Result<()> {
    let register = Command::RegisterInstance {
        id: config.server.locality.as_str().into(),
        public_endpoint: config.server.public_url.as_str().into(),
    };
    let heartbeat = Command::RecordHeartbeat {
        instance: config.server.locality.as_str().into(),
        source: "Startup".into(),
        timestamp: None,
        next_expected_before: None,
    };
    for command in [Command::Found, register, heartbeat] {
        if let Err(failure) = node.submit(app.own_caller(), command, None).await {
            anyhow::bail!("the first records of this start cannot be written: {failure:?}");
        }
    }
    Ok(())
}

/// Removes what ended long ago, in bounded batches.
async fn evict(app: App, node: Node<State>, retention: Duration) {
    loop {
        match node.submit(app.own_caller(), Command::Evict { retention }, None).await {
            Ok(Outcome::Evicted(count)) if count >= MAX_EVICTED => {
                // There is more. Others come first, but there is no need to wait long.
                tokio::time::sleep(Duration::from_millis(20)).await;
                continue;
            }
            Ok(_) => {}
            Err(failure) => tracing::warn!(?failure, "nothing could be evicted"),
        }
        tokio::time::sleep(EVICTION_EVERY).await;
    }
}

async fn tend(app: App) {
    loop {
        tokio::time::sleep(TEND_EVERY).await;
        app.tidy();
        http::probe_store(&app).await;
    }
}

async fn refresh_keys(verifier: Arc<Verifier>, fetcher: HttpsFetcher, every: Duration) {
    loop {
        tokio::time::sleep(every).await;
        // What failed is in the log already; the keys held before stay in use.
        verifier.refresh_keys(&fetcher).await;
    }
}
