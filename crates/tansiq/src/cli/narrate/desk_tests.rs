//! How events of the desk ledger read.

use super::*;
use serde_json::json;

const ID: &str = "11111111-1111-4111-8111-111111111111";
const OTHER: &str = "22222222-2222-4222-8222-222222222222";

/// An area that is met at one place.
fn meeting() -> serde_json::Value {
    json!({
        "kind": "area", "other": OTHER, "manager": null, "name": "Stadium", "weight": "prohibited", "pairs_total": 1, "certain": false,
        "pairs": [{
            "own": 0, "other": 0, "horizontal_m": 12.345, "vertical_m": 5.0, "seconds": 60.0, "lat": 0.0, "lng": 8.0,
            "from": 1_800_000_000_000_000_i64, "certain": false,
        }],
    })
}

#[test]
fn writes_read_as_what_became_of_them() {
    for (event, expected) in [
        (
            Event::WriteBegun {
                id: id(ID),
                attempt: 4,
                state: OperationState::Activated,
                plan: None,
                meetings: Vec::new(),
                rules: Default::default(),
            },
            format!("operation {ID}: write 4 begun, to be Activated"),
        ),
        (
            Event::WriteLanded { id: id(ID), attempt: 4, reference: None },
            format!("operation {ID}: write 4 taken by the DSS, removed there"),
        ),
        (
            Event::WriteFailed { id: id(ID), attempt: 4, why: "no".to_owned(), may_arrive: true },
            format!("operation {ID}: write 4 not taken: no; it may still arrive, and is looked after"),
        ),
        (Event::OrphanSettled { id: id(ID) }, format!("{ID} is surely not at the DSS")),
        (Event::OperationForgotten { id: id(ID) }, format!("operation {ID} ended long ago and is forgotten")),
        (Event::DeliveryMade { id: 5, attempts: 1 }, "delivery 5 taken, at try 1".to_owned()),
        (
            Event::DeliveryFailed { id: 5, problem: "no route".to_owned(), attempts: 1, next: None },
            "delivery 5 given up after 1 try: no route".to_owned(),
        ),
        (
            Event::DeliveryFailed { id: 5, problem: "no route".to_owned(), attempts: 2, next: Some(at()) },
            "delivery 5 failed at try 2: no route; next at 2027-01-15T08:00:00.000000Z".to_owned(),
        ),
        (Event::NoticesSeen { up_to: 7, by: "alice".into() }, "alice saw the notices up to 7".to_owned()),
        (Event::AreaPublished { id: id(ID), published: false }, format!("area {ID} is not published any more")),
    ] {
        assert_eq!(describe(&event), expected);
    }
}

fn id(text: &str) -> tansiq_core::EntityId {
    tansiq_core::EntityId::parse(text).expect("an id")
}

/// 1,800,000,000 s after the Unix epoch.
fn at() -> tansiq_core::Timestamp {
    tansiq_core::Timestamp(1_800_000_000_000_000)
}

#[test]
fn meetings_read_with_their_depth_and_how_sure_they_are() {
    let words = format!("Area {OTHER} (Prohibited, 12.35 m deep on the ground, possibly)");
    let met: Meeting = serde_json::from_value(meeting()).expect("a meeting");
    assert_eq!(describe(&Event::Met { operation: id(ID), meeting: met.clone() }), format!("operation {ID} meets {words}"));
    let notice = |what| Event::Noticed(Notice { seq: 3, at: at(), operation: Some(id(ID)), what, seen: None });
    let found = NoticeKind::ConflictFound { meeting: met.clone() };
    assert_eq!(describe(&notice(found)), format!("notice 3 about operation {ID}: conflict with {words}"));
    let active = NoticeKind::AreaActivated { meeting: met };
    assert_eq!(describe(&notice(active)), format!("notice 3 about operation {ID}: area in the way: {words}"));
    let by_rule = NoticeKind::StateChanged { from: None, to: OperationState::Contingent, automatic: true };
    assert_eq!(describe(&notice(by_rule)), format!("notice 3 about operation {ID}: it is Contingent, by rule"));
    assert_eq!(describe(&notice(NoticeKind::BackInVolumes)), format!("notice 3 about operation {ID}: it is back in its volumes"));
}

#[test]
fn people_read_as_what_they_are_and_never_with_their_secrets() {
    use tansiq_core::desk::{Hidden, Role, Totp};
    let name = || "ada".into();
    let digest = || "66687aadf862bd77".into();
    let hash = || Hidden::new("$argon2id$hash");
    let expires = tansiq_core::Timestamp(1_800_000_000_000_000);
    let added = |full_name: &str| Event::PersonAdded {
        name: name(),
        full_name: full_name.to_owned(),
        role: Role::DutyOfficer,
        password_hash: hash(),
    };
    let changed = |disabled| Event::PersonChanged { name: name(), full_name: String::new(), role: Role::Viewer, disabled };
    let totp = Totp { secret: Hidden::new("MZXW6YTB"), last_step: 1 };
    for (event, expected) in [
        (added("Ada L."), "person ada (Ada L.) added as duty_officer"),
        (added(""), "person ada added as duty_officer"),
        (changed(false), "person ada is viewer"),
        (changed(true), "person ada is viewer, and cannot sign in"),
        (Event::PasswordChanged { name: name(), password_hash: hash() }, "person ada has another password; all sessions ended"),
        (Event::TotpSet { name: name(), totp }, "person ada has a second factor"),
        (Event::TotpDropped { name: name() }, "person ada has no second factor any more"),
        (Event::PersonRemoved { name: name() }, "person ada removed"),
        (
            Event::SignedIn { name: name(), digest: digest(), expires, step: Some(1) },
            "person ada signed in, until 2027-01-15T08:00:00.000000Z",
        ),
        (Event::SignedOut { name: name(), digest: digest() }, "a session of person ada ended"),
        (Event::SignedOutEverywhere { name: name() }, "all sessions of person ada ended"),
        (Event::SessionExpired { digest: digest() }, "a session was over"),
    ] {
        assert_eq!(describe(&event), expected);
    }
}
