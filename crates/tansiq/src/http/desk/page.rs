//! Pages of lists: where one begins, how much is on it, and where the next begins. What is listed, the lists know.

use crate::http::bounds::{MAX_PAGE, MAX_PAGE_WEIGHT, USUAL_PAGE};
use crate::http::error::Error;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::str::FromStr;
use tansiq_core::EntityId;

/// Parameters among which a wrong one is looked for.
const MAX_LOOKED_AT: usize = 32;
/// Bytes of the name of a parameter that an error repeats.
const MAX_NAME: usize = 64;

/// The page of a list that has no other parameters.
#[derive(Debug, PartialEq)]
pub(crate) struct Window<C> {
    /// What the page before ended with.
    pub(crate) after: Option<C>,
    /// Things on the page, 1 to [`MAX_PAGE`].
    pub(crate) limit: usize,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Parameters {
    after: Option<String>,
    limit: Option<String>,
}

impl Window<EntityId> {
    /// From `after=<id>&limit=<count>`, both optional.
    ///
    /// # Errors
    /// The parameter and what is wrong with it.
    pub(crate) fn by_id(query: &str) -> Result<Window<EntityId>, Error> {
        let Parameters { after, limit: count } = parameters(query)?;
        Ok(Window { after: id(after.as_deref())?, limit: limit(number("limit", count.as_deref())?)? })
    }
}

impl Window<u64> {
    /// From `after=<number>&limit=<count>`, both optional.
    ///
    /// # Errors
    /// The parameter and what is wrong with it.
    pub(crate) fn by_number(query: &str) -> Result<Window<u64>, Error> {
        let Parameters { after, limit: count } = parameters(query)?;
        Ok(Window { after: number("after", after.as_deref())?, limit: limit(number("limit", count.as_deref())?)? })
    }
}

/// The parameters of a query.
///
/// # Errors
/// The parameter that is not known, given twice or not what it may be, and what is wrong with it.
pub(crate) fn parameters<T: DeserializeOwned>(query: &str) -> Result<T, Error> {
    serde_urlencoded::from_str(query)
        .map_err(|error| Error::Invalid(format!("{}: {error}", wrong_one::<T>(query).unwrap_or("query"))))
}

/// The parameter without which the query would be right. Reading does not say where it failed.
fn wrong_one<T: DeserializeOwned>(query: &str) -> Option<&str> {
    let all: Vec<&str> = query.split('&').take(MAX_LOOKED_AT + 1).collect();
    if all.len() > MAX_LOOKED_AT {
        return None;
    }
    let is_it = |index: &usize| {
        let others = [&all[..*index], &all[index + 1..]].concat();
        serde_urlencoded::from_str::<T>(&others.join("&")).is_ok()
    };
    let name = all[(0..all.len()).find(is_it)?].split('=').next()?;
    let is_a_name = name.len() <= MAX_NAME && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    is_a_name.then_some(name)
}

/// A number that a parameter may hold.
///
/// # Errors
/// If it is not one, or below zero where it may not be.
pub(crate) fn number<N: FromStr>(name: &str, text: Option<&str>) -> Result<Option<N>, Error> {
    let read = |text: &str| text.parse().map_err(|_| Error::Invalid(format!("{name}: must be a whole number, not {text:?}")));
    text.map(read).transpose()
}

/// How much is on a page: what was asked for, or what is usual.
///
/// # Errors
/// If it is not 1 to [`MAX_PAGE`].
pub(crate) fn limit(asked: Option<usize>) -> Result<usize, Error> {
    let limit = asked.unwrap_or(USUAL_PAGE);
    let fits = (1..=MAX_PAGE).contains(&limit);
    fits.then_some(limit).ok_or_else(|| Error::Invalid(format!("limit: must be 1 to {MAX_PAGE}, not {limit}")))
}

/// The id that a page begins after.
///
/// # Errors
/// If it is not one.
pub(crate) fn id(after: Option<&str>) -> Result<Option<EntityId>, Error> {
    after.map(|text| EntityId::parse(text).map_err(|why| Error::Invalid(format!("after: {why}")))).transpose()
}

/// The first things of a list: at most `limit`, ended earlier when they weigh [`MAX_PAGE_WEIGHT`] together. The first one
/// is taken whatever it weighs. Also whether there are more.
pub(crate) fn take<T>(things: impl Iterator<Item = T>, limit: usize, weight: impl Fn(&T) -> usize) -> (Vec<T>, bool) {
    let mut taken: Vec<T> = Vec::new();
    let mut sum = 0_usize;
    for thing in things {
        sum = sum.saturating_add(weight(&thing));
        if taken.len() == limit || (!taken.is_empty() && sum > MAX_PAGE_WEIGHT) {
            return (taken, true);
        }
        taken.push(thing);
    }
    (taken, false)
}

#[cfg(test)]
#[path = "page_tests.rs"]
mod tests;
