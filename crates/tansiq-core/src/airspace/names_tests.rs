use super::*;

#[test]
fn one_copy_is_shared_and_forgotten_with_its_last_use() {
    let mut names = Names::default();
    let first = names.intern(&Name::from("https://uss.example"));
    let second = names.intern(&Name::from("https://uss.example"));
    assert!(Name::ptr_eq(&first, &second));
    names.release(&first);
    assert_eq!(names.0.len(), 1, "one use is left");
    // Somebody's answer may still hold the text: that is no use.
    let answer = first.clone();
    names.release(&second);
    assert!(names.0.is_empty());
    assert_eq!(&*answer, "https://uss.example");
}

#[test]
fn releasing_a_name_that_is_not_in_use_does_nothing() {
    let mut names = Names::default();
    names.release(&Name::from("nobody"));
    assert!(names.0.is_empty());
}
