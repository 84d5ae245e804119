//! `/api/v1/desk/session`: signing in and out, and what people change about themselves.
//!
//! A browser gets a new token with every sign-in and only ever as a cookie that no script can read; the ledger holds its
//! digest. Nothing here tells whether a name is known: not by words, not by time. Passwords are verified a few at once,
//! away from other requests, and only so many wrong ones are tried (`tries.rs`). Who a request is from is found out in
//! `identity.rs`.

use crate::http::answer::{no_content, ok};
use crate::http::app::App;
use crate::http::body::{self, Allowance};
use crate::http::bounds::{MAX_OFFERS, MAX_TOKEN_REQUEST, OFFER_LIFETIME};
use crate::http::call::Call;
use crate::http::error::Error;
use crate::http::identity::{self, Identity, SessionView, Visit};
use crate::http::tries::Tries;
use axum::body::Body;
use axum::http::{Request, header};
use axum::response::Response;
use parking_lot::Mutex;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;
use tansiq_auth::SessionToken;
use tansiq_core::desk::bounds::MAX_PERSON_NAME;
use tansiq_core::desk::{self, Command, Hidden, Person, Rejection, Session, Totp, touch};
use tansiq_core::{Name, Timestamp};
use tansiq_desk::DeskError;
use utoipa::ToSchema;

/// What is remembered between requests about people who sign in.
#[derive(Debug, Default)]
pub(crate) struct Gate {
    tries: Tries,
    /// Second factors that were offered and not confirmed yet, by person.
    offers: Mutex<BTreeMap<Name, (Hidden, Timestamp)>>,
}

/// What somebody signs in with.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SignIn {
    name: String,
    password: String,
    /// Six digits, for those who have a second factor.
    code: Option<String>,
}

/// A refusal to sign in.
#[derive(Serialize, ToSchema)]
pub(crate) struct SignInRefused {
    message: String,
    /// Name and password were right; the code is missing or wrong.
    needs_code: bool,
}

impl SignInRefused {
    /// The refusal with a message that `number` gives a number.
    pub(crate) fn new(needs_code: bool, number: impl Fn(&str) -> String) -> SignInRefused {
        let why = if needs_code { "the code is missing or wrong" } else { "the name or the password is wrong" };
        SignInRefused { message: number(why), needs_code }
    }
}

/// A person's password, shown again before something that a stolen session must not be able to do.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Again {
    password: String,
}

/// A new password of a person's own.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PasswordChange {
    /// The one until now.
    current: String,
    /// The new one, 10 to 256 bytes.
    password: String,
}

/// A second factor to be confirmed.
#[derive(Serialize, ToSchema)]
pub(crate) struct TotpOffer {
    /// Base32, for typing.
    secret: String,
    /// The same for a picture that an authenticator reads.
    uri: String,
}

/// Six digits.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Code {
    code: String,
}

/// Signs somebody in. The browser's session until now ends, whoever's it was.
pub(crate) async fn sign_in(app: &App, request: Request<Body>) -> Result<Response, Error> {
    let (parts, body) = request.into_parts();
    let content_type = parts.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
    // Forms of other sites cannot send this without asking first.
    if content_type.split(';').next().map(str::trim) != Some("application/json") {
        return Err(Error::Invalid("Content-Type: must be application/json".to_owned()));
    }
    identity::refuse_foreign(app, &parts.headers)?;
    // Anybody may ask here, so that bodies are small and take nothing of what the bodies of others share.
    let allowance = Allowance { bytes: MAX_TOKEN_REQUEST, shared_kib: None };
    let body = body::read(&parts.headers, body, allowance).await?;
    let asked: SignIn = secret(&body)?;
    let person = verify(app, &asked.name, &asked.password).await?.ok_or(Error::SignInRefused { needs_code: false })?;
    let step = second_factor(app, &person, asked.code.as_deref())?;
    let replaces = identity::session_cookie(app, &parts.headers).map(|token| Name::from(token.digest()));
    begin(app, &person, replaces, step).await
}

/// A body with secrets in it. What is wrong with it is not said in detail: the words would go to the log.
pub(super) fn secret<T: DeserializeOwned>(body: &[u8]) -> Result<T, Error> {
    let wrong = || Error::Invalid("body: a field is missing, unknown or of the wrong type".to_owned());
    serde_json::from_slice(body).map_err(|_| wrong())
}

