//! What is asked twice is done once.

use super::*;
use futures_util::FutureExt;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::Notify;

fn counting(times: &Arc<AtomicUsize>) -> impl Future<Output = Result<Answer, Error>> + Send + 'static {
    let times = times.clone();
    async move { written(&times.fetch_add(1, Ordering::SeqCst)) }
}

#[tokio::test]
async fn a_repeated_request_gets_the_first_answer_and_nothing_is_done_twice() {
    let (answers, times) = (Answers::default(), Arc::default());
    let first = answers.once("r", "a flight".to_owned(), counting(&times)).await.expect("an answer");
    let second = answers.once("r", "a flight".to_owned(), counting(&times)).await.expect("an answer");
    assert_eq!((first.get(), second.get()), ("0", "0"));
    assert_eq!(times.load(Ordering::SeqCst), 1);
    let other = answers.once("s", "a flight".to_owned(), counting(&times)).await.expect("an answer");
    assert_eq!(other.get(), "1");
}

#[tokio::test]
async fn an_id_that_was_used_for_something_else_is_a_conflict() {
    let (answers, times) = (Answers::default(), Arc::default());
    answers.once("r", "a flight".to_owned(), counting(&times)).await.expect("an answer");
    let refused = answers.once("r", "another flight".to_owned(), counting(&times)).await;
    assert!(matches!(refused, Err(Error::Conflict(text)) if text.contains("a flight")));
}

#[tokio::test]
async fn a_repeated_request_waits_for_the_first() {
    let (answers, go, times) = (Arc::new(Answers::default()), Arc::new(Notify::new()), Arc::new(AtomicUsize::new(0)));
    let waiting = {
        let (go, counted) = (go.clone(), counting(&times));
        async move {
            go.notified().await;
            counted.await
        }
    };
    let first = tokio::spawn({
        let answers = answers.clone();
        async move { answers.once("r", String::new(), waiting).await }
    });
    while answers.kept.lock().entries.is_empty() {
        tokio::task::yield_now().await;
    }
    let mut second = Box::pin(answers.once("r", String::new(), counting(&times)));
    assert!(second.as_mut().now_or_never().is_none());
    go.notify_one();
    assert_eq!(second.await.expect("an answer").get(), "0");
    assert_eq!(first.await.expect("no panic").expect("an answer").get(), "0");
}

#[tokio::test]
async fn the_work_of_a_caller_who_went_away_is_finished() {
    let (answers, go, times) = (Answers::default(), Arc::new(Notify::new()), Arc::new(AtomicUsize::new(0)));
    let waiting = {
        let (go, counted) = (go.clone(), counting(&times));
        async move {
            go.notified().await;
            counted.await
        }
    };
    {
        let mut first = Box::pin(answers.once("r", String::new(), waiting));
        assert!(first.as_mut().now_or_never().is_none());
    }
    go.notify_one();
    let again = answers.once("r", String::new(), counting(&times)).await.expect("an answer");
    assert_eq!((again.get(), times.load(Ordering::SeqCst)), ("0", 1));
}

#[tokio::test]
async fn work_that_failed_may_be_tried_again() {
    let (answers, times) = (Answers::default(), Arc::default());
    let failed = answers.once("r", String::new(), async { Err(Error::Conflict("no".to_owned())) }).await;
    assert!(matches!(failed, Err(Error::Conflict(text)) if text == "no"));
    assert_eq!(answers.once("r", String::new(), counting(&times)).await.expect("an answer").get(), "0");
    assert_eq!(answers.kept.lock().order.len(), 1);
}

#[tokio::test]
async fn the_oldest_answers_make_room() {
    let (answers, times) = (Answers::default(), Arc::default());
    for n in 0..=MAX_ANSWERS {
        answers.once(&n.to_string(), String::new(), counting(&times)).await.expect("an answer");
    }
    assert_eq!(answers.kept.lock().entries.len(), MAX_ANSWERS);
    let again = answers.once("0", String::new(), counting(&times)).await.expect("an answer");
    assert_eq!(again.get(), (MAX_ANSWERS + 1).to_string(), "the first one was forgotten");
}

#[tokio::test]
async fn an_empty_or_long_id_is_refused() {
    let (answers, times) = (Answers::default(), Arc::default());
    for id in [String::new(), "x".repeat(MAX_REQUEST_ID_BYTES + 1)] {
        let refused = answers.once(&id, String::new(), counting(&times)).await;
        assert!(matches!(refused, Err(Error::Invalid(text)) if text.contains("1 to 256")));
    }
}
