//! Turns bytes into commands that often succeed: a small space, few ids, mostly current OVNs and complete keys.
//!
//! Random bytes come from proptest here and from the fuzzer in `fuzz/`. Whatever the bytes, the commands are such as the
//! border lets through: bounds in order, an outline where one is needed.

use crate::model::Model;
use std::time::Duration;
use tansiq_core::airspace::command::{Attachment, PutConstraint, PutIntent, PutSubscription};
use tansiq_core::airspace::*;
use tansiq_core::*;
use tansiq_geo::{Cell, Cells};

const MINUTE_US: i64 = 60_000_000;
/// Times are chosen on this grid, so that many are equal and many merely touch.
const GRID_US: i64 = 10 * MINUTE_US;
const PARTIES: [&str; 3] = ["alpha", "bravo", "charlie"];
const CELLS: usize = 6;

/// Choices made by bytes; when they are used up, always the first.
pub struct Choices<'a>(pub &'a [u8]);

impl Choices<'_> {
    /// One of `0..of`.
    pub fn pick(&mut self, of: usize) -> usize {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        usize::from(*first) % of
    }

    fn one_in(&mut self, of: usize) -> bool {
        self.pick(of) == of - 1
    }

    fn from<'b, T>(&mut self, list: &'b [T]) -> Option<&'b T> {
        if list.is_empty() { None } else { list.get(self.pick(list.len())) }
    }
}

/// What the commands are about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Theme {
    /// Three parties, a few entities of each kind.
    Mixed,
    /// One party hangs many intents on few subscriptions.
    Crowd,
}

/// One request with its caller, and the key as text.
pub struct Ask {
    pub caller: Caller,
    pub command: Command,
    pub key: Vec<String>,
}

pub fn entity_id(kind: u8, n: usize) -> EntityId {
    let bytes = [kind, n as u8, 0, 0, 0, 0, 0x40, 0, 0x80, 0, 0, 0, 0, 0, 0, 1];
    EntityId::from_uuid(uuid::Uuid::from_bytes(bytes)).unwrap()
}

pub fn cells(numbers: impl IntoIterator<Item = usize>) -> Cells {
    numbers.into_iter().map(|n| Cell::from_bits(0x89c2_5904 + 8 * n as u32).unwrap()).collect()
}

/// How far the clock goes on before the next command.
pub fn pause(c: &mut Choices) -> Duration {
    let minutes = |n: u64| Duration::from_secs(60 * n);
    match c.pick(32) {
        0..=19 => Duration::ZERO,
        20..=24 => Duration::from_millis(1_234),
        25..=28 => minutes(1),
        29 => minutes(20),
        30 => minutes(60),
        _ if c.one_in(3) => minutes(8 * 24 * 60),
        _ => minutes(7),
    }
}

