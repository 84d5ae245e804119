//! What a plan must be, whatever else is known (uss-behaviour: "validate"; F3548-21 OPIN0015 to OPIN0040).

use super::invalid;
use crate::desk::bounds::{MAX_AHEAD, MAX_STATEMENTS, MAX_TEXT_BYTES, MAX_VERTICES, MAX_VOLUMES};
use crate::desk::volumes::Volumes;
use crate::desk::{OperationState, Plan, Rejection};
use crate::{Heights, Span, Timestamp};

/// Holds a plan against the limits of the standard and of this ledger.
pub(super) fn check(plan: &Plan, state: OperationState, now: Timestamp) -> Result<(), Rejection> {
    texts(plan)?;
    let count = plan.volumes.len() + plan.off_nominal.len();
    if count > MAX_VOLUMES {
        return invalid(format!("volumes: {count} volumes, off-nominal ones included; at most {MAX_VOLUMES} are allowed"));
    }
    let vertices = plan.volumes.vertices() + plan.off_nominal.vertices();
    if vertices > MAX_VERTICES {
        // OPIN0020
        return invalid(format!("volumes: {vertices} vertices over all volumes; at most {MAX_VERTICES} are allowed"));
    }
    bounded(&plan.volumes, "volumes")?;
    bounded(&plan.off_nominal, "off_nominal_volumes")?;
    match state {
        OperationState::Accepted | OperationState::Activated => nominal(plan, state, now),
        OperationState::Nonconforming if plan.volumes.is_empty() => present(&plan.off_nominal, "volumes"),
        OperationState::Nonconforming => Ok(()),
        OperationState::Contingent => present(&plan.off_nominal, "off_nominal_volumes"),
        OperationState::Ended => Ok(()),
    }
}

fn texts(plan: &Plan) -> Result<(), Rejection> {
    if plan.name.len() > MAX_TEXT_BYTES {
        return invalid(format!("name: {} bytes, at most {MAX_TEXT_BYTES} are allowed", plan.name.len()));
    }
    if plan.stated.len() > MAX_STATEMENTS || plan.stated.iter().any(|text| text.len() > MAX_TEXT_BYTES) {
        return invalid(format!("stated: at most {MAX_STATEMENTS} statements of {MAX_TEXT_BYTES} bytes are allowed"));
    }
    if plan.authorisations.len() > MAX_STATEMENTS {
        return invalid(format!("authorisations: {} ids, at most {MAX_STATEMENTS} are allowed", plan.authorisations.len()));
    }
    Ok(())
}

/// Every volume has a start, an end and both heights, and lasts.
fn bounded(volumes: &Volumes, field: &str) -> Result<(), Rejection> {
    for (index, volume) in volumes.as_slice().iter().enumerate() {
        let Span { start, end } = crate::desk::volumes::span(volume);
        let Heights { lower, upper } = crate::desk::volumes::heights(volume);
        if start == Timestamp::UNBOUNDED_PAST || end == Timestamp::UNBOUNDED_FUTURE {
            return invalid(format!("{field}[{index}]: time_start and time_end are needed"));
        }
        if start >= end {
            return invalid(format!("{field}[{index}]: time_end must be after time_start"));
        }
        if !lower.is_finite() || !upper.is_finite() {
            return invalid(format!("{field}[{index}]: altitude_lower and altitude_upper are needed"));
        }
        if volume.buffer_m() > 0.0 {
            return invalid(format!("{field}[{index}]: a buffer must be part of the outline by now"));
        }
    }
    Ok(())
}

fn nominal(plan: &Plan, state: OperationState, now: Timestamp) -> Result<(), Rejection> {
    present(&plan.volumes, "volumes")?;
    if !plan.off_nominal.is_empty() {
        return invalid("off_nominal_volumes: must be empty while an operation is Accepted or Activated");
    }
    let Some(span) = plan.volumes.span() else { return present(&plan.volumes, "volumes") };
    if span.end <= now {
        return invalid("volumes: the operation is wholly in the past");
    }
    if span.start > now.plus(MAX_AHEAD) {
        // OPIN0030
        return invalid(format!("volumes: the operation starts more than {} days ahead", MAX_AHEAD.as_secs() / 86_400));
    }
    if state == OperationState::Activated && !plan.volumes.is_active_at(now) {
        return invalid("volumes: an Activated operation needs a volume that is active now");
    }
    Ok(())
}

fn present(volumes: &Volumes, field: &str) -> Result<(), Rejection> {
    if volumes.is_empty() { invalid(format!("{field}: at least one volume is needed")) } else { Ok(()) }
}
