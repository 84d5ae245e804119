use serde_json::Value;

use super::*;
use crate::testing::{AUDIENCE, NOW, verifier};
use crate::{Scope, Scopes};

fn client(id: &str, audiences: &[&str]) -> ClientSettings {
    let params = Params::new(8, 1, 1, None).unwrap();
    ClientSettings {
        id: id.to_owned(),
        secret_hash: hash_with(&format!("{id}-secret"), params).unwrap(),
        sub: None,
        scopes: vec!["utm.strategic_coordination".to_owned(), "utm.constraint_processing".to_owned(), "other.scope".to_owned()],
        audiences: audiences.iter().map(|name| (*name).to_owned()).collect(),
    }
}

fn issuer() -> Issuer {
    let settings = TokenServerSettings {
        enabled: true,
        issuer: "https://auth.example.com/token".to_owned(),
        clients: vec![
            client("one", &[AUDIENCE]),
            client("two", &[AUDIENCE, "other.example.com"]),
            ClientSettings { sub: Some("party".to_owned()), ..client("any", &["*"]) },
        ],
        ..TokenServerSettings::default()
    };
    Issuer::new(&settings, SigningKey::generate_p256().unwrap()).unwrap()
}

fn request(id: &str) -> TokenRequest {
    TokenRequest {
        grant_type: "client_credentials".to_owned(),
        client_id: id.to_owned(),
        client_secret: format!("{id}-secret"),
        scope: None,
        audience: None,
    }
}

fn refusal(request: &TokenRequest) -> (OAuthErrorCode, u16, String) {
    let error = issuer().token(request, NOW).unwrap_err();
    (error.error, error.http_status(), error.error_description)
}

fn claims_of(response: &TokenResponse) -> Value {
    let payload = response.access_token.split('.').nth(1).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).unwrap()).unwrap()
}

#[test]
fn a_granted_token_says_what_the_standard_asks_for() {
    let issuer = issuer();
    let response = issuer.token(&request("one"), NOW).unwrap();
    let claims = claims_of(&response);
    let scope = "utm.strategic_coordination utm.constraint_processing other.scope";
    let expected = serde_json::json!({
        "iss": "https://auth.example.com/token", "sub": "one", "aud": AUDIENCE, "scope": scope, "iat": NOW,
        "nbf": NOW, "exp": NOW + 3540, "jti": claims["jti"], "client_id": "one",
    });
    assert_eq!(claims, expected);
    let answer = (response.token_type, response.expires_in, response.scope.as_str());
    assert_eq!(answer, ("Bearer", 3540, scope));
    let again = claims_of(&issuer.token(&request("one"), NOW).unwrap());
    assert_ne!(again["jti"], claims["jti"]);
    assert_eq!(claims["jti"].as_str().unwrap().len(), 22);
}

#[test]
fn a_verifier_accepts_what_the_issuer_grants() {
    let issuer = issuer();
    let response = issuer.token(&request("one"), NOW).unwrap();
    for now in [NOW - 5, NOW, NOW + 3544] {
        let caller = verifier(issuer.verifying_keys()).verify_token(&response.access_token, now).unwrap();
        assert_eq!(caller.sub, "one");
        assert_eq!(caller.scopes, Scopes::of(&[Scope::StrategicCoordination, Scope::ConstraintProcessing]));
    }
    let stranger = SigningKey::generate_p256().unwrap().verifying_key();
    assert!(verifier(vec![stranger]).verify_token(&response.access_token, NOW).is_err());
}

#[test]
fn only_client_credentials_are_granted() {
    use OAuthErrorCode::{InvalidRequest, UnsupportedGrantType};
    let grant = |text: &str| refusal(&TokenRequest { grant_type: text.to_owned(), ..request("one") });
    assert_eq!(grant(""), (InvalidRequest, 400, "grant_type is missing".to_owned()));
    for other in ["password", "authorization_code", "Client_Credentials"] {
        assert_eq!(grant(other), (UnsupportedGrantType, 400, "grant_type must be client_credentials".to_owned()));
    }
}

