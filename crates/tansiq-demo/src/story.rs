//! Prints the play: short paragraphs for people, or one JSON object a line for programs (`--json`).
//!
//! It words nothing itself beyond headings; sentences come from the scenario and from `text.rs`.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::json;

use crate::fact::Fact;
use crate::lang::{Lang, PLANS, STEPS, count, list};
use crate::play::Standing;
use crate::scenario::Step;
use crate::server::shown;
use crate::stage::Stage;
use crate::template;
use crate::text::Teller;

/// The width of the paragraphs, in characters.
pub const WIDTH: usize = 84;

/// A command a person can paste into a shell, and what it is for.
#[derive(Clone, Debug, Serialize)]
pub struct Command {
    /// What it shows.
    pub why: String,
    /// The command.
    pub command: String,
}

/// Tells one play.
pub struct Story<'a> {
    /// Who words the facts.
    pub teller: Teller<'a>,
    /// Whether programs listen.
    pub json: bool,
}

impl Story<'_> {
    /// The head: title, what has happened, who is here.
    pub fn opening(&self, stage: &Stage<'_>) -> String {
        let (url, data, began, desks) = (stage.url(), shown(&stage.site().data()), stage.began(), stage.desks());
        let (scenario, lang) = (self.teller.scenario, self.teller.lang);
        let title = scenario.title.get(lang);
        if self.json {
            let parties: Vec<&str> = scenario.parties.iter().map(|p| p.id.as_str()).collect();
            return line(&json!({
                "event": "play", "play": scenario.source, "title": title, "lang": lang, "parties": parties,
                "server": url, "data": data, "began": began.to_string(),
                "desks": desks.iter().copied().collect::<BTreeMap<_, _>>(),
            }));
        }
        let plain = |text: &str| template::plain(scenario, text, lang).unwrap_or_else(|_| text.to_owned());
        let rule = "─".repeat(title.chars().count());
        let mut text = format!("\n{title}\n{rule}\n{}\n\n", plain(scenario.place.get(lang)));
        text.push_str(&wrap(&plain(scenario.narrative.get(lang)), "", ""));
        text.push('\n');
        for party in &scenario.parties {
            let said = format!("{}: {}", party.name.get(lang), party.role.get(lang));
            text.push_str(&wrap(&said, "  • ", "    "));
        }
        text.push('\n');
        let clock = template::clock(began);
        let servers = if desks.is_empty() { server_words(lang, url, &data) } else { self.desk_words(url, &data, &desks) };
        text.push_str(&wrap(&format!("{servers} {}", clock_words(lang, &clock)), "", ""));
        text
    }

    /// One step: what is announced and what came of it.
    pub fn step(&self, number: usize, step: &Step, said: &str, fact: Option<&Fact>) -> String {
        let text = fact.map(|fact| self.teller.tell(fact));
        if self.json {
            return line(&json!({
                "event": "step", "step": number, "do": step.kind(), "say": said, "text": text, "fact": fact,
            }));
        }
        let mut out = format!("\n{}", wrap(said, &format!("{number:>2}. "), "    "));
        if let Some(text) = text {
            let arrow = if self.teller.lang == Lang::Ar { "←" } else { "→" };
            out.push_str(&wrap(&text, &format!("    {arrow} "), "      "));
        }
        out
    }

    /// Where the processes of a play of desks are.
    fn desk_words(&self, url: &str, data: &str, desks: &[(&str, &str)]) -> String {
        let lang = self.teller.lang;
        let desk = |(party, url): &(&str, &str)| match lang {
            Lang::En => format!("{} at {url}", self.teller.party(party)),
            Lang::Ar => format!("{} على {url}", self.teller.party(party)),
        };
        let desks = list(lang, &desks.iter().map(desk).collect::<Vec<_>>());
        match lang {
            Lang::En => format!(
                "A real DSS answers at {url}, with its store in {data}. Each desk is a server of its own beside it: {desks}."
            ),
            Lang::Ar => format!("خدمة DSS حقيقيّة تجيب على {url} ومخزنها في {data}. ولكلّ مكتب خادمه بجانبها: {desks}."),
        }
    }

    /// The end of a play that went as written.
    pub fn held(&self, steps: usize, standing: &Standing) -> String {
        let (scenario, lang) = (self.teller.scenario, self.teller.lang);
        let summary = self.summary(steps, standing);
        if self.json {
            return line(&json!({
                "event": "end", "outcome": "held", "steps": steps, "plans": standing.plans, "text": summary,
            }));
        }
        let closing = scenario.closing.get(lang);
        let closing = template::plain(scenario, closing, lang).unwrap_or_else(|_| closing.to_owned());
        format!("\n{}\n{}", wrap(&summary, "", ""), wrap(&closing, "", ""))
    }

    fn summary(&self, steps: usize, standing: &Standing) -> String {
        let lang = self.teller.lang;
        let steps = count(lang, steps as u64, &STEPS);
        let plans = count(lang, standing.plans as u64, &PLANS);
        let closest = standing.closest.as_ref().and_then(|(one, other)| {
            let (one, gap) = (self.teller.name(one), self.teller.gap(&other.gap)?);
            let other = self.teller.name(&other.id);
            Some(match lang {
                Lang::En => format!(" The closest, {one} and {other}, are {gap}."),
                Lang::Ar => format!(" والأقرب {one} و{other}، والفاصل {gap}."),
            })
        });
        let closest = closest.unwrap_or_default();
        match lang {
            Lang::En => {
                format!("All {steps} went as written. {plans} stand in this sky, and no two of them meet.{closest}")
            }
            Lang::Ar => {
                format!("سار كلّ شيء كما كُتب ({steps}). في هذه السماء الآن {plans}، ولا تلتقي منها اثنتان.{closest}")
            }
        }
    }

    /// The end of a play that did not.
    pub fn differs(&self, at: Option<(usize, &Step)>, problem: &str) -> String {
        let source = &self.teller.scenario.source;
        if self.json {
            return line(&json!({
                "event": "end", "outcome": "differs", "play": source,
                "step": at.map(|(number, _)| number), "do": at.map(|(_, step)| step.kind()), "problem": problem,
            }));
        }
        match at {
            Some((number, step)) => {
                let kind = step.kind();
                format!("\n{}", wrap(&format!("{source}: step {number} ({kind}): {problem}"), "", ""))
            }
            None => format!("\n{}", wrap(&format!("{source}: {problem}"), "", "")),
        }
    }

    /// A play that could not even begin.
    pub fn cannot(&self, problem: &str) -> String {
        let source = &self.teller.scenario.source;
        if self.json {
            return line(&json!({ "event": "end", "outcome": "cannot", "play": source, "problem": problem }));
        }
        format!("\n{}", wrap(&format!("{source} cannot be played: {problem}"), "", ""))
    }

    /// What a person can try on what is left running.
    pub fn next(&self, commands: &[Command]) -> String {
        if self.json {
            return line(&json!({ "event": "next", "commands": commands }));
        }
        let mut text = match self.teller.lang {
            Lang::En => "\nEverything is still up. Try next (Ctrl-C here stops it):\n".to_owned(),
            Lang::Ar => "\nكلّ شيء ما زال يعمل. جرّب الآتي (Ctrl-C هنا يوقفه):\n".to_owned(),
        };
        for Command { why, command } in commands {
            // Commands are never wrapped: they are to be copied.
            text.push_str(&format!("\n  # {why}\n  {command}\n"));
        }
        text
    }
}