/// The person whose name and password these are; none if they are nobody's. Takes a try for the name, which is given back
/// when the person has the right password.
async fn verify(app: &App, name: &str, password: &str) -> Result<Option<Person>, Error> {
    let desk = app.desk().ok_or(Error::NoRoute)?;
    // Longer names are nobody's; they count together, so that what is remembered of them stays small.
    let counted = if name.chars().count() > MAX_PERSON_NAME { "" } else { name };
    let gate = &app.shared.gate;
    gate.tries.take(counted, app.now()).map_err(|wait_s| Error::TooManyTries { wait_s })?;
    let found = desk.read(|state, touches| {
        touches.add(touch::PEOPLE);
        state.person(name).cloned()
    });
    let found = found.await?;
    let hash = found.as_ref().map(|person| person.password_hash.clone());
    let tried = password.to_owned();
    let right = hashing(app, move || tansiq_auth::verify_password(hash.as_ref().map(Hidden::reveal), &tried)).await?;
    let Some(person) = found.filter(|person| right && !person.disabled) else {
        tracing::info!("a sign-in failed: the name or the password is wrong");
        return Ok(None);
    };
    gate.tries.give_back(counted);
    Ok(Some(person))
}

/// The step of the code, for those who have a second factor.
fn second_factor(app: &App, person: &Person, code: Option<&str>) -> Result<Option<u64>, Error> {
    let Some(totp) = &person.totp else { return Ok(None) };
    let refused = Error::SignInRefused { needs_code: true };
    let Some(code) = code.map(str::trim).filter(|code| !code.is_empty()) else { return Err(refused) };
    app.shared.gate.tries.take(&person.name, app.now()).map_err(|wait_s| Error::TooManyTries { wait_s })?;
    match tansiq_auth::verify_totp(totp.secret.reveal(), code, now_s(app), Some(totp.last_step)) {
        Some(step) => {
            app.shared.gate.tries.give_back(&person.name);
            Ok(Some(step))
        }
        None => {
            tracing::info!(person = %person.name, "a sign-in failed: the code is wrong");
            Err(refused)
        }
    }
}

/// Begins a session and gives its token to the browser.
async fn begin(app: &App, person: &Person, replaces: Option<Name>, step: Option<u64>) -> Result<Response, Error> {
    let desk = app.desk().ok_or(Error::NoRoute)?;
    let (token, session) = fresh(app, person);
    let asked = desk::SignIn {
        name: person.name.clone(),
        digest: session.digest.clone(),
        expires: session.expires,
        replaces,
        verified: person.password_hash.clone(),
        step,
    };
    let who = Name::from(identity::who(&person.name));
    match desk.submit(&who, Command::SignIn(Box::new(asked))).await {
        Ok(_) => Ok(begun(app, &token, &session, person)),
        // The person was disabled, or the code was used, while it was verified.
        Err(DeskError::Rejected(Rejection::Forbidden(_))) => Err(Error::SignInRefused { needs_code: step.is_some() }),
        Err(error) => Err(error.into()),
    }
}

/// A token that nobody has, and the session that is to begin with it.
fn fresh(app: &App, person: &Person) -> (SessionToken, Session) {
    let (token, since) = (SessionToken::generate(), app.now());
    let expires = since.plus(app.options().session_lifetime);
    let session = Session { digest: token.digest().into(), person: person.name.clone(), since, expires };
    (token, session)
}

/// The answer with which a browser gets its token.
fn begun(app: &App, token: &SessionToken, session: &Session, person: &Person) -> Response {
    let max_age_s = i64::try_from(app.options().session_lifetime.as_secs()).unwrap_or(i64::MAX);
    let mut response = ok(&SessionView::of(session, person, Some(token.csrf())));
    response.headers_mut().insert(header::SET_COOKIE, identity::set_cookie(app, Some(token), max_age_s));
    response
}

/// Who has signed in here.
pub(crate) fn show(call: &Call) -> Result<Response, Error> {
    let visit = visit(call)?;
    Ok(ok(&SessionView::of(&visit.session, &visit.person, Some(visit.token.csrf()))))
}

/// Ends this session.
pub(crate) async fn sign_out(call: Call) -> Result<Response, Error> {
    let digest = visit(&call)?.session.digest.clone();
    call.desk()?.submit(&call.who(), Command::SignOut { digest }).await?;
    Ok(forgetting(&call.app, no_content()))
}

/// Ends all sessions of the person, this one too.
pub(crate) async fn sign_out_everywhere(call: Call) -> Result<Response, Error> {
    let name = visit(&call)?.person.name.clone();
    call.desk()?.submit(&call.who(), Command::SignOutEverywhere { name }).await?;
    Ok(forgetting(&call.app, no_content()))
}

/// Changes the person's own password: all sessions end, and a new one begins here.
pub(crate) async fn change_password(call: Call) -> Result<Response, Error> {
    let PasswordChange { current, password } = secret(&call.body)?;
    let person = verify_again(&call, &current, "current").await?;
    let password_hash = new_hash(&call.app, &person.name, password).await?;
    let (token, session) = fresh(&call.app, &person);
    let command = Command::SetPassword {
        name: person.name.clone(),
        password_hash,
        verified: Some(person.password_hash.clone()),
        session: Some((session.digest.clone(), session.expires)),
    };
    call.desk()?.submit(&call.who(), command).await?;
    Ok(begun(&call.app, &token, &session, &person))
}

