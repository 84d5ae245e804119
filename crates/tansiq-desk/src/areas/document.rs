//! What a file said of an area beyond its layers and windows, kept as JSON in the ledger, and the zone that others are told.
//!
//! The ledger does not read it. The desk reads the schedule again to work out windows, and the zone when it tells others of
//! a constraint (`convert.rs`); people read the rest.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tansiq_core::EntityId;
use tansiq_formats::{Area, AreaKind, Authority, AuthorityRole, Collection, Provenance, Schedule, Source, Texts};
use tansiq_heights::Height;
use tansiq_wire::f3548::{self, GeoZone, ZONE_REASONS};

/// Characters of a zone's identifier (schema `CodeZoneIdentifierType`).
const ID_CHARS: usize = 7;
/// Characters of most texts of a zone (schema `TextShortType`).
const TEXT_CHARS: usize = 200;
/// Characters of another reason.
const OTHER_REASON_CHARS: usize = 30;
/// Characters of a zone's class in U-space.
const CLASS_CHARS: usize = 100;
/// Characters of a condition.
const CONDITION_CHARS: usize = 10_000;
/// Reasons of a zone.
const MAX_REASONS: usize = 9;
/// The code of ISO 3166-1 for no country: its last user-assigned one.
const NO_COUNTRY: &str = "ZZZ";

/// Everything of an area's file that its layers and windows do not hold.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// The file's own identifier of the feature.
    pub feature: String,
    /// Where in the file it stood, and the file's format.
    pub source: Source,
    /// What the file says of all its areas together.
    pub collection: Collection,
    /// Its name in all languages given.
    pub name: Texts,
    /// What the file says that it asks of a flight.
    pub kind: AreaKind,
    /// The source's own finer class.
    #[serde(default)]
    pub class: Option<String>,
    /// Why it exists, in the source's codes.
    #[serde(default)]
    pub reasons: Vec<String>,
    /// Why it exists, in words.
    #[serde(default)]
    pub other_reason: Texts,
    /// What is to be told to those who want to fly there.
    #[serde(default)]
    pub message: Texts,
    /// Conditions under which flying is allowed.
    #[serde(default)]
    pub conditions: Option<String>,
    /// Whom to ask, notify or look up.
    #[serde(default)]
    pub authorities: Vec<Authority>,
    /// Whether it was made for single operators.
    #[serde(default)]
    pub customised: bool,
    /// Lower and upper bound of each layer as the file gives them.
    pub heights: Vec<(Option<Height>, Option<Height>)>,
    /// When it is active.
    pub schedule: Schedule,
    /// Who wrote it and when.
    #[serde(default)]
    pub provenance: Provenance,
    /// Whatever else the source says.
    #[serde(default)]
    pub extended: Map<String, Value>,
    /// The zone that others are told.
    pub geozone: GeoZone,
}

impl Document {
    /// What is kept of an area.
    pub(super) fn of(collection: &Collection, area: &Area, id: EntityId, party: &str) -> Document {
        Document {
            feature: area.id.clone(),
            source: area.source.clone(),
            collection: collection.clone(),
            name: area.name.clone(),
            kind: area.kind,
            class: area.class.clone(),
            reasons: area.reasons.clone(),
            other_reason: area.other_reason.clone(),
            message: area.message.clone(),
            conditions: area.conditions.clone(),
            authorities: area.authorities.clone(),
            customised: area.customised,
            heights: area.volumes.iter().map(|volume| (volume.lower, volume.upper)).collect(),
            schedule: area.schedule.clone(),
            provenance: area.provenance.clone(),
            extended: area.extended.clone(),
            geozone: geozone(area, id, party),
        }
    }
}

/// The zone of an area as F3548 writes it. What does not fit its bounds is cut; the document has it whole.
fn geozone(area: &Area, id: EntityId, party: &str) -> GeoZone {
    let authorities = area.authorities.iter().map(authority).collect::<Vec<_>>();
    let nobody = || vec![f3548::Authority { name: Some(cut(party, TEXT_CHARS)), ..f3548::Authority::default() }];
    let reasons = area.reasons.iter().filter(|reason| ZONE_REASONS.contains(&reason.as_str()));
    GeoZone {
        identifier: identifier(&area.id, id),
        country: area.country.clone().unwrap_or_else(|| NO_COUNTRY.to_owned()),
        zone_authority: if authorities.is_empty() { nobody() } else { authorities },
        name: Some(cut(area.title(), TEXT_CHARS)).filter(|name| !name.is_empty()),
        r#type: if area.customised { "CUSTOMIZED" } else { "COMMON" }.to_owned(),
        restriction: restriction(area.kind).to_owned(),
        restriction_conditions: area.conditions.iter().map(|text| cut(text, CONDITION_CHARS)).collect(),
        region: area.region.and_then(|region| u16::try_from(region).ok()).map(i32::from),
        reason: reasons.take(MAX_REASONS).cloned().collect(),
        other_reason_info: area.other_reason.first().map(|text| cut(text, OTHER_REASON_CHARS)),
        regulation_exemption: area.regulation_exemption.map(|exempt| if exempt { "YES" } else { "NO" }.to_owned()),
        u_space_class: area.class.as_deref().map(|class| cut(class, CLASS_CHARS)),
        message: area.message.first().map(|text| cut(text, TEXT_CHARS)),
        additional_properties: Some(area.extended.clone()).filter(|extended| !extended.is_empty()),
    }
}

fn restriction(kind: AreaKind) -> &'static str {
    match kind {
        AreaKind::Prohibited => "PROHIBITED",
        AreaKind::RequiresAuthorisation => "REQ_AUTHORISATION",
        AreaKind::Conditional | AreaKind::USpace => "CONDITIONAL",
        AreaKind::Advisory => "NO_RESTRICTION",
    }
}

/// The file's own if it is short enough, else seven characters that are different for each area of this desk in all
/// likelihood.
fn identifier(own: &str, id: EntityId) -> String {
    if (1..=ID_CHARS).contains(&own.chars().count()) {
        return own.to_owned();
    }
    id.uuid().simple().to_string().to_ascii_uppercase().chars().take(ID_CHARS).collect()
}

fn authority(told: &Authority) -> f3548::Authority {
    let first = |texts: &Texts| texts.first().map(|text| cut(text, TEXT_CHARS));
    let short = |text: &Option<String>| text.as_deref().map(|text| cut(text, TEXT_CHARS));
    f3548::Authority {
        name: first(&told.name),
        service: first(&told.service),
        contact_name: first(&told.contact),
        site_url: short(&told.site_url),
        email: short(&told.email),
        phone: short(&told.phone),
        purpose: told.role.map(|role| {
            match role {
                AuthorityRole::Authorisation => "AUTHORIZATION",
                AuthorityRole::Notification => "NOTIFICATION",
                AuthorityRole::Information => "INFORMATION",
            }
            .to_owned()
        }),
        interval_before: short(&told.interval_before),
    }
}

fn cut(text: &str, chars: usize) -> String {
    text.chars().take(chars).collect()
}

#[cfg(test)]
#[path = "document_tests.rs"]
mod tests;
