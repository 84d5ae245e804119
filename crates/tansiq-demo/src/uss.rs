//! The endpoint each party runs for the others, as F3548 has it: its plans and areas can be read there, and
//! there it is told of changes. One small HTTP server on loopback for each party.
//!
//! It checks who is calling like any conforming USS: a token for its own host with the right scope, and for a
//! notification, that the sender manages what it speaks of. Telemetry, reports and log sets are not served.

use std::convert::Infallible;
use std::sync::Arc;

use bytes::Bytes;
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Incoming;
use hyper::header::{AUTHORIZATION, CONTENT_TYPE};
use hyper::{Method, Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use serde::Serialize;
use tansiq_auth::{Caller, Verifier};
use tansiq_wire::f3548::{
    Constraint, ErrorResponse, GetConstraintDetailsResponse, GetOperationalIntentDetailsResponse, OperationalIntent,
    PutConstraintDetailsParameters, PutOperationalIntentDetailsParameters,
};
use tokio::net::TcpListener;
use tokio::task::JoinSet;

use crate::http::REQUEST_TIMEOUT;
use crate::papers::{Papers, Shared};
use crate::scope;

/// The host the parties' endpoints are on, and so the audience of the tokens shown there.
pub const HOST: &str = "127.0.0.1";

/// The largest notification that is read, in bytes.
pub const MAX_BODY_BYTES: usize = 1 << 20;

/// The most connections one endpoint serves at once; further ones wait to be accepted.
pub const MAX_CONNECTIONS: usize = 64;

type Reply = Response<Full<Bytes>>;

/// Starts the endpoint of a party on a free port and answers its base URL. It runs until `tasks` is dropped.
pub async fn start(papers: Shared, verifier: Arc<Verifier>, tasks: &mut JoinSet<()>) -> std::io::Result<String> {
    let listener = TcpListener::bind((HOST, 0)).await?;
    let base_url = format!("http://{}", listener.local_addr()?);
    tasks.spawn(serve(listener, papers, verifier));
    Ok(base_url)
}

async fn serve(listener: TcpListener, papers: Shared, verifier: Arc<Verifier>) {
    let mut open = JoinSet::new();
    loop {
        while open.len() >= MAX_CONNECTIONS {
            open.join_next().await;
        }
        while open.try_join_next().is_some() {}
        // An accept fails when the peer is gone already or for want of descriptors; neither ends the endpoint.
        let Ok((stream, _)) = listener.accept().await else {
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
            continue;
        };
        let (papers, verifier) = (papers.clone(), verifier.clone());
        open.spawn(async move {
            let service = hyper::service::service_fn(move |request| {
                let (papers, verifier) = (papers.clone(), verifier.clone());
                async move { Ok::<_, Infallible>(answer(request, &papers, &verifier).await) }
            });
            // A broken connection is the caller's to notice; it gets no answer.
            let _ = hyper::server::conn::http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(REQUEST_TIMEOUT)
                .serve_connection(TokioIo::new(stream), service)
                .await;
        });
    }
}

async fn answer(request: Request<Incoming>, papers: &Shared, verifier: &Verifier) -> Reply {
    let header = request.headers().get(AUTHORIZATION).map(|value| value.to_str().unwrap_or_default());
    let caller = match verifier.verify(header, jiff::Timestamp::now().as_second()) {
        Ok(caller) => caller,
        Err(error) => return refuse(StatusCode::UNAUTHORIZED, &error.to_string()),
    };
    let path = request.uri().path().to_owned();
    let segments: Vec<&str> = path.trim_start_matches('/').split('/').collect();
    match (request.method(), segments.as_slice()) {
        (&Method::GET, ["uss", "v1", "operational_intents", id]) => with(&caller, scope::PLANNING, || plan(&papers.open(), id)),
        (&Method::GET, ["uss", "v1", "constraints", id]) => with(&caller, scope::PROCESSING, || area(&papers.open(), id)),
        (&Method::POST, ["uss", "v1", "operational_intents"]) => match body(request).await {
            Ok(body) => with(&caller, scope::PLANNING, || plan_told(&mut papers.open(), &caller, &body)),
            Err(reply) => *reply,
        },
        (&Method::POST, ["uss", "v1", "constraints"]) => match body(request).await {
            Ok(body) => with(&caller, scope::MANAGING, || area_told(&mut papers.open(), &caller, &body)),
            Err(reply) => *reply,
        },
        _ => refuse(StatusCode::NOT_FOUND, "this endpoint serves details of plans and areas to avoid only"),
    }
}

fn with(caller: &Caller, needs: &str, serve: impl FnOnce() -> Reply) -> Reply {
    let scope = tansiq_auth::Scopes::parse(needs);
    if scope.iter().all(|needed| caller.scopes.iter().any(|held| held == needed)) {
        serve()
    } else {
        refuse(StatusCode::FORBIDDEN, &format!("the scope {needs} is needed"))
    }
}

fn plan(papers: &Papers, id: &str) -> Reply {
    let Some(plan) = papers.plans.get(id).cloned() else {
        return refuse(StatusCode::NOT_FOUND, &format!("no plan {id}"));
    };
    json(&GetOperationalIntentDetailsResponse { operational_intent: plan })
}

fn area(papers: &Papers, id: &str) -> Reply {
    let Some(area) = papers.areas.get(id).cloned() else {
        return refuse(StatusCode::NOT_FOUND, &format!("no area {id}"));
    };
    json(&GetConstraintDetailsResponse { constraint: area })
}

fn plan_told(papers: &mut Papers, caller: &Caller, body: &[u8]) -> Reply {
    let told: PutOperationalIntentDetailsParameters = match tansiq_wire::parse(body) {
        Ok(told) => told,
        Err(error) => return refuse(StatusCode::BAD_REQUEST, &error.to_string()),
    };
    let id = told.operational_intent_id;
    let word = |plan: &OperationalIntent| Word::new(&plan.reference.manager, plan.reference.version);
    let new = told.operational_intent.as_ref().map(word);
    if let Some(reply) = unheard(caller, new.as_ref(), papers.known_plans.get(&id).map(word).as_ref()) {
        return reply;
    }
    papers.heard.insert(id.clone(), new.map(|word| word.version));
    match told.operational_intent {
        Some(plan) => papers.known_plans.insert(id, plan),
        None => papers.known_plans.remove(&id),
    };
    empty(StatusCode::NO_CONTENT)
}

fn area_told(papers: &mut Papers, caller: &Caller, body: &[u8]) -> Reply {
    let told: PutConstraintDetailsParameters = match tansiq_wire::parse(body) {
        Ok(told) => told,
        Err(error) => return refuse(StatusCode::BAD_REQUEST, &error.to_string()),
    };
    let id = told.constraint_id;
    let word = |area: &Constraint| Word::new(&area.reference.manager, area.reference.version);
    let new = told.constraint.as_ref().map(word);
    if let Some(reply) = unheard(caller, new.as_ref(), papers.known_areas.get(&id).map(word).as_ref()) {
        return reply;
    }
    papers.heard.insert(id.clone(), new.map(|word| word.version));
    match told.constraint {
        Some(area) => papers.known_areas.insert(id, area),
        None => papers.known_areas.remove(&id),
    };
    empty(StatusCode::NO_CONTENT)
}

/// Who says it, and of which version.
struct Word {
    manager: String,
    version: i32,
}

impl Word {
    fn new(manager: &str, version: i32) -> Word {
        Word { manager: manager.to_owned(), version }
    }
}

/// Why a caller may not speak of something, if so: only its manager may, and never of an older version.
fn unheard(caller: &Caller, new: Option<&Word>, known: Option<&Word>) -> Option<Reply> {
    if new.into_iter().chain(known).any(|word| word.manager != caller.sub) {
        return Some(refuse(StatusCode::FORBIDDEN, "only the manager of an entity may tell of it"));
    }
    match (new, known) {
        (Some(new), Some(known)) if new.version < known.version => {
            Some(refuse(StatusCode::CONFLICT, &format!("version {} is known already", known.version)))
        }
        _ => None,
    }
}

async fn body(request: Request<Incoming>) -> Result<Bytes, Box<Reply>> {
    let read = Limited::new(request.into_body(), MAX_BODY_BYTES).collect();
    match tokio::time::timeout(REQUEST_TIMEOUT, read).await {
        Ok(Ok(body)) => Ok(body.to_bytes()),
        Ok(Err(_)) => {
            let problem = format!("the body could not be read, it may have up to {MAX_BODY_BYTES} bytes");
            Err(Box::new(refuse(StatusCode::BAD_REQUEST, &problem)))
        }
        Err(_) => Err(Box::new(refuse(StatusCode::REQUEST_TIMEOUT, "the body took too long"))),
    }
}

fn json<T: Serialize>(message: &T) -> Reply {
    match serde_json::to_vec(message) {
        Ok(body) => reply(StatusCode::OK, body),
        Err(error) => refuse(StatusCode::INTERNAL_SERVER_ERROR, &error.to_string()),
    }
}

fn refuse(status: StatusCode, message: &str) -> Reply {
    let body = ErrorResponse { message: message.to_owned() };
    reply(status, serde_json::to_vec(&body).unwrap_or_default())
}

fn reply(status: StatusCode, body: Vec<u8>) -> Reply {
    let mut reply = Response::new(Full::new(body.into()));
    *reply.status_mut() = status;
    reply.headers_mut().insert(CONTENT_TYPE, hyper::header::HeaderValue::from_static("application/json"));
    reply
}

fn empty(status: StatusCode) -> Reply {
    let mut reply = Response::new(Full::default());
    *reply.status_mut() = status;
    reply
}

#[cfg(test)]
#[path = "uss_tests.rs"]
mod tests;
