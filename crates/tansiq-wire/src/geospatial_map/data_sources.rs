//! Data of the map: where it is to be loaded from and what became of that.
//!
//! Nothing is downloaded here, and the data itself is not a message of this interface.

use serde::{Deserialize, Deserializer, Serialize};

use super::MAX_DATA_SOURCES;
use crate::lenient::{bounded_list, messages};

/// The only published value of [`GeospatialHttpsSource::format`].
pub const FORMAT_ED269: &str = "ED-269";

/// What became of a data source, values of [`GeospatialDataSourceStatus::status`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum DataSourceState {
    /// It is being loaded.
    Activating,
    /// It is on the map.
    Ready,
    /// It is being taken off the map.
    Deactivating,
    /// It is off the map.
    Deactivated,
    /// This USS cannot use data of this format, or a valid feature in it.
    Unsupported,
    /// Its content is not valid or otherwise unfit.
    Rejected,
    /// Something else went wrong.
    Error,
}

impl DataSourceState {
    /// All values, in the order of the schema.
    pub const ALL: [Self; 7] =
        [Self::Activating, Self::Ready, Self::Deactivating, Self::Deactivated, Self::Unsupported, Self::Rejected, Self::Error];
}

/// Request to load data, schema `CreateGeospatialDataSourceRequest`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct CreateGeospatialDataSourceRequest {
    /// Where from. The schema lets it be absent; there is no other source yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub https_source: Option<GeospatialHttpsSource>,
}

/// Data behind a URL, schema `GeospatialHttpsSource`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub struct GeospatialHttpsSource {
    /// The URL.
    pub url: String,
    /// What is to be found there, [`FORMAT_ED269`]. Any text is read, so that the answer to
    /// another can be [`DataSourceState::Unsupported`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
}

/// A data source and what became of it, schema `GeospatialDataSourceStatus`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub struct GeospatialDataSourceStatus {
    /// Which one, UUIDv4.
    pub id: String,
    /// What became of it.
    pub status: DataSourceState,
    /// Why, for a person; it belongs with Unsupported, Rejected and Error.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

/// Answer to a write, a read or a removal, schema `GeospatialDataSourceResponse`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self")]
pub struct GeospatialDataSourceResponse {
    /// The data source as it is now.
    pub data_source: GeospatialDataSourceStatus,
}

/// Answer with all data sources, schema `ListGeospatialDataSourcesResponse`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(remote = "Self", default)]
pub struct ListGeospatialDataSourcesResponse {
    /// Those loaded through this interface, at most [`MAX_DATA_SOURCES`].
    #[serde(deserialize_with = "data_sources")]
    pub data_sources: Vec<GeospatialDataSourceStatus>,
}

messages!(
    CreateGeospatialDataSourceRequest,
    GeospatialHttpsSource,
    GeospatialDataSourceStatus,
    GeospatialDataSourceResponse,
    ListGeospatialDataSourcesResponse,
);

fn data_sources<'de, D>(deserializer: D) -> Result<Vec<GeospatialDataSourceStatus>, D::Error>
where
    D: Deserializer<'de>,
{
    bounded_list(deserializer, "data_sources", MAX_DATA_SOURCES)
}
