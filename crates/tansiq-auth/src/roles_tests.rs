use super::*;

#[test]
fn every_role_reads_back_from_its_name() {
    for role in Role::ALL {
        assert_eq!(role.as_str().parse(), Ok(*role));
        assert_eq!(role.to_string(), role.as_str());
    }
    assert_eq!("Viewer".parse::<Role>(), Err(UnknownRole));
    assert_eq!("".parse::<Role>(), Err(UnknownRole));
}

#[test]
fn each_role_allows_more_than_the_one_before() {
    assert!(Role::ALL.windows(2).all(|pair| pair[0] < pair[1]));
}
