//! Sunrise, sunset and civil twilight of a place, day by day, also where the sun does not rise or set.
//!
//! Positions are those of the SPA (Reda and Andreas 2003) in the crate `solar-positioning`, at sea level with a free
//! horizon: the centre of the sun at −0.833° for rising and setting, at −6° for twilight.

use std::collections::BTreeMap;

use solar_positioning::{Horizon, Location, SolarEvents, SolarPositions, time::JulianDate};
use tansiq_geo::LatLng;

use super::SunEvent;

const DAY_S: f64 = 86_400.0;
const HALF_DAY_US: i64 = 43_200_000_000;
/// How far true noon can be from mean noon (the equation of time is at most 17 minutes), generously.
const NOON_US: i64 = 3_600_000_000;
/// TT − UT1 in seconds, of about 2025. It moves the sun by a second of time in ten thousand days.
const DELTA_T_S: f64 = 69.2;
/// The Unix epoch as a Julian date.
const EPOCH_JD: f64 = 2_440_587.5;

/// The sun over a place, with what was already computed.
pub(super) struct Sun {
    place: Location,
    known: BTreeMap<(SunEvent, i64), i64>,
}

impl Sun {
    pub(super) fn new(place: LatLng) -> Self {
        Self { place: Location { latitude: place.lat_deg(), longitude: place.lng_deg() }, known: BTreeMap::new() }
    }

    /// Mean noon of the solar day that is so many days after 1970-01-01, microseconds since the Unix epoch.
    pub(super) fn mean_noon_us(&self, solar_day: i64) -> i64 {
        (solar_day * 86_400 + 43_200) * 1_000_000 - (self.place.longitude * 240e6).round() as i64
    }

    /// An event of a solar day, microseconds since the Unix epoch. Solar days reach twelve hours from mean noon either way;
    /// where the sun stays up or down, `schedule.rs` tells what is given.
    pub(super) fn event_us(&mut self, event: SunEvent, solar_day: i64) -> i64 {
        if let Some(us) = self.known.get(&(event, solar_day)) {
            return *us;
        }
        let us = self.find(event, self.mean_noon_us(solar_day));
        self.known.insert((event, solar_day), us);
        us
    }

    fn find(&self, event: SunEvent, mean_noon_us: i64) -> i64 {
        let sun = SolarEvents::new();
        let noon = sun.next_transit_from_julian(
            julian(mean_noon_us - NOON_US),
            julian(mean_noon_us + NOON_US),
            self.place.longitude,
            DELTA_T_S,
        );
        let noon_us = noon.ok().flatten().map_or(mean_noon_us, micros);
        let horizon = match event {
            SunEvent::Dawn | SunEvent::Dusk => Horizon::CivilTwilight,
            SunEvent::Sunrise | SunEvent::Sunset => Horizon::SunriseSunset,
        };
        let rising = matches!(event, SunEvent::Dawn | SunEvent::Sunrise);
        let (found, midnight_us) = if rising {
            let midnight_us = mean_noon_us - HALF_DAY_US;
            (sun.next_rise_from_julian(julian(midnight_us), julian(noon_us), self.place, DELTA_T_S, horizon), midnight_us)
        } else {
            let midnight_us = mean_noon_us + HALF_DAY_US;
            (sun.next_set_from_julian(julian(noon_us), julian(midnight_us), self.place, DELTA_T_S, horizon), midnight_us)
        };
        match found.ok().flatten() {
            Some(time) => micros(time),
            None if self.is_up(midnight_us, horizon) => midnight_us,
            None => noon_us,
        }
    }

    fn is_up(&self, at_us: i64, horizon: Horizon) -> bool {
        JulianDate::new(julian(at_us), DELTA_T_S)
            .and_then(|time| SolarPositions::new().at_from_julian(time, self.place, 0.0, None))
            .is_ok_and(|position| position.elevation_angle() > horizon.elevation_angle())
    }
}

fn julian(us: i64) -> f64 {
    us as f64 / 1e6 / DAY_S + EPOCH_JD
}

fn micros(julian: f64) -> i64 {
    ((julian - EPOCH_JD) * DAY_S * 1e6).round() as i64
}
