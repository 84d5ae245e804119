use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::*;

/// Alternatives of scopes, in no order.
type Alternatives = BTreeSet<BTreeSet<String>>;

fn alternatives(operation: Operation) -> Alternatives {
    match operation.needs() {
        Needs::Public | Needs::Session => Alternatives::new(),
        Needs::AnyOf(sets) => sets.iter().map(|all| all.iter().map(Scope::to_string).collect()).collect(),
    }
}

/// `METHOD path`, read from the operation's documentation.
fn route(operation: Operation) -> String {
    let doc = operation.doc().trim();
    let path = doc.split('`').nth(1).unwrap_or("");
    format!("{} {path}", doc.split(' ').next().unwrap())
}

/// The `security` of every operation of an API description, by `METHOD path`. Reads just as much YAML as
/// these files are written in: paths two spaces in, methods four, `security` six.
fn declared(file: &str) -> Option<BTreeMap<String, Alternatives>> {
    let shared = std::env::var_os("TANSIQ_SHARED").map(PathBuf::from);
    let shared = shared.unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"));
    let path = shared.join("specs").join(file);
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("skipped: {} is not here", path.display());
        return None;
    };
    let mut found: BTreeMap<String, Alternatives> = BTreeMap::new();
    let (mut path, mut method, mut sets) = ("", "", None::<Vec<BTreeSet<String>>>);
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let (indent, word) = (line.len() - line.trim_start().len(), line.trim());
        let in_security = sets.is_some() && (word.starts_with("- ") && indent >= 6);
        if in_security {
            let sets = sets.as_mut().unwrap();
            match word.trim_start_matches("- ").strip_suffix(':') {
                Some(_scheme) => sets.push(BTreeSet::new()),
                None => _ = sets.last_mut().unwrap().insert(word[2..].to_owned()),
            }
            continue;
        }
        if let Some(sets) = sets.take() {
            found.insert(format!("{} {path}", method.to_uppercase()), sets.into_iter().collect());
        }
        match indent {
            2 if word.starts_with('/') => path = word.trim_end_matches(':'),
            4 if word.ends_with(':') => method = word.trim_end_matches(':'),
            6 if word == "security:" => sets = Some(Vec::new()),
            _ => {}
        }
    }
    Some(found)
}

/// Compares every operation of ours whose path begins with `ours` with a description whose paths lack
/// `prefix`, and answers how many there were.
fn compare(file: &str, ours: &str, prefix: &str, except: &[Operation]) -> Option<usize> {
    let declared = declared(file)?;
    let mut compared = 0;
    for operation in Operation::ALL.iter().copied().filter(|operation| !except.contains(operation)) {
        let route = route(operation);
        let (method, path) = route.split_once(' ').unwrap();
        let Some(path) = path.strip_prefix(prefix).filter(|_| path.starts_with(ours)) else { continue };
        let expected = declared.get(&format!("{method} {path}"));
        assert_eq!(Some(&alternatives(operation)), expected, "{}: {route}", operation.name());
        compared += 1;
    }
    Some(compared)
}

#[test]
fn the_table_is_that_of_f3548() {
    let Some(compared) = compare("astm/f3548-21-utm.yaml", "/dss/v1/", "", &[]) else { return };
    assert_eq!(compared, 18);
    let declared = declared("astm/f3548-21-utm.yaml").unwrap();
    assert_eq!(declared.keys().filter(|route| route.contains(" /dss/v1/")).count(), 18);
    assert_eq!(compare("astm/f3548-21-utm.yaml", "/uss/v1/", "", &[]), Some(6));
}

#[test]
fn the_table_is_that_of_f3411() {
    let Some(compared) = compare("astm/f3411-22a-remoteid.yaml", "/rid/v2/", "/rid/v2", &[]) else { return };
    assert_eq!(compared, 10);
    let except = [Operation::GetRidSubscriptionV1];
    assert_eq!(compare("astm/f3411-19-remoteid.yaml", "/v1/dss/", "", &except), Some(9));
}

#[test]
fn the_table_is_that_of_the_auxiliary_interface_but_for_what_is_public() {
    let public = [Operation::GetVersion, Operation::GetAcceptedCas, Operation::GetInstanceCas];
    let Some(compared) = compare("aux.yaml", "/aux/v1/", "", &public) else { return };
    assert_eq!(compared, 5);
    assert_eq!(compare("automated-testing/versioning/versioning.yaml", "/versions/", "", &[]), Some(1));
}

#[test]
fn just_these_operations_are_public() {
    let public: Vec<_> = Operation::ALL.iter().filter(|operation| operation.is_public()).map(|o| o.name()).collect();
    assert_eq!(
        public,
        ["GetVersion", "GetAcceptedCas", "GetInstanceCas", "Healthy", "Ready", "GetOpenApi", "SignIn", "GetPageSettings"]
    );
    for operation in Operation::ALL {
        assert_eq!(permitted(*operation, Scopes::NONE).is_ok(), operation.is_public(), "{}", operation.name());
    }
}

