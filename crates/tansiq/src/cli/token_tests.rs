//! Which URL is asked, and how answers read.

use super::*;

#[test]
fn a_server_without_a_path_gets_the_usual_one() {
    for (server, url) in [
        ("http://127.0.0.1:8080", "http://127.0.0.1:8080/oauth/token"),
        ("https://a.example/", "https://a.example/oauth/token"),
        ("https://a.example/token", "https://a.example/token"),
    ] {
        assert_eq!(endpoint(server).unwrap().to_string(), url);
    }
}

#[test]
fn what_is_no_url_is_refused() {
    for server in ["", "a.example", "ftp://a", "https://", "/x", "http://a b"] {
        let error = endpoint(server).unwrap_err().to_string();
        assert_eq!(error, format!("--server: {server:?} is not a URL such as https://dss.example.com"));
    }
}

/// What is told of an answer.
fn check(status: u16, body: &str, expected: Result<&str, &str>) {
    let url = Uri::from_static("https://a/t");
    let told = read_answer(StatusCode::from_u16(status).unwrap(), body.as_bytes(), &url).map_err(|error| error.to_string());
    assert_eq!(told.as_deref().map_err(String::as_str), expected, "{status} {body}");
}

#[test]
fn answers_of_all_kinds_are_told_in_words() {
    check(200, r#"{"access_token":"x.y.z","expires_in":1}"#, Ok("x.y.z"));
    check(200, r#"{"access_token":"x\ny"}"#, Ok("x\\ny"));
    check(200, "<html>", Err("https://a/t answered 200 OK, but without an access token"));
    check(404, "", Err("https://a/t answered 404 Not Found; is it a token server?"));
    check(400, r#"{"error":"invalid_scope"}"#, Err("the token server refused (400 Bad Request): invalid_scope"));
    check(
        401,
        r#"{"error":"invalid_client","error_description":"wrong \u001b[31m"}"#,
        Err("the token server refused (401 Unauthorized): invalid_client: wrong \\u{1b}[31m"),
    );
}
