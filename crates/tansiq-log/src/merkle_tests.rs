use super::*;

/// The entries and roots that the Certificate Transparency implementations share as test vectors.
const ENTRIES: [&str; 8] = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
const ROOTS: [&str; 9] = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

fn hex(text: &str) -> Vec<u8> {
    (0..text.len()).step_by(2).map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap()).collect()
}

/// The definition in RFC 6962, section 2.1, word for word.
fn defined(leaves: &[Hash]) -> Hash {
    match leaves {
        [] => Sha256::digest(b"").into(),
        [leaf] => *leaf,
        _ => {
            let split = leaves.len().next_power_of_two() / 2;
            node_hash(&defined(&leaves[..split]), &defined(&leaves[split..]))
        }
    }
}

#[test]
fn roots_are_those_of_certificate_transparency() {
    let mut growing = Root::default();
    assert!(growing.is_empty());
    assert_eq!(growing.root().as_slice(), hex(ROOTS[0]));
    for (entry, expected) in ENTRIES.iter().zip(&ROOTS[1..]) {
        growing.push(entry_hash(&hex(entry)));
        assert_eq!(growing.root().as_slice(), hex(expected), "root of {} leaves", growing.len());
    }
}

#[test]
fn a_growing_root_equals_the_definition() {
    let leaves: Vec<Hash> = (0_u64..300).map(|n| entry_hash(&n.to_be_bytes())).collect();
    let mut growing = Root::default();
    for len in 0..leaves.len() {
        assert_eq!(growing.root(), defined(&leaves[..len]), "root of {len} leaves");
        growing.push(leaves[len]);
    }
    assert_eq!(growing.len(), 300);
    assert_eq!(root(leaves.iter().copied()), defined(&leaves));
}

#[test]
fn a_leaf_is_the_leaf_hash_of_the_salted_commitment() {
    let salt = [7; 32];
    let mut salted = salt.to_vec();
    salted.extend(b"payload");
    let commitment: Hash = Sha256::digest(&salted).into();
    let mut prefixed = vec![0];
    prefixed.extend(commitment);
    assert_eq!(leaf_hash(&salt, b"payload"), Hash::from(Sha256::digest(&prefixed)));
}
