use super::*;
use crate::testing::{AUDIENCE, NOW, verifier};
use crate::{Forbidden, Operation, TokenRequest, permitted};

#[test]
fn every_party_gets_a_token_with_its_well_known_secret() {
    let dev = DevIssuer::new(vec![AUDIENCE.to_owned()]).unwrap();
    let verifier = verifier(dev.verifying_keys());
    for party in DEV_PARTIES {
        let request = TokenRequest {
            grant_type: "client_credentials".to_owned(),
            client_id: party.id.to_owned(),
            client_secret: party.secret.to_owned(),
            ..TokenRequest::default()
        };
        let response = dev.issuer().token(&request, NOW).unwrap();
        let caller = verifier.verify_token(&response.access_token, NOW).unwrap();
        assert_eq!((caller.sub.as_str(), caller.scopes), (party.id, Scopes::of(party.scopes)));
    }
}

#[test]
fn the_parties_can_do_between_them_whatever_a_token_can_ask() {
    let session_only = |operation: Operation| permitted(operation, Scopes::NONE) == Err(Forbidden::SessionOnly);
    for operation in Operation::ALL.iter().filter(|operation| !session_only(**operation)) {
        let someone = DEV_PARTIES.iter().any(|party| permitted(*operation, Scopes::of(party.scopes)).is_ok());
        assert!(someone, "{}", operation.name());
    }
}

#[test]
fn an_authorization_header_can_be_had_without_a_secret() {
    let dev = DevIssuer::with_key(vec!["*".to_owned()], SigningKey::generate_p256().unwrap()).unwrap();
    let scopes = Scopes::of(&[Scope::Admin]);
    let header = dev.authorization("anyone", scopes, AUDIENCE, NOW);
    let caller = verifier(dev.verifying_keys()).verify(Some(&header), NOW).unwrap();
    assert_eq!((caller.sub.as_str(), caller.scopes), ("anyone", scopes));
}

#[test]
fn an_audience_is_needed() {
    let error = DevIssuer::with_key(Vec::new(), SigningKey::generate_p256().unwrap()).unwrap_err();
    assert!(error.to_string().starts_with("clients[0].audiences: must name at least one"), "{error}");
}
