//! The sentence for what came of a step at a desk, in both languages.
//!
//! As in `text.rs`, Arabic sentences are put so that nothing has to agree with the name of a party. What is said of a plan
//! agrees with «خطة», which is feminine. Between numbers stand words, never dashes or signs, which would change sides.

use crate::desk_fact::{DeskFact, Heard, Met, Told, WayAround, Word};
use crate::lang::{AREAS, Lang, NOTICES, PLANS, RECORDS, count, list, metres, span};
use crate::scenario::{NoticeKind, PlanState, Way};
use crate::template::shift;
use crate::text::Teller;

impl Teller<'_> {
    /// One or several sentences for what came of a step at a desk.
    pub fn tell_desk(&self, fact: &DeskFact) -> String {
        match self.lang {
            Lang::En => self.desk_english(fact),
            Lang::Ar => self.desk_arabic(fact),
        }
    }

    fn desk_english(&self, fact: &DeskFact) -> String {
        match fact {
            DeskFact::Imported { areas, .. } => format!("Read in: {}, known at this desk.", self.count_areas(*areas)),
            DeskFact::Checked { meets, .. } if meets.is_empty() => {
                "Nothing is in its way. Nothing was planned, and nobody was told.".to_owned()
            }
            DeskFact::Checked { meets, ways, .. } => format!(
                "It would be refused. {}{} Nothing was planned, and nobody was told.",
                self.meetings(meets),
                self.ways(ways)
            ),
            DeskFact::Planned { .. } => "Accepted: the DSS has it, and every desk near can read it.".to_owned(),
            DeskFact::TurnedDown { meets, ways, .. } => {
                format!("Refused (409), for {}.{}", self.in_the_way(meets), self.ways(ways))
            }
            DeskFact::WayTaken { way, .. } => format!("Accepted there, {}.", self.way(way)),
            DeskFact::InUse { .. } => "Now Activated.".to_owned(),
            DeskFact::PositionTaken { inside: true, .. } => "Taken: within the plan.".to_owned(),
            DeskFact::PositionTaken { inside: false, .. } => "Taken: outside the plan.".to_owned(),
            DeskFact::Became { state, after_ms, .. } => {
                format!("After {:.1} s, by itself: {}.", seconds(*after_ms), self.state(*state))
            }
            DeskFact::Noticed { about, after_ms, .. } => {
                format!("After {:.1} s: {} {}", seconds(*after_ms), self.owned(about), self.news_english(fact))
            }
            DeskFact::Over { .. } => "Ended; its airspace is free.".to_owned(),
            DeskFact::DeskKilled { .. } => "Killed (SIGKILL). What it planned stands at the DSS.".to_owned(),
            DeskFact::DeskBack { away_ms, .. } => {
                format!("Back after {:.1} s, with all that it had: {}.", seconds(*away_ms), self.holdings(fact))
            }
            DeskFact::SameStory { plans, records } => {
                format!("They do. {} The log of the DSS verifies: {}.", self.stories(plans), count(self.lang, *records, &RECORDS))
            }
        }
    }

    fn desk_arabic(&self, fact: &DeskFact) -> String {
        match fact {
            DeskFact::Imported { areas, .. } => format!("قُرئ الملفّ: {}، معروفة لدى هذا المكتب.", self.count_areas(*areas)),
            DeskFact::Checked { meets, .. } if meets.is_empty() => "لا شيء في طريقها. لم يُخطَّط شيء ولم يُبلَّغ أحد.".to_owned(),
            DeskFact::Checked { meets, ways, .. } => {
                format!("لو قُدّمت لرُفضت. {}{} لم يُخطَّط شيء ولم يُبلَّغ أحد.", self.meetings(meets), self.ways(ways))
            }
            DeskFact::Planned { .. } => "قُبلت الخطة: هي عند خدمة DSS، ولكلّ مكتب قريب أن يقرأها.".to_owned(),
            DeskFact::TurnedDown { meets, ways, .. } => {
                format!("رُفضت الخطة (409)، والسبب {}.{}", self.in_the_way(meets), self.ways(ways))
            }
            DeskFact::WayTaken { way, .. } => format!("قُبلت هناك، {}.", self.way(way)),
            DeskFact::InUse { .. } => "الخطة الآن مفعَّلة.".to_owned(),
            DeskFact::PositionTaken { inside: true, .. } => "سُجّل الموقع: داخل الخطة.".to_owned(),
            DeskFact::PositionTaken { inside: false, .. } => "سُجّل الموقع: خارج الخطة.".to_owned(),
            DeskFact::Became { state, after_ms, .. } => {
                format!("صارت الخطة {} من تلقاء نفسها بعد {:.1} ثانية.", self.state(*state), seconds(*after_ms))
            }
            DeskFact::Noticed { about, after_ms, .. } => {
                format!("بعد {:.1} ثانية: {} {}", seconds(*after_ms), self.owned(about), self.news_arabic(fact))
            }
            DeskFact::Over { .. } => "انتهت الخطة وخلا مجالها.".to_owned(),
            DeskFact::DeskKilled { .. } => "قُتلت العمليّة (SIGKILL). وما خُطّط له قائم عند خدمة DSS.".to_owned(),
            DeskFact::DeskBack { away_ms, .. } => {
                format!("عاد المكتب بعد {:.1} ثانية ومعه كلّ ما كان له: {}.", seconds(*away_ms), self.holdings(fact))
            }
            DeskFact::SameStory { plans, records } => {
                format!("نعم. {} وفحص سجلّ خدمة DSS سليم: {}.", self.stories(plans), count(self.lang, *records, &RECORDS))
            }
        }
    }

    fn news_english(&self, fact: &DeskFact) -> String {
        let DeskFact::Noticed { notice, state, meets, .. } = fact else { return String::new() };
        let state = state.map(|state| self.state(state)).unwrap_or_default();
        match notice {
            NoticeKind::PlanChangedNear => format!("is near, and {state}."),
            NoticeKind::ConflictFound => match meets {
                Some(met) => format!("meets a plan of this desk: {}.", self.depth(met)),
                None => "meets a plan of this desk.".to_owned(),
            },
            NoticeKind::ConflictCleared => "is out of the way again.".to_owned(),
            NoticeKind::LeftVolumes => "has left its plan.".to_owned(),
            NoticeKind::BackInVolumes => "is back in its plan.".to_owned(),
            NoticeKind::StateChanged => format!("is now {state}."),
        }
    }

    fn news_arabic(&self, fact: &DeskFact) -> String {
        let DeskFact::Noticed { notice, state, meets, .. } = fact else { return String::new() };
        let state = state.map(|state| self.state(state)).unwrap_or_default();
        match notice {
            NoticeKind::PlanChangedNear => format!("خطة قريبة، وهي {state}."),
            NoticeKind::ConflictFound => match meets {
                Some(met) => format!("تلتقي مع خطة لهذا المكتب: {}.", self.depth(met)),
                None => "تلتقي مع خطة لهذا المكتب.".to_owned(),
            },
            NoticeKind::ConflictCleared => "لم تعد في الطريق.".to_owned(),
            NoticeKind::LeftVolumes => "خرجت عن خطتها.".to_owned(),
            NoticeKind::BackInVolumes => "عادت إلى خطتها.".to_owned(),
            NoticeKind::StateChanged => format!("هي الآن {state}."),
        }
    }

    /// All that a plan meets, with how deep.
    fn meetings(&self, meets: &[Met]) -> String {
        let said = meets.iter().map(|met| match self.lang {
            Lang::En => format!("It meets {}: {}.", self.owned(&met.id), self.depth(met)),
            Lang::Ar => format!("تلتقي مع {}: {}.", self.owned(&met.id), self.depth(met)),
        });
        said.collect::<Vec<_>>().join(" ")
    }

    /// All that a plan meets, by name.
    fn in_the_way(&self, meets: &[Met]) -> String {
        list(self.lang, &meets.iter().map(|met| self.owned(&met.id)).collect::<Vec<_>>())
    }

    /// "640 m deep over the ground, 50 m in height and 17 minutes in time, from 14:05, at 31.1762° N 8.0780° W".
    fn depth(&self, met: &Met) -> String {
        let lang = self.lang;
        let (ground, height, time) = match lang {
            Lang::En => ("over the ground", "in height", "in time"),
            Lang::Ar => ("على الأرض", "في الارتفاع", "في الزمن"),
        };
        let mut deep = vec![format!("{} {ground}", metres(lang, met.horizontal_m))];
        deep.extend(met.vertical_m.map(|m| format!("{} {height}", metres(lang, m))));
        deep.extend(met.seconds.map(|s| format!("{} {time}", span(lang, whole(s)))));
        let deep = list(lang, &deep);
        let from = met.from.as_deref().unwrap_or_default();
        let (lat, lng) = (met.lat.abs(), met.lng.abs());
        match lang {
            Lang::En => {
                let (ns, ew) = (if met.lat < 0.0 { "S" } else { "N" }, if met.lng < 0.0 { "W" } else { "E" });
                format!("by {deep}, from {from}, at {lat:.4}° {ns} {lng:.4}° {ew}")
            }
            Lang::Ar => {
                let ns = if met.lat < 0.0 { "جنوبًا" } else { "شمالًا" };
                let ew = if met.lng < 0.0 { "غربًا" } else { "شرقًا" };
                format!("مقدار التداخل {deep}، بدءًا من {from}، عند {lat:.4} درجة {ns} و{lng:.4} درجة {ew}")
            }
        }
    }

    fn ways(&self, ways: &[WayAround]) -> String {
        if ways.is_empty() {
            return String::new();
        }
        let ways: Vec<String> = ways.iter().map(|way| self.way(way)).collect();
        match self.lang {
            Lang::En => format!(" The nearest ways around: {}.", ways.join("; ")),
            Lang::Ar => format!(" أقرب المخارج: {}.", ways.join("؛ ")),
        }
    }

    /// "17 minutes earlier", "50 m higher".
    fn way(&self, way: &WayAround) -> String {
        let wait = || span(self.lang, whole(way.seconds.unwrap_or_default()));
        match (way.way, self.lang) {
            (Way::Hold, Lang::En) => format!("a wait of {} on the way", wait()),
            (Way::Hold, Lang::Ar) => format!("انتظار في الطريق قدره {}", wait()),
            _ => shift(self.lang, &way.shift()),
        }
    }

    fn state(&self, state: PlanState) -> &'static str {
        let (en, ar) = match state {
            PlanState::Accepted => ("Accepted", "مقبولة"),
            PlanState::Activated => ("Activated", "مفعَّلة"),
            PlanState::Nonconforming => ("Nonconforming", "غير مطابقة"),
            PlanState::Contingent => ("Contingent", "في حالة طوارئ"),
            PlanState::Ended => ("Ended", "منتهية"),
        };
        if self.lang == Lang::Ar { ar } else { en }
    }

    /// A flight with its party, or an area by its name.
    fn owned(&self, id: &str) -> String {
        let name = self.name(id);
        match (self.scenario.file(id).is_some(), self.lang) {
            (true, Lang::En) => format!("the area to avoid {name}"),
            (true, Lang::Ar) => format!("منطقة التجنّب {name}"),
            (false, Lang::En) => format!("{name} of {}", self.party_of(id)),
            (false, Lang::Ar) => format!("{name} لدى {}", self.party_of(id)),
        }
    }

    fn stories(&self, plans: &[Told]) -> String {
        let comma = if self.lang == Lang::Ar { "، " } else { ", " };
        let word = |word: &Word| match (word.notice, word.state, self.lang) {
            (_, Some(state), _) => self.state(state),
            (NoticeKind::ConflictFound, _, Lang::En) => "in the way",
            (NoticeKind::ConflictFound, _, Lang::Ar) => "في الطريق",
            (_, _, Lang::En) => "out of the way",
            (_, _, Lang::Ar) => "لم تعد في الطريق",
        };
        let heard = |heard: &Heard| {
            let (party, words) = (self.party(&heard.party), heard.notices.iter().map(word).collect::<Vec<_>>().join(comma));
            match self.lang {
                Lang::En => format!("; {party} was told: {words}"),
                Lang::Ar => format!("؛ وما بلغ {party}: {words}"),
            }
        };
        let plan = |told: &Told| {
            let states: Vec<&str> = told.states.iter().map(|state| self.state(*state)).collect();
            let (name, states) = (self.owned(&told.flight), states.join(comma));
            let others: String = told.others.iter().map(heard).collect();
            match self.lang {
                Lang::En => format!("{name} was {states}{others}."),
                Lang::Ar => format!("{name}: {states}{others}."),
            }
        };
        plans.iter().map(plan).collect::<Vec<_>>().join(" ")
    }

    fn holdings(&self, fact: &DeskFact) -> String {
        let DeskFact::DeskBack { plans, areas, notices, .. } = fact else { return String::new() };
        let said = [(*plans, &PLANS), (*areas, &AREAS), (*notices, &NOTICES)];
        list(self.lang, &said.map(|(n, noun)| count(self.lang, n as u64, noun)))
    }

    fn count_areas(&self, areas: usize) -> String {
        count(self.lang, areas as u64, &AREAS)
    }
}

fn seconds(ms: u64) -> f64 {
    ms as f64 / 1000.0
}

fn whole(seconds: f64) -> i64 {
    seconds.round() as i64
}

#[cfg(test)]
#[path = "desk_text_tests.rs"]
mod tests;
