//! The sentence for what came of a step, in both languages.
//!
//! Arabic sentences are put so that no verb or adjective has to agree with the name of a party, whose gender
//! the scenario does not tell. The sentences that announce a step are the scenario's own (`template.rs`).

use crate::fact::{Fact, Nearest, Reading};
use crate::lang::{AREAS, Lang, PLANS, RECORDS, SUBSCRIPTIONS, count, heights, list, metres, span};
use crate::relation::{Gap, Meeting, Relation};
use crate::scenario::{Availability, Scenario};
use crate::template::clock;

/// Says facts about one scenario in one language.
#[derive(Clone, Copy)]
pub struct Teller<'a> {
    /// Whose names are used.
    pub scenario: &'a Scenario,
    /// In which language.
    pub lang: Lang,
}

impl Teller<'_> {
    /// One or several sentences for what came of a step.
    pub fn tell(&self, fact: &Fact) -> String {
        match self.lang {
            Lang::En => self.english(fact),
            Lang::Ar => self.arabic(fact),
        }
    }

    fn english(&self, fact: &Fact) -> String {
        match fact {
            Fact::Accepted { told, .. } => format!("Accepted. {}", self.told(told)),
            Fact::Moved { moved, nearest, told, .. } => {
                let how = if *moved { "Accepted there." } else { "Accepted as it stands." };
                format!("{how}{} {}", self.nearest(nearest.as_ref()), self.told(told))
            }
            Fact::Conflict { flight, plans, constraints } => {
                format!("Not yet (409): {} has not read {}.", self.party_of(flight), self.things(plans, constraints, ""))
            }
            Fact::Down { flight } => format!(
                "Refused (412): {} is marked Down and gets no new airspace until it answers again.",
                self.party_of(flight)
            ),
            Fact::ConflictNamed { named: 1, .. } => "As expected, exactly that one.".to_owned(),
            Fact::ConflictNamed { .. } => "As expected, exactly those.".to_owned(),
            Fact::Read { items, .. } => self.readings(items),
            Fact::Activated { told, .. } => format!("Now Activated. {}", self.told(told)),
            Fact::Nonconforming { told, .. } => {
                format!("Recorded at once as Nonconforming, without a key. {}", self.told(told))
            }
            Fact::Contingent { told, .. } => {
                format!("Recorded as Contingent: it will not return to its plan. {}", self.told(told))
            }
            Fact::Ended { told, .. } => format!("Ended; its airspace is free. {}", self.told(told)),
            Fact::NotTheirs { flight, .. } => {
                format!("Refused (403): only {} can touch it. Nothing changed.", self.party_of(flight))
            }
            Fact::Published { told, .. } => format!("Published. {}", self.told(told)),
            Fact::AreaMoved { told, .. } => format!("Moved. {}", self.told(told)),
            Fact::Withdrawn { told, .. } => format!("Withdrawn. {}", self.told(told)),
            Fact::Subscribed { plans, constraints, .. } => {
                format!("Subscribed. Already there: {}.", self.things(plans, constraints, "nothing yet"))
            }
            Fact::Found { plans, constraints, .. } => {
                format!("Found: {}.", self.things(plans, constraints, "nothing of anybody's"))
            }
            Fact::Told { parties, .. } if parties.is_empty() => "Right: nobody else had a reason to know.".to_owned(),
            Fact::Told { parties, .. } => format!(
                "Right: {} {} the latest version, and nobody else was told.",
                self.parties(parties),
                if parties.len() == 1 { "holds" } else { "hold" }
            ),
            Fact::Marked { party, availability } => format!(
                "{} is now marked {}.",
                self.party(party),
                match availability {
                    Availability::Down => "Down",
                    Availability::Normal => "Normal",
                }
            ),
            Fact::Restarted { away_ms, records, .. } => format!(
                "Back after {:.1} s. Everything that was acknowledged is there, version for version: {}. \
                 The log verifies: {}, no gap, no change.",
                *away_ms as f64 / 1000.0,
                self.counts(fact),
                count(self.lang, *records, &RECORDS)
            ),
            Fact::Store { .. } => format!("Right: {}.", self.counts(fact)),
            Fact::Desk(fact) => self.tell_desk(fact),
        }
    }

    fn arabic(&self, fact: &Fact) -> String {
        match fact {
            Fact::Accepted { told, .. } => format!("قُبلت الخطة. {}", self.told(told)),
            Fact::Moved { moved, nearest, told, .. } => {
                let how = if *moved { "قُبلت هناك." } else { "قُبلت كما هي." };
                format!("{how}{} {}", self.nearest(nearest.as_ref()), self.told(told))
            }
            Fact::Conflict { flight, plans, constraints } => format!(
                "ليس بعد (409): لدى الآخرين ما لم يطّلع عليه طرف «{}»، وهو: {}.",
                self.party_of(flight),
                self.things(plans, constraints, "")
            ),
            Fact::Down { flight } => format!(
                "رُفض الطلب (412): نظام «{}» مسجَّل خارج الخدمة، ولا مجال جويًّا جديدًا له حتى يجيب من جديد.",
                self.party_of(flight)
            ),
            Fact::ConflictNamed { named: 1, .. } => "كما هو متوقَّع، واحدة بعينها.".to_owned(),
            Fact::ConflictNamed { .. } => "كما هو متوقَّع، هذه بعينها.".to_owned(),
            Fact::Read { items, .. } => self.readings(items),
            Fact::Activated { told, .. } => format!("الخطة الآن مفعَّلة. {}", self.told(told)),
            Fact::Nonconforming { told, .. } => {
                format!("سُجّل الخروج عن الخطة فورًا ومن دون مفتاح. {}", self.told(told))
            }
            Fact::Contingent { told, .. } => {
                format!("سُجّلت حالة طوارئ: لا عودة إلى الخطة. {}", self.told(told))
            }
            Fact::Ended { told, .. } => format!("انتهت الخطة وخلا مجالها. {}", self.told(told)),
            Fact::NotTheirs { flight, .. } => {
                format!("رُفض الطلب (403): لا يغيّرها إلا صاحبها «{}». لم يتغيّر شيء.", self.party_of(flight))
            }
            Fact::Published { told, .. } => format!("نُشرت المنطقة. {}", self.told(told)),
            Fact::AreaMoved { told, .. } => format!("نُقلت المنطقة. {}", self.told(told)),
            Fact::Withdrawn { told, .. } => format!("سُحبت المنطقة. {}", self.told(told)),
            Fact::Subscribed { plans, constraints, .. } => {
                format!("تمّ الاشتراك. الموجود من قبل: {}.", self.things(plans, constraints, "لا شيء بعد"))
            }
            Fact::Found { plans, constraints, .. } => format!("وُجد: {}.", self.things(plans, constraints, "لا شيء لأحد")),
            Fact::Told { parties, .. } if parties.is_empty() => "صحيح: لم يكن لأحد غيره حاجة إلى العلم.".to_owned(),
            Fact::Told { parties, .. } => {
                format!("صحيح: النسخة الأخيرة وصلت إلى {}، ولم يُبلَّغ أحد غير من ذُكر.", self.parties(parties))
            }
            Fact::Marked { party, availability } => format!(
                "نظام «{}» مسجَّل الآن {}.",
                self.party(party),
                match availability {
                    Availability::Down => "خارج الخدمة",
                    Availability::Normal => "في الخدمة",
                }
            ),
            Fact::Restarted { away_ms, records, .. } => format!(
                "عاد الخادم بعد {:.1} ثانية. كلّ ما أُقرّ به موجود بنسخته نفسها: {}. \
                 وفحص السجلّ سليم: {}، بلا فجوة ولا تغيير.",
                *away_ms as f64 / 1000.0,
                self.counts(fact),
                count(self.lang, *records, &RECORDS)
            ),
            Fact::Store { .. } => format!("صحيح: {}.", self.counts(fact)),
            Fact::Desk(fact) => self.tell_desk(fact),
        }
    }

    /// "3 plans, 1 area to avoid and 4 subscriptions".
    fn counts(&self, fact: &Fact) -> String {
        let (Fact::Restarted { plans, constraints, subscriptions, .. } | Fact::Store { plans, constraints, subscriptions }) =
            fact
        else {
            return String::new();
        };
        let said = [(*plans, &PLANS), (*constraints, &AREAS), (*subscriptions, &SUBSCRIPTIONS)];
        list(self.lang, &said.map(|(n, noun)| count(self.lang, n as u64, noun)))
    }

    /// Who was told of a change, or that nobody had to be.
    fn told(&self, parties: &[String]) -> String {
        match (self.lang, parties) {
            (Lang::En, []) => "Nobody else has to be told.".to_owned(),
            (Lang::En, _) => format!("Told: {}.", self.parties(parties)),
            (Lang::Ar, []) => "لا يلزم إبلاغ أحد آخر.".to_owned(),
            (Lang::Ar, _) => format!("جرى إبلاغ: {}.", self.parties(parties)),
        }
    }

    fn nearest(&self, nearest: Option<&Nearest>) -> String {
        let Some(Nearest { id, gap }) = nearest else {
            return String::new();
        };
        let name = self.name(id);
        match (self.lang, self.gap(gap)) {
            (_, None) => String::new(),
            (Lang::En, Some(gap)) => format!(" Nearest now: {name}, {gap}."),
            (Lang::Ar, Some(gap)) => format!(" الأقرب الآن: {name}، والفاصل {gap}."),
        }
    }

    /// What was read and how it lies; a manager is named once for all that comes from it in a row.
    fn readings(&self, items: &[Reading]) -> String {
        let mut said = Vec::new();
        let mut last = "";
        for item in items {
            let name = self.name(&item.id);
            let how = match &item.relation {
                Relation::Meets(meeting) => self.meeting(meeting),
                Relation::Clear(gap) => self.clear(gap),
            };
            let from = self.party(&item.from);
            said.push(match self.lang {
                _ if item.from == last => format!("{name}: {how}"),
                Lang::En => format!("From {from}, {name}: {how}"),
                Lang::Ar => format!("من «{from}» {name}: {how}"),
            });
            last = &item.from;
        }
        said.join(" ")
    }

    fn meeting(&self, meeting: &Meeting) -> String {
        let (start, end) = (clock(meeting.start), clock(meeting.end));
        match (self.lang, meeting.lower_m.zip(meeting.upper_m)) {
            (Lang::En, Some((lower, upper))) => {
                let heights = heights(self.lang, lower, upper);
                format!("they meet at {heights} from {start} to {end}.")
            }
            (Lang::En, None) => format!("they meet from {start} to {end}."),
            (Lang::Ar, Some((lower, upper))) => {
                let heights = heights(self.lang, lower, upper);
                format!("موضع اللقاء: ارتفاع {heights}، من {start} إلى {end}.")
            }
            (Lang::Ar, None) => format!("وقت اللقاء: من {start} إلى {end}."),
        }
    }

    fn clear(&self, gap: &Gap) -> String {
        match (self.lang, self.gap(gap)) {
            (Lang::En, Some(gap)) => format!("they do not meet, {gap}."),
            (Lang::En, None) => "they are nowhere near each other.".to_owned(),
            (Lang::Ar, Some(gap)) => format!("لا لقاء بينهما، والفاصل {gap}."),
            (Lang::Ar, None) => "لا قرب بينهما.".to_owned(),
        }
    }

    /// What lies between two plans, or none when they are nowhere near each other.
    pub fn gap(&self, gap: &Gap) -> Option<String> {
        let lang = self.lang;
        Some(match (lang, gap) {
            (_, Gap::Far) => return None,
            (Lang::En, Gap::Height(m)) => format!("{} apart in height", metres(lang, *m)),
            (Lang::En, Gap::Time(s)) => format!("{} apart in time", span(lang, *s)),
            (Lang::En, Gap::Ground(m)) => format!("{} apart over the ground", metres(lang, *m)),
            (Lang::Ar, Gap::Height(m)) => format!("{} في الارتفاع", metres(lang, *m)),
            (Lang::Ar, Gap::Time(s)) => format!("{} في الزمن", span(lang, *s)),
            (Lang::Ar, Gap::Ground(m)) => format!("{} على الأرض", metres(lang, *m)),
        })
    }

    /// Plans and areas by name with their owners, or `none`.
    fn things(&self, plans: &[String], constraints: &[String], none: &str) -> String {
        let mut said: Vec<String> = Vec::new();
        for plans in plans.chunk_by(|a, b| self.party_of(a) == self.party_of(b)) {
            let names: Vec<String> = plans.iter().map(|id| self.name(id)).collect();
            let (names, party) = (list(self.lang, &names), self.party_of(&plans[0]));
            said.push(match self.lang {
                Lang::En => format!("{names} of {party}"),
                Lang::Ar => format!("{names} لدى {party}"),
            });
        }
        for id in constraints {
            let name = self.name(id);
            said.push(match self.lang {
                Lang::En => format!("the area to avoid {name}"),
                Lang::Ar => format!("منطقة التجنّب {name}"),
            });
        }
        if said.is_empty() { none.to_owned() } else { list(self.lang, &said) }
    }

    /// A flight or area by its name, in quotation marks.
    pub fn name(&self, id: &str) -> String {
        let name = (self.scenario.flight(id).map(|f| &f.name))
            .or_else(|| self.scenario.area(id).map(|c| &c.name))
            .or_else(|| self.scenario.file(id).map(|f| &f.name))
            .map_or(id, |name| name.get(self.lang));
        match self.lang {
            Lang::En => format!("“{name}”"),
            Lang::Ar => format!("«{name}»"),
        }
    }

    pub(crate) fn party(&self, id: &str) -> String {
        let party = self.scenario.party(id);
        party.map_or(id, |p| p.name.get(self.lang)).to_owned()
    }

    pub(crate) fn party_of(&self, flight: &str) -> String {
        let flight = self.scenario.flight(flight);
        flight.map_or_else(String::new, |f| self.party(&f.party))
    }

    fn parties(&self, ids: &[String]) -> String {
        let names: Vec<String> = ids.iter().map(|id| self.party(id)).collect();
        list(self.lang, &names)
    }
}

#[cfg(test)]
#[path = "text_tests.rs"]
mod tests;
