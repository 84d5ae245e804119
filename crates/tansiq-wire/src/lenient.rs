//! How fields are read and written: what is forgiven, what is bounded, what is refused.
//!
//! Clients in the field leave fields out, send explicit nulls and add fields of their own. All of
//! this is forgiven here, once, so that no message type has to think about it. A wrong type is not
//! forgiven. Meaning is not judged here: that is the server's work. The message types next door use
//! these helpers in their `serde` attributes.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde::ser::{Error as _, Serializer};

/// Reads an explicit `null` as the zero value, so that it means the same as a missing field.
pub(crate) fn null_as_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Default + Deserialize<'de>,
{
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

/// Reads a list of at most `max` items; `null` is the empty list.
///
/// The bound is checked before an item is read, so an oversized list costs no more than an allowed
/// one. `field` is named in the error.
pub(crate) fn bounded_list<'de, D, T>(deserializer: D, field: &'static str, max: usize) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    deserializer.deserialize_option(BoundedList { field, max, item: PhantomData })
}

/// [`bounded_list`] for a field that must be there: `null` is refused like a missing one.
pub(crate) fn required_list<'de, D, T>(deserializer: D, field: &'static str, max: usize) -> Result<Vec<T>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    deserializer.deserialize_seq(BoundedList { field, max, item: PhantomData })
}

struct BoundedList<T> {
    field: &'static str,
    max: usize,
    item: PhantomData<T>,
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for BoundedList<T> {
    type Value = Vec<T>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{} to be a list of at most {}", self.field, self.max)
    }

    fn visit_none<E>(self) -> Result<Self::Value, E> {
        Ok(Vec::new())
    }

    fn visit_unit<E>(self) -> Result<Self::Value, E> {
        Ok(Vec::new())
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_seq(self)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let mut items = Vec::new();
        while items.len() < self.max {
            match seq.next_element()? {
                Some(item) => items.push(item),
                None => return Ok(items),
            }
        }
        match seq.next_element::<serde::de::IgnoredAny>()? {
            None => Ok(items),
            Some(_) => Err(A::Error::custom(TooMany { field: self.field, max: self.max })),
        }
    }
}

/// The text of the error for a list beyond its bound, the same for every list.
pub(crate) struct TooMany {
    pub(crate) field: &'static str,
    pub(crate) max: usize,
}

impl fmt::Display for TooMany {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let Self { field, max } = self;
        write!(f, "{field} has more than {max} items, allowed are 0 to {max}")
    }
}

/// Writes a number, refusing NaN and the infinities.
///
/// `serde_json` would write them as `null`, which every reader takes for zero: a volume whose
/// latitude could not be computed would land on the equator.
pub(crate) fn finite<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    if value.is_finite() {
        serializer.serialize_f64(*value)
    } else {
        Err(S::Error::custom(format_args!("{value} cannot be written, a number must be finite")))
    }
}

/// [`finite`] for a number that may be absent.
pub(crate) fn finite_option<S: Serializer>(value: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => finite(value, serializer),
        None => serializer.serialize_none(),
    }
}

/// A message whose fields serde's derive reads, and which [`only_object`] guards.
pub(crate) trait Fields<'de>: Sized {
    /// The schema's name, for the error.
    const NAME: &'static str;

    /// What the derive made.
    fn from_fields<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error>;
}

/// Reads a message from a JSON object and from nothing else.
///
/// serde's derive takes an array for a struct too, by position. With every field optional, `[]`
/// would then be a valid anything, and `"extents": [[]]` a volume.
pub(crate) fn only_object<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Fields<'de>,
{
    deserializer.deserialize_map(OnlyObject(PhantomData))
}

struct OnlyObject<T>(PhantomData<T>);

impl<'de, T: Fields<'de>> Visitor<'de> for OnlyObject<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "an object ({})", T::NAME)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<T, A::Error> {
        T::from_fields(MapAccessDeserializer::new(map))
    }
}

/// Implements `Serialize` and `Deserialize` for message types that derive both with
/// `#[serde(remote = "Self")]`, so that they are read through [`only_object`].
///
/// With `remote`, the derive makes inherent functions `serialize` and `deserialize` in place of the
/// trait's. `Name::deserialize(…)` spelled out therefore goes past the guard; generic code, such as
/// `serde_json::from_slice` and [`crate::parse()`], does not.
macro_rules! messages {
    ($($name:ident),+ $(,)?) => {$(
        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $name::serialize(self, serializer)
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                crate::lenient::only_object(deserializer)
            }
        }

        impl<'de> crate::lenient::Fields<'de> for $name {
            const NAME: &'static str = stringify!($name);

            fn from_fields<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                $name::deserialize(deserializer)
            }
        }
    )+};
}
pub(crate) use messages;
