//! Who asks: a program with an access token, or a person whose browser holds the cookie of a session.
//!
//! What either may ask is the table of `tansiq-auth`; here it is looked up for both, so that no handler has to know which of
//! them asks. A request with a token is one of a token, whatever cookie came with it. How sessions begin and end is in
//! `desk/session.rs`.

use super::app::App;
use super::error::Error;
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Uri, header};
use serde::Serialize;
use std::sync::Arc;
use tansiq_auth::{Forbidden, Operation, Role, Scope, Scopes, SessionToken};
use tansiq_core::desk::{self, Person, Session, touch};
use tansiq_core::{Name, Timestamp};
use utoipa::ToSchema;

/// How the ledger's names of people begin. No token may have such a subject, or it could be taken for somebody.
const PERSON: &str = "person:";
/// What a request that changes something shows besides the cookie.
pub(crate) const CSRF: HeaderName = HeaderName::from_static("x-csrf-token");
/// What browsers say about where a request comes from (W3C Fetch Metadata).
const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
/// The cookie of a node that is reached over HTTPS: browsers take it from nobody but the node itself.
const SECURE_COOKIE: &str = "__Host-tansiq";
/// The cookie of a node that is not.
const PLAIN_COOKIE: &str = "tansiq";

/// Who asks.
#[derive(Clone, Debug)]
pub(crate) enum Identity {
    /// A program.
    Token(Arc<tansiq_auth::Caller>),
    /// A person.
    Person(Arc<Visit>),
}

/// A person who has signed in, at one browser.
#[derive(Debug)]
pub(crate) struct Visit {
    /// What the browser holds.
    pub(crate) token: SessionToken,
    /// The session, as it was when the request came.
    pub(crate) session: Session,
    /// The person, likewise.
    pub(crate) person: Person,
    /// As the ledger writes the person's deeds: `person:` and the name.
    who: String,
}

impl Identity {
    /// Finds out who asks and whether they may ask this.
    pub(crate) async fn of(app: &App, operation: Operation, method: &Method, headers: &HeaderMap) -> Result<Identity, Error> {
        let authorization = headers.get(header::AUTHORIZATION).map(|value| value.to_str().unwrap_or(""));
        let cookie = session_cookie(app, headers);
        match (authorization, cookie) {
            (None, Some(token)) => person(app, operation, method, headers, token).await,
            // What is only for people is better refused for want of a session than of a token.
            (None, None) if tansiq_auth::permitted(operation, Scopes::NONE) == Err(Forbidden::SessionOnly) => {
                Err(Error::NoSession)
            }
            (authorization, _) => token(app, operation, authorization),
        }
    }

    /// The caller's name, as ledgers write it.
    pub(crate) fn name(&self) -> &str {
        match self {
            Identity::Token(token) => &token.sub,
            Identity::Person(visit) => &visit.who,
        }
    }

    /// Whether the caller may declare what only those may who monitor conformance.
    pub(crate) fn monitors_conformance(&self) -> bool {
        matches!(self, Identity::Token(token) if token.scopes.contains(Scope::ConformanceMonitoringSa))
    }
}

fn token(app: &App, operation: Operation, authorization: Option<&str>) -> Result<Identity, Error> {
    let now_s = app.now().0.div_euclid(1_000_000);
    let token = app.shared.verifier.verify(authorization, now_s).map_err(Error::Unauthenticated)?;
    if token.sub.starts_with(PERSON) {
        return Err(Error::Forbidden(format!("subjects of access tokens must not begin with {PERSON}")));
    }
    tansiq_auth::permitted(operation, token.scopes).map_err(|forbidden| Error::Forbidden(forbidden.to_string()))?;
    if operation.is_for_own_people() {
        own_people(app, &token.sub)?;
    }
    Ok(Identity::Token(token))
}

/// A desk is used by its own people: the party itself, unless the settings name others.
fn own_people(app: &App, subject: &str) -> Result<(), Error> {
    let desk = app.desk().ok_or(Error::NoRoute)?;
    let users = &app.options().desk_users;
    let own = if users.is_empty() { *subject == *desk.settings().party } else { users.iter().any(|user| user == subject) };
    own.then_some(()).ok_or_else(|| Error::Forbidden(format!("{subject} is not one of the people of this desk")))
}

