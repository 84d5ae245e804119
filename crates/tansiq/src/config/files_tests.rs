//! Files that are named: missing, of the wrong kind, unlike each other.

use super::super::{Sources, load};
use tansiq_auth::SigningKey;

/// A folder with one file of every kind, and what is said of a configuration in it.
struct Desk(tempfile::TempDir);

impl Desk {
    fn new() -> Desk {
        let desk = Desk(tempfile::tempdir().unwrap());
        let key = SigningKey::generate_p256().unwrap();
        desk.put("private.pem", &key.to_pkcs8_pem());
        desk.put("text.pem", "hello");
        desk
    }

    fn put(&self, name: &str, text: &str) {
        std::fs::write(self.0.path().join(name), text).unwrap();
    }

    /// Everything said of the text, without the name of the folder.
    fn said(&self, text: &str) -> Vec<String> {
        self.put("c.toml", text);
        let problems = match load(&Sources { file: Some(self.0.path().join("c.toml")), ..Sources::default() }) {
            Ok(loaded) => loaded.warnings,
            Err(invalid) => invalid.0,
        };
        let folder = format!("{}/", self.0.path().display());
        problems.iter().map(|problem| problem.to_string().replace(&folder, "").replacen("c.toml:", "", 1)).collect()
    }
}

#[test]
fn key_files_must_be_there_and_hold_public_keys() {
    let said =
        Desk::new().said("[auth]\naudiences = [\"a\"]\npublic_keys = [\"none.pem\", \"text.pem\",\n \"private.pem\", \".\"]");
    assert_eq!(
        said,
        [
            "3:16: error: auth.public_keys[0]: the file none.pem cannot be used: it does not exist",
            "3:28: error: auth.public_keys[1]: the file text.pem cannot be used: no PEM block found (expected \"-----BEGIN PUBLIC KEY-----\")",
            "4:2: error: auth.public_keys[2]: the file private.pem cannot be used: the file holds a private key; give the public key only",
            "4:17: error: auth.public_keys[3]: the file . cannot be used: it is a folder",
        ]
    );
}

#[test]
fn a_signing_key_may_be_absent_but_not_something_else() {
    let desk = Desk::new();
    let client = "[[token_server.clients]]\nid = \"a\"\nscopes = [\"tansiq.admin\"]\naudiences = [\"a\"]\nsecret_hash = \
                  \"$argon2id$v=19$m=19456,t=2,p=1$c29tZSBzYWx0IGhlcmU$1Gr2kBo5m6D8TuXmY2uVlGfR4yW7zq0Jc3sNhEaPxLk\"";
    let with =
        |key: &str| format!("[token_server]\nenabled = true\nsigning_key = \"{key}\"\n{client}\n[auth]\naudiences = [\"a\"]");
    assert_eq!(desk.said(&with("absent.pem")), [""; 0]);
    assert_eq!(desk.said(&with("private.pem")), [""; 0]);
    assert_eq!(
        desk.said(&with("text.pem")),
        ["3:1: error: token_server.signing_key: the file text.pem cannot be used: signing key is not a PKCS#8 PEM block \
         (expected \"-----BEGIN PRIVATE KEY-----\")",]
    );
}

#[test]
fn the_store_must_not_be_a_file() {
    let said = Desk::new().said("[store]\npath = \"text.pem\"\n[auth]\naudiences = [\"a\"]\njwks_urls = [\"https://a/\"]");
    assert_eq!(said, ["2:1: error: store.path: the file text.pem cannot be used: it is not a folder"]);
}

#[test]
fn certificate_and_key_must_be_there_and_belong_together() {
    let desk = Desk::new();
    let with = |certificate: &str, key: &str| {
        format!(
            "[server.tls]\ncertificate = \"{certificate}\"\nkey = \"{key}\"\n[auth]\naudiences = [\"a\"]\njwks_urls = [\"https://a/\"]"
        )
    };
    assert_eq!(
        desk.said(&with("none.pem", "text.pem")),
        [
            "2:1: error: server.tls.certificate: the file none.pem cannot be used: it does not exist",
            "3:1: error: server.tls.key: the file text.pem cannot be used: it holds no private key (expected \"-----BEGIN PRIVATE KEY-----\")",
        ]
    );
    assert_eq!(
        desk.said(&with("text.pem", "private.pem")),
        ["2:1: error: server.tls.certificate: the file text.pem cannot be used: it holds no certificate (expected \
         \"-----BEGIN CERTIFICATE-----\")",]
    );
}
