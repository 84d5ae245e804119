//! `/healthy` (is the process alive) and `/ready` (can this node read and append).

use super::answer;
use super::app::App;
use super::error::Error;
use axum::http::StatusCode;
use axum::response::Response;
use tansiq_core::airspace::{Command, touch};

pub(crate) fn healthy() -> Response {
    answer::text(StatusCode::OK, "ok")
}

/// Ready means that the state can be read and that the stores took the last records that were tried.
pub(crate) async fn ready(app: &App) -> Result<Response, Error> {
    let founded = app.airspace().read(|state, touches| {
        touches.add(touch::POOL);
        state.dar_id().is_some()
    });
    let desk_failing = app.desk().is_some_and(|desk| desk.node().store_failing());
    if !founded.await? || app.airspace().store_failing() || desk_failing {
        return Err(Error::Unavailable(tansiq_node::Unavailable::Store));
    }
    Ok(answer::text(StatusCode::OK, "ready\n"))
}

/// While the store fails, keeps trying to append, so that the node recovers even when nobody writes.
pub async fn probe_store(app: &App) {
    if let Some(desk) = app.desk().filter(|desk| desk.node().store_failing()) {
        let _ = desk.submit(&desk.own_name(), tansiq_core::desk::Command::Probe).await;
    }
    if !app.airspace().store_failing() {
        return;
    }
    let command = Command::RecordHeartbeat {
        instance: app.options().locality.as_str().into(),
        source: "store-probe".into(),
        timestamp: None,
        next_expected_before: None,
    };
    // What comes of it shows in the state of the store.
    let _ = app.airspace().submit(app.own_caller(), command, None).await;
}