/// The last word, after all has stopped.
pub fn stopped(lang: Lang, json: bool, clean: bool) -> String {
    if json {
        return line(&json!({ "event": "stopped", "clean": clean }));
    }
    let text = match (lang, clean) {
        (Lang::En, true) => "Everything has stopped cleanly.",
        (Lang::En, false) => "Not everything stopped cleanly.",
        (Lang::Ar, true) => "توقّف كلّ شيء توقّفًا سليمًا.",
        (Lang::Ar, false) => "لم يتوقّف كلّ شيء توقّفًا سليمًا.",
    };
    format!("\n{text}\n")
}

fn server_words(lang: Lang, url: &str, data: &str) -> String {
    match lang {
        Lang::En => format!("A real server answers at {url}, with its store in {data}."),
        Lang::Ar => format!("خادم حقيقيّ يجيب على {url} ومخزنه في {data}."),
    }
}

fn clock_words(lang: Lang, clock: &str) -> String {
    match lang {
        Lang::En => {
            format!("The play begins at {clock}; times are UTC, heights are metres above the WGS84 ellipsoid.")
        }
        Lang::Ar => format!("تبدأ الرواية عند {clock}؛ الأوقات بالتوقيت العالميّ، والارتفاعات بالأمتار فوق مجسَّم WGS84."),
    }
}

fn line(value: &serde_json::Value) -> String {
    format!("{value}\n")
}

/// The text with its units tied to their numbers, so that no line begins with an "m".
fn glued(text: &str) -> String {
    const UNITS: [&str; 4] = ["m", "km", "م", "كم"];
    let mut out = String::with_capacity(text.len());
    for word in text.split_ascii_whitespace() {
        let number = out.ends_with(|c: char| c.is_ascii_digit());
        let unit = UNITS.contains(&word.trim_end_matches(|c: char| !c.is_alphabetic()));
        if !out.is_empty() {
            out.push(if number && unit { '\u{a0}' } else { ' ' });
        }
        out.push_str(word);
    }
    out
}

/// A paragraph in lines of at most [`WIDTH`] characters; a longer word stands alone.
fn wrap(text: &str, first: &str, rest: &str) -> String {
    let mut out = String::new();
    let mut current = first.to_owned();
    let mut empty = true;
    for word in glued(text).split_ascii_whitespace() {
        if !empty && current.chars().count() + 1 + word.chars().count() > WIDTH {
            out.push_str(&current);
            out.push('\n');
            current = rest.to_owned();
            empty = true;
        }
        if !empty {
            current.push(' ');
        }
        current.push_str(word);
        empty = false;
    }
    out.push_str(&current);
    out.push('\n');
    out
}

#[cfg(test)]
#[path = "story_tests.rs"]
mod tests;