#[test]
fn an_unknown_client_and_a_wrong_secret_cannot_be_told_apart() {
    let wrong = (OAuthErrorCode::InvalidClient, 401, "client_id or client_secret is wrong".to_owned());
    assert_eq!(refusal(&request("nobody")), wrong);
    for secret in ["two-secret", "one-secre", "one-secret ", &"x".repeat(1 << 20)] {
        assert_eq!(refusal(&TokenRequest { client_secret: secret.to_owned(), ..request("one") }), wrong);
    }
    let needed = (OAuthErrorCode::InvalidClient, 401, "client_id and client_secret are needed".to_owned());
    assert_eq!(refusal(&TokenRequest { client_secret: String::new(), ..request("one") }), needed);
    assert_eq!(refusal(&TokenRequest { client_id: String::new(), ..request("one") }), needed);
}

/// The hash that unknown clients are held against costs as much as the clients' own.
#[test]
fn an_unknown_client_costs_as_much_as_a_wrong_secret() {
    let dear = hash_with("secret", Params::new(64, 3, 2, None).unwrap()).unwrap();
    let settings = [client("cheap", &["a"]), ClientSettings { secret_hash: dear, ..client("dear", &["a"]) }];
    assert!(format!("{:?}", dummy_credential(&settings)).contains("redacted"));
    let params = dummy_params(&settings);
    assert_eq!((params.m_cost(), params.t_cost(), params.p_cost()), (64, 3, 2));
    let params = dummy_params(&[]);
    assert_eq!((params.m_cost(), params.t_cost(), params.p_cost()), (19 * 1024, 2, 1));
}

#[test]
fn a_client_pays_for_hashing_once() {
    let issuer = issuer();
    assert!(issuer.needs_hashing(&request("one")));
    issuer.token(&request("one"), NOW).unwrap();
    assert!(!issuer.needs_hashing(&request("one")));
    assert!(issuer.needs_hashing(&request("two")));
    assert!(issuer.needs_hashing(&TokenRequest { client_secret: "wrong".to_owned(), ..request("one") }));
    assert!(issuer.needs_hashing(&request("nobody")));
    assert!(!issuer.needs_hashing(&TokenRequest { client_secret: "x".repeat(257), ..request("one") }));
}

#[test]
fn scopes_are_those_wanted_and_allowed() {
    let issuer = issuer();
    let granted = |scope: &str| {
        let request = TokenRequest { scope: Some(scope.to_owned()), ..request("one") };
        issuer.token(&request, NOW).map(|response| response.scope).map_err(|e| (e.error, e.http_status()))
    };
    assert_eq!(granted("utm.constraint_processing").unwrap(), "utm.constraint_processing");
    let both = "utm.strategic_coordination other.scope";
    assert_eq!(granted("other.scope  utm.strategic_coordination other.scope").unwrap(), both);
    assert_eq!(granted("").unwrap().split(' ').count(), 3);
    let refused = Err((OAuthErrorCode::InvalidScope, 400));
    for scope in ["tansiq.admin", "utm.constraint_processing tansiq.admin", "utm", "*", &"x ".repeat(4096)] {
        assert_eq!(granted(scope), refused, "{scope:.60}");
    }
}

