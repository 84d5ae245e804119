//! Reads bytes as every request body of strategic coordination. The first byte chooses the body.
//!
//! Reading never panics, and what was read is written and read again as the same. What the server then makes of it is not
//! looked at here.
#![no_main]

use libfuzzer_sys::fuzz_target;
use serde_json::Value;
use tansiq_wire::f3548::*;

macro_rules! read {
    ($body:ident, $($selector:pat => $message:ty),*; $chosen:expr) => {
        match $chosen {
            $($selector => {
                if let Ok(message) = tansiq_wire::parse::<$message>($body) {
                    let written = serde_json::to_vec(&message).expect("a message can be written");
                    let again = tansiq_wire::parse::<$message>(&written).expect("what was written can be read");
                    let (first, second): (Value, Value) = (
                        serde_json::from_slice(&written).expect("it is JSON"),
                        serde_json::to_value(&again).expect("a message can be written"),
                    );
                    assert_eq!(first, second);
                }
            })*
        }
    };
}

fuzz_target!(|data: &[u8]| {
    let Some((chosen, body)) = data.split_first() else { return };
    read!(body,
        0 => PutOperationalIntentReferenceParameters,
        1 => PutConstraintReferenceParameters,
        2 => PutSubscriptionParameters,
        3 => QueryOperationalIntentReferenceParameters,
        4 => QueryConstraintReferenceParameters,
        5 => QuerySubscriptionParameters,
        6 => SetUssAvailabilityStatusParameters,
        _ => ErrorReport;
        chosen % 8
    );
});
