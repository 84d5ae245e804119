//! Every refusal with its status, its body and its headers.

use super::*;
use http_body_util::BodyExt;
use serde_json::Value;
use tansiq_core::airspace::Missing;

async fn answer(error: Error) -> (u16, Option<String>, String) {
    let response = error.into_response();
    let status = response.status().as_u16();
    let retry = response.headers().get(header::RETRY_AFTER).map(|value| value.to_str().expect("ASCII").to_owned());
    let bytes = response.into_body().collect().await.expect("a whole body").to_bytes();
    (status, retry, String::from_utf8(bytes.into()).expect("UTF-8"))
}

fn text() -> String {
    "field: what is wrong".to_owned()
}

#[tokio::test]
async fn each_refusal_has_its_status_and_a_numbered_message() {
    let cases = [
        (Error::Invalid(text()), 400),
        (Error::AreaTooLarge(text()), 413),
        (Error::Forbidden(text()), 403),
        (Error::NotFound(text()), 404),
        (Error::TooMany(text()), 429),
        (Error::Rejected(Rejection::Invalid(text())), 400),
        (Error::Rejected(Rejection::Forbidden(text())), 403),
        (Error::Rejected(Rejection::NotFound(text())), 404),
        (Error::Rejected(Rejection::Conflict(text())), 409),
        (Error::Rejected(Rejection::Down(text())), 412),
        (Error::Rejected(Rejection::TooMany(text())), 429),
    ];
    for (error, expected) in cases {
        let (status, _, body) = answer(error).await;
        assert_eq!(status, expected);
        let json: Value = serde_json::from_str(&body).expect("JSON");
        let message = json["message"].as_str().expect("a message");
        let number = message.strip_prefix("field: what is wrong (E:").and_then(|rest| rest.strip_suffix(')'));
        assert_eq!(Uuid::parse_str(number.expect("a number")).expect("a UUID").get_version_num(), 4);
        assert!(body.ends_with('\n'));
    }
}

#[tokio::test]
async fn what_passes_may_be_tried_again() {
    for why in [Unavailable::Busy, Unavailable::Store, Unavailable::Stopping] {
        let (status, retry, body) = answer(Error::Unavailable(why)).await;
        assert_eq!((status, retry.as_deref()), (503, Some(RETRY_AFTER_S)));
        assert!(body.contains(&why.to_string()), "{body}");
    }
    assert_eq!(answer(Error::Timeout).await, (503, Some(RETRY_AFTER_S.to_owned()), "request timeout".to_owned()));
    assert_eq!(answer(Error::TooMany(text())).await.1.as_deref(), Some(RETRY_AFTER_S));
}

#[tokio::test]
async fn a_fault_of_ours_tells_its_number_and_nothing_else() {
    let (status, _, body) = answer(Error::Internal("the secret of the house".to_owned())).await;
    assert_eq!(status, 500);
    let json: Value = serde_json::from_str(&body).expect("JSON");
    assert!(json["error_message"].as_str().is_some_and(|message| message.starts_with("internal error (E:")));
    assert!(!body.contains("secret"));
}

#[tokio::test]
async fn a_conflict_lists_only_what_is_missing() {
    let (status, _, body) = answer(Error::Rejected(Rejection::Unproven(Missing::default()))).await;
    let json: Value = serde_json::from_str(&body).expect("JSON");
    assert_eq!((status, json.as_object().map(serde_json::Map::len)), (409, Some(1)));
}

#[tokio::test]
async fn a_record_that_would_be_too_large_is_the_callers_matter() {
    let (status, _, body) = answer(Failure::TooLarge { bytes: 9, allowed: 5 }.into()).await;
    assert_eq!(status, 400);
    assert!(body.contains("extents: ") && body.contains("9 bytes, 5 are allowed"), "{body}");
}
