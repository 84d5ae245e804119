use super::*;

#[test]
fn every_scope_reads_back_from_its_text() {
    for scope in Scope::ALL {
        assert_eq!(Scope::parse(scope.as_str()), Some(*scope));
        assert!(Scopes::of(&[*scope]).contains(*scope));
    }
}

#[test]
fn unknown_misspelt_and_empty_scopes_are_left_out() {
    let scopes = Scopes::parse("utm.strategic_coordination  UTM.constraint_processing nonsense ");
    assert_eq!(scopes, Scopes::of(&[Scope::StrategicCoordination]));
    assert_eq!(Scopes::parse(""), Scopes::NONE);
    assert_eq!(Scopes::parse("utm.strategic_coordination\tutm.constraint_processing"), Scopes::NONE);
}

#[test]
fn a_set_prints_as_the_list_it_was_read_from() {
    let text = "utm.strategic_coordination utm.constraint_processing tansiq.admin";
    assert_eq!(Scopes::parse(text).to_string(), text);
    assert_eq!(format!("{:?}", Scopes::of(&[Scope::Admin])), "{\"tansiq.admin\"}");
}

#[test]
fn containing_all_asks_for_every_member() {
    let both = Scopes::of(&[Scope::StrategicCoordination, Scope::ConstraintProcessing]);
    let one = Scopes::of(&[Scope::StrategicCoordination]);
    assert!(both.contains_all(one));
    assert!(!one.contains_all(both));
    assert!(one.contains_all(Scopes::NONE));
}
