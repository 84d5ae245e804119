//! Reads text as a time. What is read is within its range, and is written and read again as the same instant.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tansiq_wire::f3548::{MAX_MICROS, MIN_MICROS, Time};

fuzz_target!(|text: &str| {
    let time = Time { value: text.to_owned(), format: "RFC3339".to_owned() };
    match time.to_micros() {
        Ok(micros) => {
            assert!((MIN_MICROS..=MAX_MICROS).contains(&micros), "{text:?} is {micros}");
            let written = Time::from_micros(micros);
            assert_eq!(written.to_micros(), Ok(micros), "{text:?} is written {:?}", written.value);
        }
        Err(error) => assert!(error.to_string().len() < 1_000, "the message is bounded"),
    }
});
