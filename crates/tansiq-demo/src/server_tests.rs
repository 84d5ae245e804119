use std::os::unix::fs::PermissionsExt as _;

use super::*;

/// A site whose "server" is a shell script.
fn site(folder: &Path, script: &str) -> Site {
    let binary = folder.join("tansiq");
    std::fs::write(&binary, format!("#!/bin/sh\n{script}\n")).unwrap();
    std::fs::set_permissions(&binary, std::fs::Permissions::from_mode(0o755)).unwrap();
    Site { binary, folder: folder.to_owned() }
}

#[tokio::test]
async fn a_server_that_ends_at_once_is_told_with_its_last_words() {
    let dir = tempfile::tempdir().unwrap();
    let site = site(dir.path(), "echo 'config: listen must be an address' >&2; exit 3");
    let Err(error) = Server::start(&site, "127.0.0.1:0").await else { panic!("it must not start") };
    let text = error.to_string();
    assert!(text.contains("exit status: 3"), "{text}");
    assert!(text.contains("listen must be an address"), "{text}");
}

#[tokio::test]
async fn a_missing_server_is_told_with_how_to_build_it() {
    let site = Site { binary: "/nonexistent/tansiq".into(), folder: "/nonexistent".into() };
    let Err(error) = Server::start(&site, "127.0.0.1:0").await else { panic!("it must not start") };
    assert!(matches!(&error, Error::NoBinary(_)) && error.to_string().contains("cargo build -p tansiq"), "{error}");
}

#[tokio::test]
async fn verifying_answers_what_was_said_and_fails_with_what_was_complained() {
    let dir = tempfile::tempdir().unwrap();
    let good = site(dir.path(), "[ \"$1 $2 $3\" = 'log verify --data' ] && echo '12 records'");
    assert_eq!(verify_log(&good).await.unwrap(), "12 records");
    let bad = site(dir.path(), "echo 'record 7 was changed' >&2; exit 1");
    let error = verify_log(&bad).await.unwrap_err().to_string();
    assert!(error.contains("record 7 was changed") && error.contains("exit status: 1"), "{error}");
}