async fn person(
    app: &App,
    operation: Operation,
    method: &Method,
    headers: &HeaderMap,
    token: SessionToken,
) -> Result<Identity, Error> {
    let (session, person) = find(app, &token.digest()).await?.ok_or(Error::NoSession)?;
    let role = role_of(person.role);
    tansiq_auth::permitted_to(operation, role).map_err(|forbidden| Error::Forbidden(forbidden.to_string()))?;
    if !method.is_safe() {
        refuse_foreign(app, headers)?;
        let shown = headers.get(CSRF).and_then(|value| value.to_str().ok()).unwrap_or("");
        if !token.is_csrf(shown) {
            return Err(Error::Forbidden("X-CSRF-Token: must be the csrf of the session".to_owned()));
        }
    }
    let who = who(&person.name);
    Ok(Identity::Person(Arc::new(Visit { token, session, person, who })))
}

/// As the ledger writes the deeds of the person called so.
pub(crate) fn who(name: &str) -> String {
    format!("{PERSON}{name}")
}

/// The session with this digest and its person, if both are good now.
async fn find(app: &App, digest: &str) -> Result<Option<(Session, Person)>, Error> {
    let Some(desk) = app.desk() else { return Ok(None) };
    let now = app.now();
    let found = desk.read(|state, touches| {
        touches.add(touch::PEOPLE);
        state.session(digest, now).map(|(session, person)| (session.clone(), person.clone()))
    });
    Ok(found.await?)
}

/// A role of the ledger as the table of operations has it.
pub(crate) fn role_of(role: desk::Role) -> Role {
    match role {
        desk::Role::Viewer => Role::Viewer,
        desk::Role::Planner => Role::Planner,
        desk::Role::DutyOfficer => Role::DutyOfficer,
        desk::Role::Administrator => Role::Administrator,
    }
}

/// Refuses what another site made a browser send. What says nothing of where it comes from is let through: it is no browser,
/// or one so old that only the CSRF token protects it.
pub(crate) fn refuse_foreign(app: &App, headers: &HeaderMap) -> Result<(), Error> {
    let refuse = |what: &str| Err(Error::Forbidden(format!("{what}: the request comes from another site")));
    if let Some(site) = headers.get(FETCH_SITE)
        && (site == "cross-site" || site == "same-site")
    {
        return refuse("Sec-Fetch-Site");
    }
    match headers.get(header::ORIGIN) {
        Some(origin) if !is_own(app, headers, origin) => refuse("Origin"),
        _ => Ok(()),
    }
}

/// Whether a page under this origin is one of this node: under the name with which it was asked, or under the one by which it
/// is known outside, where something in front of it changes the name.
fn is_own(app: &App, headers: &HeaderMap, origin: &HeaderValue) -> bool {
    let Some(origin) = origin.to_str().ok().and_then(|text| text.parse::<Uri>().ok()) else { return false };
    if !matches!(origin.scheme_str(), Some("http" | "https")) {
        return false;
    }
    let Some(authority) = origin.authority().map(Authority::as_str) else { return false };
    let host = headers.get(header::HOST).and_then(|value| value.to_str().ok());
    let public = app.options().public_url.parse::<Uri>().ok();
    let is_public = || {
        let public = public.as_ref()?;
        Some(public.scheme_str() == origin.scheme_str() && public.authority()?.as_str().eq_ignore_ascii_case(authority))
    };
    host.is_some_and(|host| host.eq_ignore_ascii_case(authority)) || is_public() == Some(true)
}

/// Whether browsers reach this node over HTTPS, as its settings say.
fn is_secure(app: &App) -> bool {
    app.options().public_url.starts_with("https://")
}

/// The token in the cookie of this node, if there is one.
pub(crate) fn session_cookie(app: &App, headers: &HeaderMap) -> Option<SessionToken> {
    let name = if is_secure(app) { SECURE_COOKIE } else { PLAIN_COOKIE };
    let texts = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = texts.flat_map(|text| text.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(of, _)| *of == name).and_then(|(_, value)| SessionToken::parse(value))
}

