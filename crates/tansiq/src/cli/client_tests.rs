//! The printed section is read back as what was asked for.

use super::*;

#[test]
fn the_section_reads_back_whatever_the_names_are() {
    let client = ClientSettings {
        id: "u\"s's\\1 ü".to_owned(),
        secret_hash: hash_secret("s").unwrap(),
        sub: Some("[sub]".to_owned()),
        scopes: vec!["utm.strategic_coordination".to_owned(), "b".to_owned()],
        audiences: vec!["*".to_owned()],
    };
    let config: tansiq::config::Config = toml::from_str(&section(&client)).unwrap();
    let [read] = config.token_server.clients.as_slice() else { panic!("not one client") };
    assert_eq!((&read.id, &read.secret_hash, &read.sub), (&client.id, &client.secret_hash, &client.sub));
    assert_eq!((&read.scopes, &read.audiences), (&client.scopes, &client.audiences));
}
