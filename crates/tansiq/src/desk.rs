//! Puts the desk of a party together from its settings: its ledger, its tokens, the ways to the DSS and to peers.

use crate::config::{Config, DeskSettings, StoreKind, TerrainAbove, TokenStyle};
use crate::http::{DeskLedger, NodeFacts, Testing};
use crate::serve::open_ledger;
use anyhow::Context as _;
use std::sync::Arc;
use std::time::Duration;
use tansiq_auth::{Issuer, Scope, Scopes};
use tansiq_core::desk::{Rules, State};
use tansiq_core::{Heights, Name};
use tansiq_desk::{Desk, Parts, Region, Settings};
use tansiq_formats::bounds::MAX_FILE_BYTES;
use tansiq_geo::{Circle, LatLng};
use tansiq_heights::{AssumedGround, Converter, Geoid, Terrain, VerticalDatum};
use tansiq_node::{Clock, Node};
use tansiq_peers::{
    BaseUrl, Deadlines, Dss, DssOptions, Granted, HostKind, HttpSettings, HttpTokenSource, HttpTransport, LocalTokenSource,
    Reach, Secret, Token, TokenError, TokenSource, Tokens, Transport, Uss, UssOptions, system_clock,
};

/// The name of the desk ledger, in its store and in its file name.
pub const DESK: &str = "desk";

/// Starts the desk's ledger and connects it. It does nothing on its own before [`Desk::run`].
///
/// # Errors
/// If a setting cannot be used or the ledger cannot be opened.
pub fn open(
    config: &Config,
    own_url: &str,
    issuer: Option<Arc<Issuer>>,
    clock: Arc<dyn Clock>,
) -> anyhow::Result<(Desk, DeskLedger)> {
    let desk = &config.desk;
    let started_at = clock.now();
    let (node, reader): (Node<State>, _) = open_ledger(config, DESK)?;
    let base_url = if desk.base_url.is_empty() { own_url } else { &desk.base_url };
    let settings = settings(desk, base_url.trim_end_matches('/'))?;
    let extra_ca_pem = extra_roots(desk)?;
    // What the operator configured may be anywhere; what peers name must be a public address.
    let own_hosts: Arc<dyn Transport> = Arc::new(HttpTransport::new(&HttpSettings {
        allow_http: true,
        allow_private: true,
        extra_ca_pem: extra_ca_pem.clone(),
        max_calls_per_host: 64,
        ..HttpSettings::default()
    })?);
    let peers: Arc<dyn Transport> = Arc::new(HttpTransport::new(&HttpSettings {
        allow_http: desk.allow_private_peers,
        allow_private: desk.allow_private_peers,
        extra_ca_pem,
        max_calls: 256,
        ..HttpSettings::default()
    })?);
    let reach = Reach::new(system_clock());
    let token_server = reach.noting(HostKind::TokenServer, own_hosts.clone());
    let (own_hosts, peers) = (reach.noting(HostKind::Dss, own_hosts), reach.noting(HostKind::Peer, peers));
    let source = token_source(config, token_server, issuer, clock.clone())?;
    let tokens = Arc::new(Tokens::new(source));
    let urls = if desk.dss.is_empty() { vec![own_url.to_owned()] } else { desk.dss.clone() };
    let bases = urls.iter().map(|url| BaseUrl::parse(url, true)).collect::<Result<Vec<_>, _>>()?;
    let deadline = Duration::from_secs(desk.planning_time_s.min(10));
    let reading = if desk.processes_constraints { Scope::ConstraintProcessing } else { Scope::ConstraintManagement };
    let options =
        DssOptions { read_deadline: deadline, write_deadline: deadline, constraint_reading: reading, ..DssOptions::default() };
    let dss = Dss::new(bases, own_hosts, tokens.clone(), options)?;
    let options = UssOptions { deadlines: Deadlines::default(), allow_http: desk.allow_private_peers, ..UssOptions::default() };
    let uss = Uss::new(peers, tokens, options);
    let facts = NodeFacts {
        started_at,
        persistent: config.store.kind == StoreKind::Sqlite,
        max_connections: config.server.max_connections,
        reach,
    };
    let desk = Desk::new(Parts { settings, node, dss, uss, heights: heights(desk)?, clock });
    Ok((desk, DeskLedger::new(reader, facts)))
}

