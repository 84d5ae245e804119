//! The versioning interface of automated testing.

use crate::rig::Rig;
use crate::rig::tokens::*;

#[tokio::test]
async fn the_version_is_told_to_who_may_read_it() {
    let rig = Rig::start().await;
    let tester = party("tester", VERSIONS);
    let answer = rig.get("/versions/org.example.system", tester).await.expect(200);
    assert_eq!(answer["system_identity"], "org.example.system");
    assert!(answer["system_version"].as_str().is_some_and(|version| version.starts_with('v')));
    rig.get("/versions/org.example.system", USS1).await.refused(403, VERSIONS);
    rig.send("GET", "/versions/x", &[], "").await.refused(401, "access token");
    rig.get("/versions/", tester).await.expect(404);
}
