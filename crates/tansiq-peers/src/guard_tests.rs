//! Which addresses may be called. The expected answers are those of IANA's special-purpose registries ("globally reachable").

use super::{Resolver, is_public};
use std::net::{IpAddr, SocketAddr};

fn check(expected: bool, addresses: &[&str]) {
    for text in addresses {
        let address: IpAddr = text.parse().expect("an address");
        assert_eq!(is_public(address), expected, "{text}");
    }
}

#[test]
fn addresses_of_our_own_network_are_not_public() {
    check(false, &["127.0.0.1", "127.255.255.254", "0.0.0.0", "10.1.2.3", "172.16.0.1", "172.31.255.255", "192.168.1.1"]);
    check(false, &["169.254.169.254", "100.64.0.1", "100.127.255.255", "192.0.0.8", "198.18.0.1", "198.19.255.255"]);
    check(false, &["224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.2.1", "198.51.100.1", "203.0.113.1", "192.88.99.1"]);
    check(false, &["::", "::1", "fe80::1", "febf::1", "fc00::1", "fdff::1", "fec0::1", "ff02::1", "100::1", "5f00::1"]);
    check(false, &["2001::1", "2001:2::1", "2001:10::1", "2001:20::1", "2001:db8::1", "2002:7f00:1::1", "3fff::1"]);
}

#[test]
fn an_ipv4_address_within_ipv6_is_looked_at() {
    check(false, &["::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "::7f00:1"]);
    check(true, &["::ffff:8.8.8.8", "64:ff9b::808:808"]);
}

#[test]
fn addresses_of_the_internet_are_public() {
    check(true, &["8.8.8.8", "1.1.1.1", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "172.15.255.255"]);
    check(true, &["172.32.0.0", "198.17.255.255", "198.20.0.0", "223.255.255.255", "193.0.6.139"]);
    check(true, &["2001:4860:4860::8888", "2606:4700::1111", "2a00:1450::1", "2001:67c::1", "3fff:1000::1"]);
}

#[test]
fn a_name_with_only_private_addresses_is_refused_and_others_lose_theirs() {
    let (private, public): (SocketAddr, SocketAddr) =
        ("10.0.0.1:0".parse().expect("an address"), "8.8.8.8:0".parse().expect("an address"));
    let guarded = Resolver::new(false);
    assert_eq!(guarded.admit(vec![private, public], "both").expect("one is public"), [public]);
    let refused = guarded.admit(vec![private], "inner.example.com").expect_err("none is public").to_string();
    assert_eq!(refused, "inner.example.com leads to an address that is not public, which is not allowed for peers");
    assert_eq!(Resolver::new(true).admit(vec![private], "own").expect("allowed"), [private]);
    assert_eq!(guarded.admit(Vec::new(), "none").expect_err("nothing").to_string(), "none has no address");
}
