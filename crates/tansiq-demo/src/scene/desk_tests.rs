//! Passwords of the scene.

use super::*;

#[test]
fn passwords_can_be_read_out_and_are_never_the_same() {
    let (one, other) = (new_password(), new_password());
    assert_ne!(one, other);
    assert_eq!(one.len(), 14);
    assert!(one.split('-').all(|group| group.len() == 4 && group.bytes().all(|byte| ALPHABET.contains(&byte))), "{one}");
}
