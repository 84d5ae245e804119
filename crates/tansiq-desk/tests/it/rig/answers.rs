//! Reading requests, and what a token of the rig says.

use tansiq_peers::Request;

/// Party, host and scopes that a request's token names.
pub fn said(request: &Request) -> (String, String, Vec<String>) {
    let token = request.bearer.as_ref().expect("every request has a token").expose().to_owned();
    let mut parts = token.splitn(3, '~').map(str::to_owned);
    let mut next = || parts.next().expect("a token of the rig");
    let (party, host) = (next(), next());
    let scopes = next().split('+').map(str::to_owned).collect();
    assert_eq!(request.url.host(), Some(&*host), "a token is shown only to whom it is for");
    (party, host, scopes)
}

/// The body as a message.
pub fn request_body<T: serde::de::DeserializeOwned>(request: &Request) -> Option<T> {
    tansiq_wire::parse(&request.content.as_ref()?.bytes).ok()
}
