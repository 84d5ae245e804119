//! A JSON value together with its path, so that every error says where it is.

use serde_json::Value;

use super::PlanError;

/// A value of a plan and where it stands.
#[derive(Clone)]
pub(super) struct Node<'a> {
    pub(super) value: &'a Value,
    pub(super) path: String,
}

impl<'a> Node<'a> {
    /// The whole file.
    pub(super) fn root(value: &'a Value) -> Self {
        Self { value, path: String::new() }
    }

    /// The path of a member.
    pub(super) fn path_of(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    /// An error at this value.
    pub(super) fn error(&self, message: impl Into<String>) -> PlanError {
        let path = if self.path.is_empty() { "file" } else { &self.path };
        PlanError::content(path, message)
    }

    /// A member that is there and not null.
    pub(super) fn find(&self, key: &str) -> Option<Node<'a>> {
        let value = self.value.get(key).filter(|value| !value.is_null())?;
        Some(Node { value, path: self.path_of(key) })
    }

    /// A member that must be there.
    pub(super) fn get(&self, key: &str) -> Result<Node<'a>, PlanError> {
        self.find(key).ok_or_else(|| PlanError::content(self.path_of(key), "is missing"))
    }

    /// The items of a list.
    pub(super) fn list(&self) -> Result<impl ExactSizeIterator<Item = Node<'a>> + use<'a>, PlanError> {
        let items = self.value.as_array().ok_or_else(|| self.error("is not a list"))?;
        let path = self.path.clone();
        Ok(items.iter().enumerate().map(move |(index, value)| Node { value, path: format!("{path}[{index}]") }))
    }

    /// A finite number.
    pub(super) fn number(&self) -> Result<f64, PlanError> {
        self.value.as_f64().filter(|number| number.is_finite()).ok_or_else(|| self.error("is not a number"))
    }

    /// A number from `min` to `max`.
    pub(super) fn number_in(&self, (min, max): (f64, f64)) -> Result<f64, PlanError> {
        let number = self.number()?;
        if (min..=max).contains(&number) { Ok(number) } else { Err(self.error(format!("{number} is not from {min} to {max}"))) }
    }

    /// A whole number.
    pub(super) fn integer(&self) -> Result<i64, PlanError> {
        let whole = |number: f64| (number.fract() == 0.0 && number.abs() < 9e15).then_some(number as i64);
        let number = self.value.as_i64().or_else(|| self.value.as_f64().and_then(whole));
        number.ok_or_else(|| self.error("is not a whole number"))
    }

    /// A text.
    pub(super) fn text(&self) -> Result<&'a str, PlanError> {
        self.value.as_str().ok_or_else(|| self.error("is not a text"))
    }

    /// A truth value.
    pub(super) fn flag(&self) -> Result<bool, PlanError> {
        self.value.as_bool().ok_or_else(|| self.error("is not true or false"))
    }

    /// A position of two numbers of degrees.
    pub(super) fn position(&self, lat_deg: f64, lng_deg: f64) -> Result<tansiq_geo::LatLng, PlanError> {
        tansiq_geo::LatLng::new(lat_deg, lng_deg).map_err(|source| PlanError::Shape { path: self.path.clone(), source })
    }
}
