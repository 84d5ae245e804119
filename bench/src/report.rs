//! What a run found, as text for people and as JSON for programs.

use crate::measure::{Kind, Measure};
use crate::server::Work;
use serde_json::{Value, json};
use std::fmt::Write as _;

/// Everything one run found.
#[derive(Clone, Default)]
pub struct Report {
    /// The load and its arguments.
    pub load: String,
    /// What it ran on.
    pub machine: String,
    /// Load average before it began.
    pub load_average: f64,
    /// Requests.
    pub measure: Measure,
    /// What server and generator did in the measured phases.
    pub work: Vec<Work>,
    /// Single figures, with their names.
    pub figures: Vec<(&'static str, f64)>,
}

impl Report {
    /// For people.
    pub fn text(&self) -> String {
        let mut text = format!("## {}\n{}; load average before: {:.1}\n", self.load, self.machine, self.load_average);
        let _ = writeln!(
            text,
            "{:<24} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9}  answers",
            "kind", "/s", "p50 ms", "p95 ms", "p99 ms", "max ms", "body B"
        );
        for (name, kind) in self.measured() {
            let latency = &kind.latency;
            let answers: Vec<String> = kind.statuses.iter().map(|(status, count)| format!("{status}: {count}")).collect();
            let _ = writeln!(
                text,
                "{name:<24} {:>9.0} {:>9.2} {:>9.2} {:>9.2} {:>9.1} {:>9.0}  {}",
                rate(kind),
                latency.ms(0.5),
                latency.ms(0.95),
                latency.ms(0.99),
                latency.max_ms(),
                body_bytes(kind),
                answers.join(", "),
            );
        }
        for work in &self.work {
            let _ = write!(
                text,
                "processor time a request: server {:.0} µs ({:.2} cores), generator {:.0} µs",
                work.server_cpu_s * 1e6 / work.requests,
                work.server_cpu_s / work.wall_s,
                work.own_cpu_s * 1e6 / work.requests,
            );
            if work.appends == 0.0 {
                // Of a desk's ledger the server does not tell it.
                text.push('\n');
                continue;
            }
            let _ = writeln!(
                text,
                "; {:.0} appends/s of {:.1} records, {:.2} ms each, busy {:.0} %",
                work.appends / work.wall_s,
                work.records / work.appends.max(1.0),
                work.append_s * 1e3 / work.appends.max(1.0),
                work.append_s / work.wall_s * 100.0,
            );
        }
        for (name, value) in &self.figures {
            let _ = writeln!(text, "{name}: {value:.*}", if *value < 10.0 { 3 } else { 0 });
        }
        if let Some(first) = &self.measure.first_unexpected {
            let _ = writeln!(text, "UNEXPECTED ANSWERS: {}, the first: {first}", self.measure.unexpected);
        }
        text
    }

    /// For programs.
    pub fn json(&self) -> Value {
        let kinds: serde_json::Map<String, Value> = self
            .measured()
            .map(|(name, kind)| {
                let latency = &kind.latency;
                let statuses: serde_json::Map<String, Value> =
                    kind.statuses.iter().map(|(status, count)| (status.to_string(), json!(count))).collect();
                let value = json!({
                    "per_second": rate(kind), "p50_ms": latency.ms(0.5), "p95_ms": latency.ms(0.95), "p99_ms": latency.ms(0.99),
                    "max_ms": latency.max_ms(), "body_bytes": body_bytes(kind), "answers": statuses,
                });
                ((*name).to_owned(), value)
            })
            .collect();
        let work: Vec<Value> = self
            .work
            .iter()
            .map(|work| {
                json!({
                    "server_us_per_request": work.server_cpu_s * 1e6 / work.requests,
                    "generator_us_per_request": work.own_cpu_s * 1e6 / work.requests,
                    "server_cores": work.server_cpu_s / work.wall_s, "generator_cores": work.own_cpu_s / work.wall_s,
                    "appends_per_second": work.appends / work.wall_s, "records_per_append": work.records / work.appends.max(1.0),
                    "append_ms": work.append_s * 1e3 / work.appends.max(1.0),
                })
            })
            .collect();
        let figures: serde_json::Map<String, Value> =
            self.figures.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect();
        json!({
            "load": self.load, "machine": self.machine, "load_average": self.load_average, "kinds": kinds, "phases": work,
            "figures": figures, "unexpected": self.measure.unexpected, "first_unexpected": self.measure.first_unexpected,
        })
    }

    fn measured(&self) -> impl Iterator<Item = (&&'static str, &Kind)> {
        self.measure.kinds.iter().filter(|(_, kind)| kind.seconds > 0.0)
    }
}

/// The medians of several runs of one load.
pub fn medians(reports: &[Report]) -> String {
    let Some(first) = reports.first() else { return String::new() };
    let mut text = format!("## {}: medians of {} runs\n", first.load, reports.len());
    for name in first.measure.kinds.keys() {
        let of = |value: &dyn Fn(&Kind) -> f64| {
            median(reports.iter().filter_map(|report| report.measure.kinds.get(name)).map(value).collect())
        };
        let _ = writeln!(
            text,
            "{name:<24} {:>9.0}/s   p50 {:.2} ms   p95 {:.2} ms   p99 {:.2} ms",
            of(&rate),
            of(&|kind| kind.latency.ms(0.5)),
            of(&|kind| kind.latency.ms(0.95)),
            of(&|kind| kind.latency.ms(0.99)),
        );
    }
    for (at, (name, _)) in first.figures.iter().enumerate() {
        let values = reports.iter().filter_map(|report| report.figures.get(at)).map(|(_, value)| *value).collect();
        let value = median(values);
        let _ = writeln!(text, "{name}: {value:.*}", if value < 10.0 { 3 } else { 0 });
    }
    text
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    match values.len() {
        0 => 0.0,
        odd if odd % 2 == 1 => values[middle],
        _ => (values[middle - 1] + values[middle]) / 2.0,
    }
}

fn rate(kind: &Kind) -> f64 {
    // Refusals are answers, but not work done.
    let done: u64 = kind.statuses.iter().filter(|(status, _)| (200..300).contains(*status)).map(|(_, count)| *count).sum();
    let done = if kind.statuses.is_empty() { kind.latency.count() } else { done };
    done as f64 / kind.seconds.max(1e-9)
}

fn body_bytes(kind: &Kind) -> f64 {
    kind.body_bytes as f64 / kind.latency.count().max(1) as f64
}