pub fn ask(c: &mut Choices, model: &Model, now: Timestamp, theme: Theme) -> Ask {
    let party = if theme == Theme::Crowd && !c.one_in(16) { 0 } else { c.pick(3) };
    let mut ask = Ask {
        caller: Caller { name: PARTIES[party].into(), monitors_conformance: c.pick(4) != 3 },
        command: Command::Found,
        key: Vec::new(),
    };
    let choice = match (theme, c.pick(32)) {
        // A crowd gathers only if it is not dispersed all the time.
        (Theme::Crowd, choice @ 14..) if !c.one_in(4) => choice % 14,
        (_, choice) => choice,
    };
    match choice {
        0..=13 => put_intent(c, model, now, theme, &mut ask),
        14..=16 => {
            let id = intent_id(c, theme);
            let current = model.intents.iter().find(|i| i.id == id).map(|i| (&i.manager, i.ovn.as_str()));
            let ovn = current_version(c, &mut ask, current).unwrap_or_default();
            ask.command = Command::DeleteIntent { id, ovn };
        }
        17..=19 => put_constraint(c, model, now, &mut ask),
        20 => {
            let id = entity_id(2, c.pick(3));
            let current = model.constraints.iter().find(|x| x.id == id).map(|x| (&x.manager, x.ovn.as_str()));
            let ovn = current_version(c, &mut ask, current).unwrap_or_default();
            ask.command = Command::DeleteConstraint { id, ovn };
        }
        21..=24 => put_subscription(c, model, now, &mut ask),
        25 | 26 => {
            let id = subscription_id(c, model);
            let current = model.subscription(id).map(|s| (&s.manager, &*s.version));
            let version = current_version(c, &mut ask, current).unwrap_or_default();
            ask.command = Command::DeleteSubscription { id, version };
        }
        27 => set_availability(c, model, &mut ask),
        28 | 29 => ask.command = Command::Evict { retention: Duration::from_secs([7 * 24 * 3600, 3600, 60][c.pick(3)]) },
        30 => ask.command = heartbeat(c, now),
        _ if c.one_in(2) => ask.command = Command::FileReport { report: r#"{"a":1}"#.into() },
        _ => {}
    }
    ask
}

fn intent_id(c: &mut Choices, theme: Theme) -> EntityId {
    entity_id(1, c.pick(if theme == Theme::Crowd { 40 } else { 6 }))
}

fn subscription_id(c: &mut Choices, model: &Model) -> EntityId {
    let any = model.subscriptions.iter().map(|s| s.id).collect::<Vec<_>>();
    let known = if c.one_in(3) { c.from(&any).copied() } else { None };
    known.unwrap_or_else(|| entity_id(3, c.pick(5)))
}

/// Mostly what succeeds: the manager asks, and names the current version if there is one.
fn current_version(c: &mut Choices, ask: &mut Ask, current: Option<(&Name, &str)>) -> Option<Box<str>> {
    if let Some((manager, _)) = current
        && !c.one_in(8)
    {
        ask.caller.name = manager.clone();
    }
    match (c.pick(16), current) {
        (0, _) => Some("".into()),
        (1, _) => Some("a-version-that-never-was".into()),
        (2, _) => None,
        (_, current) => current.map(|(_, version)| version.into()),
    }
}

fn span(c: &mut Choices, now: Timestamp) -> Span {
    let base = now.0 - now.0.rem_euclid(GRID_US);
    let start = base + (c.pick(12) as i64 - 2) * GRID_US;
    let length = [GRID_US, 1, 2 * GRID_US, 3 * GRID_US, 6 * GRID_US, 40 * 6 * GRID_US][c.pick(6)];
    Span { start: Timestamp(start), end: Timestamp(start + length) }
}

fn some_cells(c: &mut Choices) -> Cells {
    let first = c.pick(CELLS);
    cells((first..first + 1 + c.pick(3)).map(|n| n % CELLS))
}

fn bounded_heights(c: &mut Choices) -> Heights {
    let lower = [0.0, 50.0, 100.0, 100.1, -20.3, 1e-7][c.pick(6)];
    Heights { lower, upper: lower + [50.0, 0.0, 49.9, 120.7][c.pick(4)] }
}

fn any_heights(c: &mut Choices) -> Heights {
    let bounded = bounded_heights(c);
    match c.pick(4) {
        0 => Heights::ALL,
        1 => Heights { lower: f64::NEG_INFINITY, ..bounded },
        2 => Heights { upper: f64::INFINITY, ..bounded },
        _ => bounded,
    }
}

fn url(c: &mut Choices) -> Name {
    ["https://one.example", "https://two.example", "https://three.example/uss"][c.pick(3)].into()
}

fn put_intent(c: &mut Choices, model: &Model, now: Timestamp, theme: Theme, ask: &mut Ask) {
    use IntentState::*;
    let id = intent_id(c, theme);
    let old = model.intents.iter().find(|i| i.id == id);
    let ovn = current_version(c, ask, old.map(|i| (&i.manager, i.ovn.as_str())));
    let state = match old {
        None if !c.one_in(8) => Accepted,
        _ => [Accepted, Accepted, Activated, Activated, Nonconforming, Contingent][c.pick(6)],
    };
    ask.key = known_ovns(c, model);
    let key = Key::new(3, ask.key.len(), ask.key.iter().map(String::as_str));
    let subscription = attachment(c, model, ask, old, theme);
    let requested_suffix = (c.one_in(6)).then(|| suffix(c, now));
    let extent = Extent { span: span(c, now), heights: bounded_heights(c), cells: some_cells(c) };
    let uss_base_url = url(c);
    ask.command =
        Command::PutIntent(Box::new(PutIntent { id, ovn, extent, state, uss_base_url, subscription, key, requested_suffix }));
}

fn known_ovns(c: &mut Choices, model: &Model) -> Vec<String> {
    let intents = model.intents.iter().map(|i| i.ovn.as_str());
    let mut all: Vec<String> = intents.chain(model.constraints.iter().map(|x| x.ovn.as_str())).map(str::to_owned).collect();
    match c.pick(12) {
        0 => all.clear(),
        1 | 2 if !all.is_empty() => {
            all.remove(c.pick(all.len()));
        }
        _ => {}
    }
    all
}

fn attachment(c: &mut Choices, model: &Model, ask: &Ask, old: Option<&Intent>, theme: Theme) -> Attachment {
    let own = model.subscriptions.iter().filter(|s| s.manager == ask.caller.name);
    let own = own.filter(|s| theme == Theme::Mixed || s.implicit).map(|s| s.id).collect::<Vec<_>>();
    let implicit = Attachment::Implicit { uss_base_url: url(c), notify_for_constraints: c.one_in(3) };
    let choice = if theme == Theme::Crowd && c.pick(8) != 0 { 9 } else { c.pick(10) };
    match choice {
        0 | 1 => Attachment::None,
        2 | 3 => implicit,
        4 => Attachment::Existing(subscription_id(c, model)),
        5 | 6 => old.and_then(|old| old.subscription).map_or(implicit, Attachment::Existing),
        _ if theme == Theme::Crowd => own.get(c.pick(2)).copied().map_or(implicit, Attachment::Existing),
        _ => c.from(&own).copied().map_or(implicit, Attachment::Existing),
    }
}

/// A suffix whose time is mostly within the window; one of few, so that some are used again.
fn suffix(c: &mut Choices, now: Timestamp) -> (Box<str>, uuid::Uuid) {
    let ms = ((now.0 / 1_000 / 120_000 + c.pick(6) as i64 - 2) * 120_000) as u64;
    let version = if c.one_in(12) { 4 } else { 7 };
    let uuid = uuid::Uuid::from_u64_pair(ms << 16 | version << 12, 1 << 63 | c.pick(2) as u64);
    let text = if c.one_in(2) { uuid.simple().to_string() } else { uuid.to_string() };
    (text.into(), uuid)
}

fn put_constraint(c: &mut Choices, model: &Model, now: Timestamp, ask: &mut Ask) {
    let id = entity_id(2, c.pick(3));
    let old = model.constraints.iter().find(|x| x.id == id);
    let ovn = current_version(c, ask, old.map(|x| (&x.manager, x.ovn.as_str())));
    let extent = Extent { span: span(c, now), heights: any_heights(c), cells: some_cells(c) };
    ask.command = Command::PutConstraint(Box::new(PutConstraint { id, ovn, extent, uss_base_url: url(c) }));
}

fn put_subscription(c: &mut Choices, model: &Model, now: Timestamp, ask: &mut Ask) {
    let id = subscription_id(c, model);
    let version = current_version(c, ask, model.subscription(id).map(|s| (&s.manager, &*s.version)));
    let wide = c.pick(3) != 0;
    let times = span(c, now);
    let (start, end) = match c.pick(6) {
        0 => (Some(times.start), Some(times.end)),
        1 => (Some(times.start), None),
        2 => (None, Some(times.end)),
        3 => (Some(now.minus(Duration::from_secs(301))), None),
        4 => (Some(now.minus(Duration::from_secs(300))), Some(now.plus(Duration::from_secs(24 * 3600 - 300)))),
        _ => (None, None),
    };
    let cells = match (wide, c.one_in(12)) {
        (_, true) => Cells::default(),
        (true, _) => cells(0..CELLS),
        _ => some_cells(c),
    };
    let heights = if wide { Heights::ALL } else { any_heights(c) };
    let (notify_for_operational_intents, notify_for_constraints) =
        [(true, false), (true, true), (true, false), (false, true), (true, true), (false, false)][c.pick(6)];
    ask.command = Command::PutSubscription(Box::new(PutSubscription {
        id,
        version,
        start,
        end,
        heights,
        cells,
        uss_base_url: url(c),
        notify_for_operational_intents,
        notify_for_constraints,
    }));
}

fn set_availability(c: &mut Choices, model: &Model, ask: &mut Ask) {
    let uss: Name = PARTIES[c.pick(3)].into();
    let current = model.availabilities.iter().find(|r| r.uss == uss).map_or("", |r| &r.version);
    let old_version: Box<str> = if c.one_in(8) { "stale".into() } else { current.into() };
    let availability = [Availability::Normal, Availability::Down, Availability::Unknown][c.pick(3)];
    ask.command = Command::SetAvailability { uss, old_version, availability };
}

fn heartbeat(c: &mut Choices, now: Timestamp) -> Command {
    let id: Name = ["north", "south"][c.pick(2)].into();
    if c.one_in(2) {
        return Command::RegisterInstance { id, public_endpoint: url(c) };
    }
    let at = |c: &mut Choices| (c.pick(2) == 0).then(|| now.plus(Duration::from_secs(c.pick(5) as u64)));
    let (timestamp, next_expected_before) = (at(c), at(c));
    Command::RecordHeartbeat { instance: id, source: ["a", "b"][c.pick(2)].into(), timestamp, next_expected_before }
}