/// The cookie that a browser is to keep for so many seconds; 0 to forget it.
pub(crate) fn set_cookie(app: &App, token: Option<&SessionToken>, max_age_s: i64) -> HeaderValue {
    let (name, secure) = if is_secure(app) { (SECURE_COOKIE, "; Secure") } else { (PLAIN_COOKIE, "") };
    let value = token.map(SessionToken::reveal).unwrap_or_default();
    let text = format!("{name}={value}; Path=/; Max-Age={max_age_s}; HttpOnly; SameSite=Strict{secure}");
    HeaderValue::try_from(text).expect("base64url and attributes are header text")
}

/// A session as its person's browser sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Session)]
pub(crate) struct SessionView {
    name: String,
    full_name: String,
    role: RoleView,
    /// To be sent as `X-CSRF-Token` with everything that changes something; absent from streams.
    #[serde(skip_serializing_if = "Option::is_none")]
    csrf: Option<String>,
    #[schema(format = DateTime)]
    expires_at: String,
    /// Whether the person has a second factor.
    totp: bool,
}

impl SessionView {
    pub(crate) fn of(session: &Session, person: &Person, csrf: Option<String>) -> SessionView {
        SessionView {
            name: person.name.to_string(),
            full_name: person.full_name.clone(),
            role: RoleView::of(person.role),
            csrf,
            expires_at: super::desk::views::time(session.expires),
            totp: person.totp.is_some(),
        }
    }
}

/// What a person may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, serde::Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = Role)]
pub(crate) enum RoleView {
    Viewer,
    Planner,
    DutyOfficer,
    Administrator,
}

impl RoleView {
    pub(crate) fn of(role: desk::Role) -> RoleView {
        match role {
            desk::Role::Viewer => RoleView::Viewer,
            desk::Role::Planner => RoleView::Planner,
            desk::Role::DutyOfficer => RoleView::DutyOfficer,
            desk::Role::Administrator => RoleView::Administrator,
        }
    }

    pub(crate) fn role(self) -> desk::Role {
        match self {
            RoleView::Viewer => desk::Role::Viewer,
            RoleView::Planner => desk::Role::Planner,
            RoleView::DutyOfficer => desk::Role::DutyOfficer,
            RoleView::Administrator => desk::Role::Administrator,
        }
    }
}

/// As whom an answer that does not end by itself goes on, to be asked again and again whether it still may.
///
/// Whoever writes such an answer ends it at [`Standing::until`], and asks [`Standing::still_good`] whenever the ledger grew:
/// a person may have signed out, been disabled or been given a role that may not ask this any more.
#[derive(Clone, Debug)]
pub(crate) struct Standing {
    operation: Operation,
    who: Holder,
}

#[derive(Clone, Debug)]
enum Holder {
    Token { until_s: i64 },
    Person { digest: Name, expires: Timestamp },
}

impl Standing {
    pub(crate) fn new(operation: Operation, identity: &Identity) -> Standing {
        let who = match identity {
            Identity::Token(token) => Holder::Token { until_s: token.expires_at },
            Identity::Person(visit) => Holder::Person { digest: visit.session.digest.clone(), expires: visit.session.expires },
        };
        Standing { operation, who }
    }

    /// When it ends at the latest, Unix seconds.
    pub(crate) fn until(&self) -> i64 {
        match &self.who {
            Holder::Token { until_s } => *until_s,
            Holder::Person { expires, .. } => expires.0.div_euclid(1_000_000),
        }
    }

    /// Whether the caller may still ask this. Costs one look at the ledger.
    pub(crate) async fn still_good(&self, app: &App) -> bool {
        match &self.who {
            Holder::Token { until_s } => app.now().0 < until_s.saturating_mul(1_000_000),
            Holder::Person { digest, .. } => {
                let found = find(app, digest).await.ok().flatten();
                found.is_some_and(|(_, person)| tansiq_auth::permitted_to(self.operation, role_of(person.role)).is_ok())
            }
        }
    }

    /// The person's session as it is now, without what is shown with changes: for the `session` event of a stream. None for a
    /// token, and when the session is over.
    pub(crate) async fn session(&self, app: &App) -> Option<SessionView> {
        let Holder::Person { digest, .. } = &self.who else { return None };
        let (session, person) = find(app, digest).await.ok().flatten()?;
        Some(SessionView::of(&session, &person, None))
    }
}