/// Offers a second factor.
pub(crate) async fn offer_totp(call: Call) -> Result<Response, Error> {
    let Again { password } = secret(&call.body)?;
    let person = verify_again(&call, &password, "password").await?;
    let secret = tansiq_auth::new_totp_secret();
    let issuer = format!("Tansiq {}", call.desk()?.settings().party);
    let uri = tansiq_auth::totp_uri(&issuer, &person.name, &secret);
    let now = call.app.now();
    let mut offers = call.app.shared.gate.offers.lock();
    offers.retain(|_, (_, since)| since.plus(OFFER_LIFETIME) > now);
    if offers.len() >= MAX_OFFERS && !offers.contains_key(&person.name) {
        return Err(Error::TooMany("too many second factors are being set up".to_owned()));
    }
    offers.insert(person.name, (Hidden::new(secret.as_str()), now));
    Ok(ok(&TotpOffer { secret, uri }))
}

/// Takes the second factor that was offered, if the person's device shows the right code.
pub(crate) async fn confirm_totp(call: Call) -> Result<Response, Error> {
    let Code { code } = secret(&call.body)?;
    let name = visit(&call)?.person.name.clone();
    let (gate, now) = (&call.app.shared.gate, call.app.now());
    let offer = gate.offers.lock().get(&name).filter(|(_, since)| since.plus(OFFER_LIFETIME) > now).cloned();
    let Some((secret, _)) = offer else {
        return Err(Error::Conflict("no second factor was offered, or it was too long ago".to_owned()));
    };
    gate.tries.take(&name, now).map_err(|wait_s| Error::TooManyTries { wait_s })?;
    let Some(last_step) = tansiq_auth::verify_totp(secret.reveal(), code.trim(), now_s(&call.app), None) else {
        return Err(Error::Forbidden("code: is not the one that the device shows now".to_owned()));
    };
    gate.tries.give_back(&name);
    let command = Command::SetTotp { name: name.clone(), totp: Some(Totp { secret, last_step }), verified: None };
    call.desk()?.submit(&call.who(), command).await?;
    gate.offers.lock().remove(&name);
    Ok(no_content())
}

/// Takes the person's own second factor away.
pub(crate) async fn drop_totp(call: Call) -> Result<Response, Error> {
    let Again { password } = secret(&call.body)?;
    let person = verify_again(&call, &password, "password").await?;
    let command = Command::SetTotp { name: person.name, totp: None, verified: Some(person.password_hash) };
    call.desk()?.submit(&call.who(), command).await?;
    Ok(no_content())
}

/// The person of a call, who must have shown the right password in `field`.
async fn verify_again(call: &Call, password: &str, field: &str) -> Result<Person, Error> {
    let name = &visit(call)?.person.name;
    let person = verify(&call.app, name, password).await?;
    person.ok_or_else(|| Error::Forbidden(format!("{field}: is not your password")))
}

/// The hash of a new password for somebody, if it can be one.
pub(super) async fn new_hash(app: &App, name: &str, password: String) -> Result<Hidden, Error> {
    let invalid = |error: tansiq_auth::PasswordError| Error::Invalid(format!("password: {error}"));
    tansiq_auth::check_password(name, &password).map_err(invalid)?;
    let hash = hashing(app, move || tansiq_auth::hash_password(&password)).await?;
    hash.map(Hidden::new).map_err(invalid)
}

/// Hashing takes memory and time, so only a few passwords are hashed at once, away from the other requests.
async fn hashing<T: Send + 'static>(app: &App, work: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
    let permit = app.shared.hashing.clone().acquire_owned().await.map_err(|_| Error::Timeout)?;
    let work = tokio::task::spawn_blocking(move || {
        let _permit = permit;
        work()
    });
    work.await.map_err(|error| Error::Internal(error.to_string()))
}

/// The session of a call that only people can make.
fn visit(call: &Call) -> Result<&Arc<Visit>, Error> {
    match &call.identity {
        Identity::Person(visit) => Ok(visit),
        Identity::Token(_) => Err(Error::NoSession),
    }
}

/// The answer with which a browser forgets its cookie.
fn forgetting(app: &App, mut response: Response) -> Response {
    response.headers_mut().insert(header::SET_COOKIE, identity::set_cookie(app, None, 0));
    response
}

fn now_s(app: &App) -> i64 {
    app.now().0.div_euclid(1_000_000)
}
