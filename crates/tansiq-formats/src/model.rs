//! What every format is read into: areas, their volumes, who answers for them and where in the file they stood.
//!
//! The model keeps what the file says and in its words; it decides nothing. When an area is active is in `schedule.rs`;
//! heights are turned into metres above the ellipsoid by `tansiq-heights`.

use serde::{Deserialize, Serialize};
use tansiq_geo::Outline;
use tansiq_heights::Height;

use crate::{Format, Schedule};

/// An area in which flying is limited, or about which something is to be known.
#[derive(Clone, Debug, PartialEq)]
pub struct Area {
    /// The file's own identifier, or one made of its place in the file: `feature-3` (counted from 0).
    pub id: String,
    /// Its name in all languages given; may be empty.
    pub name: Texts,
    /// What it asks of a flight.
    pub kind: AreaKind,
    /// The source's own finer class where it has one, as written: `CTR`, `D`, `TMZ`, a U-space class.
    pub class: Option<String>,
    /// Why it exists, in the source's codes: `AIR_TRAFFIC`, `NATURE`.
    pub reasons: Vec<String>,
    /// Why it exists, in words.
    pub other_reason: Texts,
    /// What is to be told to those who want to fly there.
    pub message: Texts,
    /// Conditions under which flying is allowed, in words or in the source's codes.
    pub conditions: Option<String>,
    /// Whom to ask, notify or look up.
    pub authorities: Vec<Authority>,
    /// Three letters of ISO 3166-1, `CHE`.
    pub country: Option<String>,
    /// The region of the country, in the source's numbers.
    pub region: Option<i64>,
    /// Whether other regulations exempt flights there (ED-318 `regulationExemption`).
    pub regulation_exemption: Option<bool>,
    /// Its parts: layers above each other or shapes beside each other; at least one. The area is their union.
    pub volumes: Vec<AreaVolume>,
    /// Whether it was made for single operators (ED-318 and ED-269 `CUSTOMIZED`).
    pub customised: bool,
    /// When it is active.
    pub schedule: Schedule,
    /// Who wrote it and when.
    pub provenance: Provenance,
    /// Whatever else the source says (ED-318 `extendedProperties`), at most [`MAX_EXTENDED_BYTES`](crate::bounds::MAX_EXTENDED_BYTES).
    pub extended: serde_json::Map<String, serde_json::Value>,
    /// Where it was read.
    pub source: Source,
}

impl Area {
    /// An area of nothing but what it must have: always active, without names, kind [`AreaKind::Advisory`].
    #[must_use]
    pub fn new(id: String, volumes: Vec<AreaVolume>, source: Source) -> Self {
        Self {
            id,
            name: Texts::default(),
            kind: AreaKind::Advisory,
            class: None,
            reasons: Vec::new(),
            other_reason: Texts::default(),
            message: Texts::default(),
            conditions: None,
            authorities: Vec::new(),
            country: None,
            region: None,
            regulation_exemption: None,
            volumes,
            customised: false,
            schedule: Schedule::Permanent,
            provenance: Provenance::default(),
            extended: serde_json::Map::new(),
            source,
        }
    }

    /// The name in the first language given, or the identifier.
    #[must_use]
    pub fn title(&self) -> &str {
        self.name.first().unwrap_or(&self.id)
    }
}

/// What an area asks of a flight, strictest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AreaKind {
    /// No flight may enter.
    Prohibited,
    /// A flight may enter with the authority's leave.
    RequiresAuthorisation,
    /// A flight may enter when it keeps conditions.
    Conditional,
    /// U-space airspace (Regulation (EU) 2021/664): U-space services are required.
    USpace,
    /// Information only: no restriction.
    Advisory,
}

/// One part of an area: an outline between two heights. Both bounds belong to it.
#[derive(Clone, Debug, PartialEq)]
pub struct AreaVolume {
    /// The outline on the ground.
    pub outline: Outline,
    /// Lower bound; `None` is unbounded below. `GND` and `SFC` are 0 m above the ground.
    pub lower: Option<Height>,
    /// Upper bound; `None` is unbounded above (`UNL`).
    pub upper: Option<Height>,
}

/// Who answers for an area.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Authority {
    /// The authority's name.
    pub name: Texts,
    /// The unit within it.
    pub service: Texts,
    /// The person or post to speak to.
    pub contact: Texts,
    /// Where to apply or to read more.
    pub site_url: Option<String>,
    /// Address of electronic mail.
    pub email: Option<String>,
    /// Telephone number, as written.
    pub phone: Option<String>,
    /// What the authority is there for.
    pub role: Option<AuthorityRole>,
    /// How long before the flight to ask, an ISO 8601 duration as written: `P10DT00H`.
    pub interval_before: Option<String>,
}

/// What an authority is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AuthorityRole {
    /// It authorises flights.
    Authorisation,
    /// It wants to be notified.
    Notification,
    /// It informs.
    Information,
}

/// A text in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// BCP 47 tag, `en-GB`; `None` where the source does not say.
    pub lang: Option<String>,
    /// The text.
    pub text: String,
}

/// A text in every language that the source gives, in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Texts(pub Vec<Text>);

impl Texts {
    /// A text of which the language is not known.
    #[must_use]
    pub fn plain(text: impl Into<String>) -> Self {
        Self(vec![Text { lang: None, text: text.into() }])
    }

    /// The first text that is given.
    #[must_use]
    pub fn first(&self) -> Option<&str> {
        self.0.first().map(|text| text.text.as_str())
    }

    /// The text in a language: the same tag, else the same primary language (`en` of `en-GB`), else the first.
    #[must_use]
    pub fn in_language(&self, lang: &str) -> Option<&str> {
        let primary = |tag: &str| tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase();
        let same = |text: &&Text| text.lang.as_deref().is_some_and(|tag| tag.eq_ignore_ascii_case(lang));
        let akin = |text: &&Text| text.lang.as_deref().is_some_and(|tag| primary(tag) == primary(lang));
        self.0.iter().find(same).or_else(|| self.0.iter().find(akin)).map(|text| text.text.as_str()).or_else(|| self.first())
    }

    /// Whether no text is given.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Who wrote an area and when (ED-318 `dataSource`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provenance {
    /// Who wrote it.
    pub originator: Texts,
    /// When it was made, microseconds since the Unix epoch, UTC.
    pub created_us: Option<i64>,
    /// When it was last changed, microseconds since the Unix epoch, UTC.
    pub updated_us: Option<i64>,
}

/// Where something was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The format of the file.
    pub format: Format,
    /// The feature's path in the file: `features[3]`, `Document.Placemark[2]`, `line 17`.
    pub path: String,
}

/// What a file says of all its areas together. It limits none of them: whether old data still counts is for people.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Collection {
    /// The file's title.
    pub name: Option<String>,
    /// Who provides it.
    pub provider: Texts,
    /// What it is.
    pub description: Texts,
    /// When it was issued, microseconds since the Unix epoch, UTC.
    pub issued_us: Option<i64>,
    /// From when it holds, microseconds since the Unix epoch, UTC.
    pub valid_from_us: Option<i64>,
    /// Until when it holds, microseconds since the Unix epoch, UTC.
    pub valid_to_us: Option<i64>,
}
