use super::*;

fn site(folder: &Path) -> Site {
    Site { binary: "tansiq".into(), folder: folder.to_owned() }
}

fn party() -> Caller {
    Caller {
        id: "county".to_owned(),
        secret: tansiq_auth::new_client_secret(),
        scopes: "utm.strategic_coordination utm.constraint_processing".to_owned(),
    }
}

#[test]
fn the_configuration_names_every_party_and_no_secret() {
    let dir = tempfile::tempdir().unwrap();
    let site = site(dir.path());
    let party = party();
    configure(&site, std::slice::from_ref(&party)).unwrap();
    let text = std::fs::read_to_string(site.config()).unwrap();
    assert!(!text.contains(&party.secret), "only the hash may be on disk");
    let read: toml::Table = toml::from_str(&text).unwrap();
    let client = &read["token_server"]["clients"][0];
    assert_eq!(client["id"].as_str(), Some("county"));
    assert_eq!(client["scopes"].as_array().map(Vec::len), Some(2));
    assert!(client["secret_hash"].as_str().unwrap().starts_with("$argon2id$"));
    assert_eq!(read["server"]["allow_http_base_urls"].as_bool(), Some(true));
}

#[test]
fn a_folder_of_an_earlier_play_is_emptied() {
    let dir = tempfile::tempdir().unwrap();
    let site = site(dir.path());
    clear(dir.path()).unwrap();
    std::fs::create_dir(site.data()).unwrap();
    std::fs::write(site.data().join("old"), "old").unwrap();
    clear(dir.path()).unwrap();
    assert!(!site.data().exists());
    assert!(dir.path().join(MARKER).is_file());
}

#[test]
fn a_folder_of_somebody_else_is_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    let thesis = dir.path().join("thesis.txt");
    std::fs::write(&thesis, "years of work").unwrap();
    let error = clear(dir.path()).unwrap_err();
    assert!(error.to_string().contains("was not made by the demo"), "{error}");
    assert!(thesis.is_file());
}

#[test]
fn a_desk_is_told_where_the_dss_is_and_who_it_is() {
    let dir = tempfile::tempdir().unwrap();
    let site = site(&dir.path().join("county"));
    let party = party();
    configure_desk(&site, &party, "http://127.0.0.1:4711").unwrap();
    let text = std::fs::read_to_string(site.config()).unwrap();
    assert!(!text.contains(&party.secret), "the secret has a file of its own");
    let read: toml::Table = toml::from_str(&text).unwrap();
    let desk = &read["desk"];
    assert_eq!(desk["party"].as_str(), Some("county"));
    assert_eq!(desk["dss"].as_array().unwrap(), &["http://127.0.0.1:4711".into()]);
    assert_eq!(desk["token_url"].as_str(), Some("http://127.0.0.1:4711/oauth/token"));
    let secret = std::fs::read_to_string(desk["client_secret_file"].as_str().unwrap()).unwrap();
    assert_eq!(secret, party.secret);
}