#[test]
fn the_audience_is_the_one_wanted_if_allowed_or_the_only_one() {
    let issuer = issuer();
    let granted = |id: &str, audience: Option<&str>| {
        let request = TokenRequest { audience: audience.map(str::to_owned), ..request(id) };
        match issuer.token(&request, NOW) {
            Ok(response) => Ok(claims_of(&response)["aud"].as_str().unwrap().to_owned()),
            Err(error) => Err((error.error, error.http_status())),
        }
    };
    let missing = Err((OAuthErrorCode::InvalidRequest, 400));
    let refused = Err((OAuthErrorCode::UnauthorizedClient, 400));
    assert_eq!(granted("one", None).unwrap(), AUDIENCE);
    assert_eq!(granted("one", Some("")).unwrap(), AUDIENCE);
    assert_eq!(granted("two", None), missing);
    assert_eq!(granted("two", Some("other.example.com")).unwrap(), "other.example.com");
    assert_eq!(granted("two", Some("third.example.com")), refused);
    assert_eq!(granted("one", Some("*")), refused);
    assert_eq!(granted("any", None), missing);
    assert_eq!(granted("any", Some("third.example.com")).unwrap(), "third.example.com");
    for bad in ["a\nb", &"x".repeat(257)] {
        assert_eq!(granted("any", Some(bad)), missing);
    }
}

#[test]
fn a_client_may_speak_for_a_party_of_another_name() {
    let request = TokenRequest { audience: Some(AUDIENCE.to_owned()), ..request("any") };
    let claims = claims_of(&issuer().token(&request, NOW).unwrap());
    assert_eq!((claims["sub"].as_str(), claims["client_id"].as_str()), (Some("party"), Some("any")));
}

#[test]
fn answers_have_the_shape_of_the_rfc() {
    let error = issuer().token(&request("nobody"), NOW).unwrap_err();
    assert_eq!(
        serde_json::to_string(&error).unwrap(),
        "{\"error\":\"invalid_client\",\"error_description\":\"client_id or client_secret is wrong\"}"
    );
    let codes = [
        OAuthErrorCode::InvalidRequest,
        OAuthErrorCode::UnauthorizedClient,
        OAuthErrorCode::UnsupportedGrantType,
        OAuthErrorCode::InvalidScope,
    ];
    let codes = serde_json::to_string(&codes).unwrap();
    assert_eq!(codes, "[\"invalid_request\",\"unauthorized_client\",\"unsupported_grant_type\",\"invalid_scope\"]");
    let metadata: Value = serde_json::from_str(&issuer().metadata_json("https://t", "https://j")).unwrap();
    assert_eq!(metadata["issuer"], "https://auth.example.com/token");
    assert_eq!((&metadata["token_endpoint"], &metadata["jwks_uri"]), (&Value::from("https://t"), &Value::from("https://j")));
}

#[test]
fn secrets_hashes_and_tokens_stay_out_of_debug_output() {
    let issuer = issuer();
    let request = request("one");
    let response = issuer.token(&request, NOW).unwrap();
    let text = format!("{issuer:?} {request:?} {response:?} {:?}", client("one", &["a"]));
    for secret in ["one-secret", "argon2", response.access_token.as_str(), "eyJ"] {
        assert!(!text.contains(secret), "{text}");
    }
}

#[test]
fn a_token_server_is_made_from_its_settings_and_says_what_it_lacks() {
    let folder = tempfile::tempdir().unwrap();
    let signing_key = folder.path().join("key.pem");
    let settings = TokenServerSettings {
        issuer: "https://auth.example.com/token".to_owned(),
        signing_key: signing_key.clone(),
        clients: vec![client("one", &[AUDIENCE])],
        ..TokenServerSettings::default()
    };
    assert!(matches!(Issuer::from_settings(&settings), Err(IssuerError::File { path, .. }) if path == signing_key));
    std::fs::write(&signing_key, "x").unwrap();
    assert!(matches!(Issuer::from_settings(&settings), Err(IssuerError::Key { source: SigningKeyError::NotPkcs8, .. })));
    let key = SigningKey::generate_p256().unwrap();
    std::fs::write(&signing_key, key.to_pkcs8_pem()).unwrap();
    assert_eq!(Issuer::from_settings(&settings).unwrap().jwks_json(), key.jwks_json());
    let error = Issuer::new(&TokenServerSettings::default(), key).unwrap_err();
    assert_eq!(error.to_string(), "issuer: must be 1–256 bytes without control characters");
}
