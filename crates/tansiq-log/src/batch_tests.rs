use super::*;

fn refused(batch: &[Vec<u8>]) -> String {
    check_bounds(batch).unwrap_err().to_string()
}

#[test]
fn a_batch_at_its_bounds_is_taken() {
    assert_eq!(check_bounds(&vec![Vec::new(); MAX_BATCH_RECORDS]).unwrap(), 0);
    let largest = vec![vec![0; MAX_RECORD_BYTES]; MAX_BATCH_BYTES / MAX_RECORD_BYTES];
    assert_eq!(check_bounds(&largest).unwrap(), MAX_BATCH_BYTES);
}

#[test]
fn a_batch_beyond_a_bound_is_refused_with_the_bound() {
    let many = refused(&vec![Vec::new(); MAX_BATCH_RECORDS + 1]);
    assert_eq!(many, "the number of records of the batch is 4097, but at most 4096 is allowed");
    let long = refused(&[vec![], vec![0; MAX_RECORD_BYTES + 1]]);
    assert_eq!(long, "the payload of record 1 of the batch, in bytes, is 4194305, but at most 4194304 is allowed");
    let heavy = refused(&vec![vec![0; MAX_RECORD_BYTES]; 5]);
    assert_eq!(heavy, "the size of the batch, in bytes, is 20971520, but at most 16777216 is allowed");
}

#[test]
fn equal_payloads_get_different_salts_and_leaves() {
    let sealed = seal(&[b"same".to_vec(), b"same".to_vec()]).unwrap();
    assert_ne!(sealed[0].salt, sealed[1].salt);
    assert_ne!(sealed[0].leaf, sealed[1].leaf);
    assert_eq!(sealed[0].leaf, merkle::leaf_hash(&sealed[0].salt, b"same"));
}