fn settings(desk: &DeskSettings, base_url: &str) -> anyhow::Result<Settings> {
    let regions = desk.regions.iter().map(|region| {
        let center = LatLng::new(region.lat, region.lng)?;
        let outline = Circle::new(center, region.radius_m)?.into();
        let heights = Heights { lower: region.lower_m, upper: region.upper_m };
        anyhow::Ok(Region { name: Name::from(region.name.as_str()), outline, heights })
    });
    Ok(Settings {
        party: Name::from(desk.party.as_str()),
        base_url: Name::from(base_url),
        rules: Rules { equal_priority_may_overlap: desk.equal_priority_may_overlap },
        processes_constraints: desk.processes_constraints,
        manages_constraints: desk.manages_constraints,
        monitors_conformance: desk.monitors_conformance,
        regions: regions.collect::<anyhow::Result<_>>()?,
        planning_time: Duration::from_secs(desk.planning_time_s),
        contingent_after: Duration::from_secs(desk.contingent_after_s),
        retention: Duration::from_secs(u64::from(desk.retention_days) * 86_400),
    })
}

/// Heights of people and files to metres above the ellipsoid, as the settings say what is known of the ground.
///
/// # Errors
/// If the terrain cannot be read.
pub fn heights(desk: &DeskSettings) -> anyhow::Result<Converter> {
    let datum = match desk.terrain_above {
        TerrainAbove::Sea => VerticalDatum::Egm96,
        TerrainAbove::Ellipsoid => VerticalDatum::Ellipsoid,
    };
    let terrain = if desk.terrain.as_os_str().is_empty() { None } else { Some(Terrain::open(&desk.terrain, datum)?) };
    let assumed_ground = AssumedGround::new(desk.ground_lowest_m, desk.ground_highest_m)?;
    Ok(Converter { geoid: Geoid, terrain, assumed_ground })
}

/// What the interfaces for automated testing need: a way to fetch map data, under the same rules as peers.
///
/// # Errors
/// If certificates cannot be used.
pub fn testing(desk: &DeskSettings) -> anyhow::Result<Testing> {
    let transport = HttpTransport::new(&HttpSettings {
        allow_http: desk.allow_private_peers,
        allow_private: desk.allow_private_peers,
        extra_ca_pem: extra_roots(desk)?,
        max_answer_bytes: MAX_FILE_BYTES,
        ..HttpSettings::default()
    })?;
    Ok(Testing::new(Arc::new(transport), desk.allow_private_peers))
}

fn extra_roots(desk: &DeskSettings) -> anyhow::Result<Option<Vec<u8>>> {
    let mut all = Vec::new();
    for path in &desk.extra_roots {
        all.extend(std::fs::read(path).with_context(|| format!("the certificates {} cannot be read", path.display()))?);
        all.push(b'\n');
    }
    Ok((!all.is_empty()).then_some(all))
}

/// Where the desk's tokens come from: the node's own issuer, or a token server.
fn token_source(
    config: &Config,
    transport: Arc<dyn Transport>,
    issuer: Option<Arc<Issuer>>,
    clock: Arc<dyn Clock>,
) -> anyhow::Result<Arc<dyn TokenSource>> {
    let desk = &config.desk;
    if desk.token_url.is_empty() {
        let issuer = issuer.context("desk.token_url is needed: this node has no token server of its own")?;
        let party = desk.party.clone();
        return Ok(Arc::new(LocalTokenSource::new(move |audience, scopes: Scopes| {
            let now_s = clock.now().0.div_euclid(1_000_000);
            let text = issuer.own_token(&party, audience, scopes, now_s);
            let what = || "the node's own issuer made no token".to_owned();
            let wrong = || TokenError::Nonsense { audience: audience.to_owned(), what: what() };
            Ok(Granted { token: Token::new(text).ok_or_else(wrong)?, lives_for: None })
        })));
    }
    let who = if desk.client_id.is_empty() { desk.party.clone() } else { desk.client_id.clone() };
    let style = match desk.token_style {
        TokenStyle::ClientCredentials => {
            let path = &desk.client_secret_file;
            let secret =
                std::fs::read_to_string(path).with_context(|| format!("the secret {} cannot be read", path.display()))?;
            tansiq_peers::TokenStyle::ClientCredentials { client_id: who, secret: Secret::new(secret.trim().to_owned()) }
        }
        TokenStyle::Query => tansiq_peers::TokenStyle::Dummy { sub: who },
    };
    // Configured by the operator, and checked there: http only where private peers are allowed.
    Ok(Arc::new(HttpTokenSource::new(transport, &desk.token_url, true, style, None)?))
}
