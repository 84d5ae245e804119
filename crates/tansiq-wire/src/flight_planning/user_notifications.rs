//! What the user of a plan was told meanwhile, `user_notification.yaml`.
//!
//! The client asks for a range of [`UserNotification::observed_at`] in the query of the URL.

use serde::{Deserialize, Deserializer, Serialize};

use super::MAX_USER_NOTIFICATIONS;
use super::geotemporal::Time;
use crate::lenient::{messages, null_as_default, required_list};

/// What a notification says of conflicts, values of [`UserNotification::conflicts`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum NotifiedConflicts {
    /// It does not speak of conflicts.
    #[default]
    Unknown,
    /// That there are none.
    None,
    /// That there is one.
    Single,
    /// That there are several.
    Multiple,
}

impl NotifiedConflicts {
    /// All values, in the order of the schema.
    pub const ALL: [Self; 4] = [Self::Unknown, Self::None, Self::Single, Self::Multiple];
}

/// Something the user was told, schema `UserNotification`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub struct UserNotification {
    /// When the user was told.
    pub observed_at: Time,
    /// What the user was told, for a person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// What it says of conflicts.
    #[serde(default, deserialize_with = "null_as_default")]
    pub conflicts: NotifiedConflicts,
}

/// Answer with what the user was told, schema `QueryUserNotificationsResponse`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub struct QueryUserNotificationsResponse {
    /// At most [`MAX_USER_NOTIFICATIONS`].
    #[serde(deserialize_with = "user_notifications")]
    pub user_notifications: Vec<UserNotification>,
}

messages!(UserNotification, QueryUserNotificationsResponse);

fn user_notifications<'de, D>(deserializer: D) -> Result<Vec<UserNotification>, D::Error>
where
    D: Deserializer<'de>,
{
    required_list(deserializer, "user_notifications", MAX_USER_NOTIFICATIONS)
}
