use super::*;

/// The secret of the RFCs' examples, `12345678901234567890`.
const SECRET: &[u8] = b"12345678901234567890";

/// RFC 6238, appendix B, for SHA-1. The examples have eight digits, of which ours are the last six.
#[test]
fn codes_are_those_of_rfc_6238() {
    for (time_s, eight) in [
        (59, "94287082"),
        (1_111_111_109, "07081804"),
        (1_111_111_111, "14050471"),
        (1_234_567_890, "89005924"),
        (2_000_000_000, "69279037"),
        (20_000_000_000, "65353130"),
    ] {
        assert_eq!(totp_at(&to_base32(SECRET), time_s).unwrap(), eight[2..], "at {time_s} s");
    }
}

/// RFC 4226, appendix D.
#[test]
fn codes_are_those_of_rfc_4226() {
    let expected = ["755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"];
    for (step, code) in (0..).zip(expected) {
        assert_eq!(code_at(SECRET, step), code, "step {step}");
    }
    let numbers: Vec<u32> = (0..3).map(|step| truncated(SECRET, step)).collect();
    assert_eq!(numbers, [1_284_755_224, 1_094_287_082, 137_359_152]);
}

/// RFC 4648 §10, without the padding that authenticators do not want.
#[test]
fn base32_is_that_of_rfc_4648() {
    for (plain, encoded) in [
        ("", ""),
        ("f", "MY"),
        ("fo", "MZXQ"),
        ("foo", "MZXW6"),
        ("foob", "MZXW6YQ"),
        ("fooba", "MZXW6YTB"),
        ("foobar", "MZXW6YTBOI"),
    ] {
        assert_eq!(to_base32(plain.as_bytes()), encoded);
        assert_eq!(from_base32(encoded).unwrap(), plain.as_bytes());
        assert_eq!(from_base32(&encoded.to_lowercase()).unwrap(), plain.as_bytes());
    }
    assert_eq!(from_base32("MZXW6==="), Some(b"foo".to_vec()));
    for wrong in ["M1", "M0", "MY MY", "é"] {
        assert_eq!(from_base32(wrong), None, "{wrong}");
    }
}

#[test]
fn a_code_is_good_one_step_before_and_after_and_only_once() {
    let secret = new_totp_secret();
    assert_eq!((secret.len(), from_base32(&secret).unwrap().len()), (32, 20));
    let now_s = 1_800_000_000;
    let step = 60_000_000;
    let code = totp_at(&secret, now_s).unwrap();
    for (later_s, expected) in [(-31, None), (-30, Some(step)), (0, Some(step)), (29, Some(step)), (59, Some(step)), (60, None)] {
        assert_eq!(verify_totp(&secret, &code, now_s + later_s, None), expected, "{later_s} s later");
    }
    assert_eq!(verify_totp(&secret, &code, now_s, Some(step - 1)), Some(step));
    assert_eq!(verify_totp(&secret, &code, now_s, Some(step)), None);
}

#[test]
fn what_is_no_code_is_refused() {
    let secret = to_base32(SECRET);
    for wrong in ["", "94287082", "28708", "28708 ", "२८७०८२", "-87082"] {
        assert_eq!(verify_totp(&secret, wrong, 59, None), None, "{wrong:?}");
    }
    assert_eq!(verify_totp("not base32!", "287082", 59, None), None);
    assert_eq!(verify_totp(&secret, "287082", -59, None), None);
}

#[test]
fn an_authenticator_can_read_the_uri() {
    assert_eq!(
        totp_uri("Tansiq civil defence", "عمر", "MZXW6"),
        "otpauth://totp/Tansiq%20civil%20defence:%D8%B9%D9%85%D8%B1?secret=MZXW6&issuer=Tansiq%20civil%20defence\
         &algorithm=SHA1&digits=6&period=30"
    );
}
