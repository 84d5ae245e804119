//! Fills the `{placeholders}` of a scenario's sentences.
//!
//! A placeholder is either about the step (`{party}`, `{flight}`, `{aircraft}`, `{constraint}`, `{subscription}`,
//! `{area}`, `{heights}`, `{start}`, `{end}`, `{shift}`) or names something of the scenario (`{party.ID}`, `{flight.ID}`,
//! `{constraint.ID}`, `{subscription.ID}`, `{area.ID}`, `{place.ID}`). An unknown one is an error, found when the file is read.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::lang::{Lang, heights, list, metres, span};
use crate::scenario::{Move, Scenario, Step};
use crate::shape::{Shift, Volume};

/// Replaces every `{name}` by what `lookup` says; the error is the first name it does not know.
pub fn fill(template: &str, mut lookup: impl FnMut(&str) -> Option<String>) -> Result<String, String> {
    let mut out = String::with_capacity(template.len() + 64);
    let mut rest = template;
    while let Some(open) = rest.find('{') {
        out.push_str(&rest[..open]);
        let Some(close) = rest[open..].find('}') else {
            return Err(format!("sentence {template:?} has a {{ without a }}"));
        };
        let name = &rest[open + 1..open + close];
        match lookup(name) {
            Some(value) => out.push_str(&value),
            None => return Err(format!("unknown placeholder {{{name}}} in {template:?}")),
        }
        rest = &rest[open + close + 1..];
    }
    out.push_str(rest);
    Ok(out)
}

/// The announcing sentence of a step. `volumes` are those of the plan or area it is about, as they stand now.
pub fn announce(scenario: &Scenario, step: &Step, lang: Lang, volumes: &[Volume]) -> Result<String, String> {
    let spans = Spans::of(volumes);
    fill(step.say().get(lang), |name| {
        about(scenario, step, lang, name).or_else(|| named(scenario, lang, name)).or_else(|| spans.say(lang, name))
    })
}

/// A text of the scenario that belongs to no step.
pub fn plain(scenario: &Scenario, text: &str, lang: Lang) -> Result<String, String> {
    fill(text, |name| named(scenario, lang, name))
}

fn named(scenario: &Scenario, lang: Lang, name: &str) -> Option<String> {
    let (kind, id) = name.split_once('.')?;
    let text = match kind {
        "party" => &scenario.party(id)?.name,
        "flight" => &scenario.flight(id)?.name,
        "constraint" => &scenario.area(id)?.name,
        "subscription" => &scenario.watch(id)?.name,
        "area" => &scenario.file(id)?.name,
        "place" => &scenario.places.get(id)?.name,
        _ => return None,
    };
    Some(text.get(lang).to_owned())
}

fn about(scenario: &Scenario, step: &Step, lang: Lang, name: &str) -> Option<String> {
    let flight = step.flight().and_then(|id| scenario.flight(id));
    let area = step.area().and_then(|id| scenario.area(id));
    let file = match step {
        Step::Desk(s) => s.file().and_then(|id| scenario.file(id)),
        _ => None,
    };
    let watch = match step {
        Step::Subscribe(s) => scenario.watch(&s.subscription),
        _ => None,
    };
    let text = match name {
        "party" => &scenario.party(actor(scenario, step)?)?.name,
        "flight" => &flight?.name,
        "aircraft" => &flight?.aircraft,
        "constraint" => &area?.name,
        "subscription" => &watch?.name,
        "area" => &file?.name,
        "shift" => {
            return Some(shift(lang, &Shift::from(destination(step)?)));
        }
        _ => return None,
    };
    Some(text.get(lang).to_owned())
}

/// Whose step it is.
pub fn actor<'a>(scenario: &'a Scenario, step: &'a Step) -> Option<&'a str> {
    match step {
        Step::TryToEnd(s) => Some(&s.party),
        Step::MarkAvailability(s) => Some(&s.party),
        Step::Subscribe(s) => scenario.watch(&s.subscription).map(|w| w.party.as_str()),
        Step::Desk(s) if s.party().is_some() => s.party(),
        Step::Desk(s) if s.file().is_some() => s.file().and_then(|id| scenario.file(id)).map(|f| f.party.as_str()),
        _ => match (step.flight(), step.area()) {
            (Some(id), _) => scenario.flight(id).map(|f| f.party.as_str()),
            (None, Some(id)) => scenario.area(id).map(|c| c.party.as_str()),
            (None, None) => None,
        },
    }
}

fn destination(step: &Step) -> Option<&Move> {
    match step {
        Step::Replan(s) => Some(&s.to),
        Step::MoveConstraint(s) => Some(&s.to),
        _ => None,
    }
}

/// "12 minutes later and 60 m higher".
pub fn shift(lang: Lang, shift: &Shift) -> String {
    let mut parts = Vec::new();
    // The Arabic forms leave the amount in the nominative, so that it stands as `lang.rs` says it.
    let mut part = |amount: String, up: bool, en: [&str; 2], ar: [&str; 2]| {
        let at = usize::from(!up);
        parts.push(match lang {
            Lang::En => format!("{amount} {}", en[at]),
            Lang::Ar => format!("{} {amount}", ar[at]),
        });
    };
    let (later_s, higher_m) = (shift.later_s, shift.higher_m);
    if later_s != 0 {
        let ar = ["بتأخير قدره", "بتقديم قدره"];
        part(span(lang, later_s), later_s > 0, ["later", "earlier"], ar);
    }
    if higher_m != 0.0 {
        let ar = ["أعلى بمقدار", "أخفض بمقدار"];
        part(metres(lang, higher_m.abs()), higher_m > 0.0, ["higher", "lower"], ar);
    }
    if shift.north_m != 0.0 {
        let (en, ar) = (["to the north", "to the south"], ["إلى الشمال بمقدار", "إلى الجنوب بمقدار"]);
        part(metres(lang, shift.north_m.abs()), shift.north_m > 0.0, en, ar);
    }
    if shift.east_m != 0.0 {
        let (en, ar) = (["to the east", "to the west"], ["إلى الشرق بمقدار", "إلى الغرب بمقدار"]);
        part(metres(lang, shift.east_m.abs()), shift.east_m > 0.0, en, ar);
    }
    list(lang, &parts)
}

/// A time of day in UTC, "14:05".
pub fn clock(at: Timestamp) -> String {
    at.to_zoned(TimeZone::UTC).strftime("%H:%M").to_string()
}

/// The span of heights and times over all the volumes of a plan.
struct Spans {
    heights: Option<(f64, f64)>,
    times: Option<(Timestamp, Timestamp)>,
}

impl Spans {
    fn of(volumes: &[Volume]) -> Self {
        let lowest = volumes.iter().filter_map(|v| v.lower_m).reduce(f64::min);
        let highest = volumes.iter().filter_map(|v| v.upper_m).reduce(f64::max);
        let start = volumes.iter().map(|v| v.start).min();
        let end = volumes.iter().map(|v| v.end).max();
        Spans { heights: lowest.zip(highest), times: start.zip(end) }
    }

    fn say(&self, lang: Lang, name: &str) -> Option<String> {
        match name {
            "heights" => self.heights.map(|(lower, upper)| heights(lang, lower, upper)),
            "start" => self.times.map(|(start, _)| clock(start)),
            "end" => self.times.map(|(_, end)| clock(end)),
            _ => None,
        }
    }
}

#[cfg(test)]
#[path = "template_tests.rs"]
mod tests;