#[test]
fn each_alternative_is_enough_and_nothing_else_is() {
    for operation in Operation::ALL.iter().copied().filter(|operation| !operation.is_public()) {
        let Needs::AnyOf(sets) = operation.needs() else { continue };
        for scope in Scope::ALL {
            let alone = sets.iter().any(|all| **all == [*scope]);
            assert_eq!(permitted(operation, Scopes::of(&[*scope])).is_ok(), alone, "{}: {scope}", operation.name());
        }
        for all in sets {
            assert_eq!(permitted(operation, Scopes::of(all)), Ok(()));
        }
    }
}

#[test]
fn a_refusal_says_what_would_have_been_enough() {
    let refusal = permitted(Operation::CreateOperationalIntentReference, Scopes::of(&[Scope::Admin])).unwrap_err();
    assert_eq!(
        refusal.to_string(),
        "access token lacks the scope for this: utm.strategic_coordination, or utm.strategic_coordination and \
         utm.constraint_processing, or utm.conformance_monitoring_sa is needed, it has tansiq.admin"
    );
    let refusal = permitted(Operation::ListReports, Scopes::NONE).unwrap_err();
    assert!(refusal.to_string().ends_with("tansiq.admin is needed, it has none of the scopes known here"), "{refusal}");
}

#[test]
fn every_operation_of_the_desk_has_its_role_and_no_other_operation_has_one() {
    use Role::{Administrator, DutyOfficer, Planner, Viewer};
    let of_the_desk = |operation: Operation| route(operation).contains(" /api/v1/desk/") && !operation.is_public();
    for operation in Operation::ALL.iter().copied() {
        assert_eq!(operation.role().is_some(), of_the_desk(operation), "{}", operation.name());
        assert_eq!(operation.is_for_own_people(), of_the_desk(operation), "{}", operation.name());
    }
    let with = |role: Role| {
        let asked = Operation::ALL.iter().filter(|operation| operation.role() == Some(role));
        asked.map(|operation| operation.name()).collect::<BTreeSet<_>>()
    };
    for (role, names) in [
        (
            Viewer,
            "GetDeskStatus ListPlans GetPlan ReadPlanFile CheckPlan ListKnown ListAreas GetArea ListNotices StreamNotices \
             ListDeliveries ListDeskReports GetPicture FollowPicture ListLog ExportLog GetNodeView ListTemplates GetTile \
             GetBasemapLand GetBasemapNames GetSession SignOut SignOutEverywhere ChangeOwnPassword OfferOwnTotp ConfirmOwnTotp \
             DropOwnTotp",
        ),
        (Planner, "SubmitPlan PutPlan ChangePlanState EndPlan ImportAreas PutTemplate RemoveTemplate"),
        (DutyOfficer, "RemoveArea PublishArea SeeNotices ReportPositions"),
        (Administrator, "ListPeople AddPerson ChangePerson SetPersonPassword SignPersonOut DropPersonTotp RemovePerson"),
    ] {
        assert_eq!(with(role), names.split(' ').collect(), "{role}");
    }
}

#[test]
fn a_role_allows_what_is_asked_of_it_and_of_those_below() {
    for operation in Operation::ALL.iter().copied() {
        for role in Role::ALL.iter().copied() {
            let expected = match operation.role() {
                Some(needed) if needed <= role => Ok(()),
                Some(needed) => Err(Forbidden::Role { needed, has: role }),
                None if operation.is_public() => Ok(()),
                None => Err(Forbidden::TokenOnly),
            };
            assert_eq!(permitted_to(operation, role), expected, "{}: {role}", operation.name());
        }
    }
    let refusal = permitted_to(Operation::PublishArea, Role::Planner).unwrap_err();
    assert_eq!(refusal.to_string(), "this takes the role duty_officer, yours is planner");
}

#[test]
fn no_token_may_ask_about_a_session() {
    let all: Scopes = Scope::ALL.iter().copied().collect();
    for operation in [Operation::GetSession, Operation::SignOut, Operation::ChangeOwnPassword, Operation::DropOwnTotp] {
        assert_eq!(permitted(operation, all), Err(Forbidden::SessionOnly), "{}", operation.name());
    }
    let people = [Operation::ListPeople, Operation::AddPerson, Operation::RemovePerson];
    for operation in people {
        assert_eq!(permitted(operation, Scopes::of(&[Scope::DeskAdminister])), Ok(()));
        assert!(permitted(operation, Scopes::of(&[Scope::DeskPlan, Scope::Admin])).is_err(), "{}", operation.name());
    }
}
