//! What a body takes of the memory that all bodies share.

use super::*;
use axum::http::HeaderValue;
use http_body_util::StreamBody;
use hyper::body::Frame;

fn announcing(length: usize) -> HeaderMap {
    HeaderMap::from_iter([(header::CONTENT_LENGTH, HeaderValue::from(length))])
}

fn chunked() -> HeaderMap {
    HeaderMap::from_iter([(header::TRANSFER_ENCODING, HeaderValue::from_static("chunked"))])
}

fn pieces(pieces: Vec<Vec<u8>>) -> Body {
    let frames = pieces.into_iter().map(|piece| Ok::<_, std::io::Error>(Frame::data(Bytes::from(piece))));
    Body::new(StreamBody::new(futures_util::stream::iter(frames)))
}

async fn read_with(headers: HeaderMap, body: Body, bytes: usize, shared_kib: &Semaphore) -> Result<Bytes, Error> {
    read(&headers, body, Allowance { bytes, shared_kib: Some(shared_kib) }).await
}

#[tokio::test]
async fn what_was_taken_is_given_back() {
    let shared = Semaphore::new(3);
    let body = pieces(vec![vec![1; 1000], vec![2; 1000], vec![3; 1000]]);
    let read = read_with(chunked(), body, 4096, &shared).await.expect("there is room");
    assert_eq!((read.len(), read[999], read[1000], read[2999]), (3000, 1, 2, 3));
    assert_eq!(shared.available_permits(), 3);
}

#[tokio::test]
async fn who_finds_nothing_left_is_sent_away_and_gives_back_what_it_had() {
    let shared = Semaphore::new(2);
    let body = pieces(vec![vec![0; 2048], vec![0; 1]]);
    let refusal = read_with(chunked(), body, 4096, &shared).await;
    assert!(matches!(refusal, Err(Error::Unavailable(Unavailable::Busy))), "{refusal:?}");
    assert_eq!(shared.available_permits(), 2);
}

#[tokio::test]
async fn an_announcement_takes_nothing() {
    let shared = Semaphore::new(1);
    let read = read_with(announcing(4096), pieces(vec![vec![0; 10]]), 4096, &shared).await;
    assert_eq!(read.expect("there is room").len(), 10);
}

#[tokio::test]
async fn a_body_ends_at_its_own_bound() {
    let shared = Semaphore::new(100);
    for (headers, sizes) in [(announcing(11), vec![]), (chunked(), vec![11]), (chunked(), vec![10, 1])] {
        let body = pieces(sizes.into_iter().map(|size| vec![0; size]).collect());
        let refusal = read_with(headers, body, 10, &shared).await;
        assert!(matches!(refusal, Err(Error::BodyTooLarge)), "{refusal:?}");
    }
    assert_eq!(read_with(chunked(), pieces(vec![vec![0; 10]]), 10, &shared).await.expect("it fits").len(), 10);
}

#[tokio::test]
async fn without_an_announcement_there_is_no_body() {
    let shared = Semaphore::new(0);
    assert!(read_with(HeaderMap::new(), pieces(vec![vec![0; 5]]), 10, &shared).await.expect("nothing is read").is_empty());
    assert!(read_with(announcing(0), pieces(vec![vec![0; 5]]), 10, &shared).await.expect("nothing is read").is_empty());
}
