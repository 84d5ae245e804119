//! The two languages a play can be told in, and how numbers, lists and spans of time are said in each.
//!
//! English and Arabic only: the other languages of the project belong to the web page. Nothing here knows
//! a scenario or a step; the sentences themselves are in `text.rs`.

use serde::{Deserialize, Serialize};

/// The language the story is told in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Lang {
    /// English, the default.
    En,
    /// Arabic, العربية.
    Ar,
}

/// A text that a scenario gives in both languages; neither may be left out.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// The English text.
    pub en: String,
    /// The Arabic text.
    pub ar: String,
}

impl Text {
    /// The text in one language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Ar => &self.ar,
        }
    }
}

/// A thing that is counted, with the forms each language needs beside a number.
pub struct Noun {
    en: [&'static str; 2],
    /// One, two, three to ten, eleven and above (which also serves the round hundreds here).
    ar: [&'static str; 4],
}

/// Plans of flights (operational intents).
pub const PLANS: Noun = Noun { en: ["plan", "plans"], ar: ["خطة واحدة", "خطتان", "خطط", "خطة"] };
/// Areas to avoid (constraints).
pub const AREAS: Noun = Noun {
    en: ["area to avoid", "areas to avoid"],
    ar: ["منطقة تجنّب واحدة", "منطقتا تجنّب", "مناطق تجنّب", "منطقة تجنّب"],
};
/// Subscriptions.
pub const SUBSCRIPTIONS: Noun = Noun {
    en: ["subscription", "subscriptions"],
    ar: ["اشتراك واحد", "اشتراكان", "اشتراكات", "اشتراكًا"],
};
/// Notices of a desk.
pub const NOTICES: Noun =
    Noun { en: ["notice", "notices"], ar: ["إشعار واحد", "إشعاران", "إشعارات", "إشعارًا"] };
/// Records of the log.
pub const RECORDS: Noun = Noun { en: ["record", "records"], ar: ["قيد واحد", "قيدان", "قيود", "قيدًا"] };
/// Steps of a play.
pub const STEPS: Noun = Noun { en: ["step", "steps"], ar: ["خطوة واحدة", "خطوتان", "خطوات", "خطوة"] };
/// Minutes.
pub const MINUTES: Noun =
    Noun { en: ["minute", "minutes"], ar: ["دقيقة واحدة", "دقيقتان", "دقائق", "دقيقة"] };
/// Seconds.
pub const SECONDS: Noun =
    Noun { en: ["second", "seconds"], ar: ["ثانية واحدة", "ثانيتان", "ثوانٍ", "ثانية"] };

/// A number with the thing it counts: "1 plan", "3 plans"; "خطتان", "3 خطط", "11 خطة".
pub fn count(lang: Lang, n: u64, noun: &Noun) -> String {
    match (lang, n) {
        (Lang::En, 1) => format!("1 {}", noun.en[0]),
        (Lang::En, _) => format!("{n} {}", noun.en[1]),
        (Lang::Ar, 1) => noun.ar[0].to_owned(),
        (Lang::Ar, 2) => noun.ar[1].to_owned(),
        // The form follows the last two digits: 103 takes the plural of 3, 111 the singular of 11.
        (Lang::Ar, _) if (3..=10).contains(&(n % 100)) => format!("{n} {}", noun.ar[2]),
        (Lang::Ar, _) => format!("{n} {}", noun.ar[3]),
    }
}

/// A list in a sentence: "a, b and c"; "أ وب وج".
pub fn list(lang: Lang, items: &[String]) -> String {
    match (lang, items) {
        (_, []) => String::new(),
        (_, [only]) => only.clone(),
        (Lang::En, [init @ .., last]) => format!("{} and {last}", init.join(", ")),
        (Lang::Ar, _) => items.join(" و"),
    }
}

/// A length: "640 m", "1,240 m", from 10 km on "12.4 km".
pub fn metres(lang: Lang, metres: f64) -> String {
    let (m, km) = match lang {
        Lang::En => ("m", "km"),
        Lang::Ar => ("م", "كم"),
    };
    let whole = metres.round();
    if whole.abs() >= 10_000.0 {
        return format!("{:.1} {km}", metres / 1000.0);
    }
    format!("{} {m}", number(lang, whole))
}

/// A whole number, in English with a comma after the thousands.
fn number(lang: Lang, value: f64) -> String {
    let value = value.round() as i64;
    if lang == Lang::En && value.abs() >= 1000 {
        return format!("{},{:03}", value / 1000, value.abs() % 1000);
    }
    value.to_string()
}

/// A height range: "60–110 m".
pub fn heights(lang: Lang, lower_m: f64, upper_m: f64) -> String {
    match lang {
        // A dash after a minus sign would be a riddle.
        Lang::En if lower_m < 0.0 => format!("−{} to {}", -lower_m.round(), metres(lang, upper_m)),
        Lang::En => format!("{}–{}", number(lang, lower_m), metres(lang, upper_m)),
        // A dash between two numbers changes sides in right-to-left text; words do not.
        Lang::Ar => format!("{} إلى {}", lower_m.round(), metres(lang, upper_m)),
    }
}

/// A span of time: "12 minutes", "45 seconds".
pub fn span(lang: Lang, seconds: i64) -> String {
    let seconds = seconds.unsigned_abs();
    if seconds != 0 && seconds.is_multiple_of(60) || seconds >= 120 {
        count(lang, (seconds + 30) / 60, &MINUTES)
    } else {
        count(lang, seconds, &SECONDS)
    }
}

#[cfg(test)]
#[path = "lang_tests.rs"]
mod tests;
