//! Bounds in JSON, which has no infinity: a bound that is not there is null. Used by `range.rs` only.

/// A lower bound; null is minus infinity.
pub(crate) mod below {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(crate) fn serialize<S: Serializer>(m: &f64, serializer: S) -> Result<S::Ok, S::Error> {
        m.is_finite().then_some(*m).serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
        Ok(Option::deserialize(deserializer)?.unwrap_or(f64::NEG_INFINITY))
    }
}

/// An upper bound; null is infinity.
pub(crate) mod above {
    use serde::{Deserialize, Deserializer};

    pub(crate) use super::below::serialize;

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<f64, D::Error> {
        Ok(Option::deserialize(deserializer)?.unwrap_or(f64::INFINITY))
    }
}

/// A lower and an upper bound, or null for no range at all.
pub(crate) mod pair {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[derive(Serialize, Deserialize)]
    struct Pair(#[serde(with = "super::below")] f64, #[serde(with = "super::above")] f64);

    pub(crate) fn serialize<S: Serializer>(range: &Option<(f64, f64)>, serializer: S) -> Result<S::Ok, S::Error> {
        range.map(|(lower_m, upper_m)| Pair(lower_m, upper_m)).serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<(f64, f64)>, D::Error> {
        Ok(Option::<Pair>::deserialize(deserializer)?.map(|Pair(lower_m, upper_m)| (lower_m, upper_m)))
    }
}
