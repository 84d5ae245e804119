//! Reads bytes as a file of a plan. Reading never panics; a plan that is read has volumes whose times run forwards, also
//! without buffers.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tansiq_formats::plans::{self, Assumptions, MAX_PLAN_VERTICES};

fuzz_target!(|data: &[u8]| {
    let Ok(plan) = plans::read(data, &Assumptions::default()) else { return };
    assert!(!plan.volumes.is_empty() && plan.vertices() <= MAX_PLAN_VERTICES);
    for volume in plan.at(1_800_000_000_000_000) {
        assert!(volume.start_us <= volume.end_us && volume.buffer_m >= 0.0);
    }
    for volume in &plan.volumes {
        if let Ok(parts) = volume.spread() {
            assert!(parts.iter().all(|part| part.buffer_m == 0.0));
        }
    }
});
