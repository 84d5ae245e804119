//! What a person can try when the play is over: commands that work as they are printed.
//!
//! They carry a client's secret. It is good for this demo's server only, which listens on loopback and whose
//! clients are made anew at every start.

use tansiq_wire::f3548::QueryOperationalIntentReferenceParameters;

use crate::folder::AUDIENCE;
use crate::lang::Lang;
use crate::message::volume_to_wire;
use crate::play::Play;
use crate::scope;
use crate::server::shown;
use crate::shape::Volume;
use crate::story::Command;

/// A plan that still stands, and who may ask about it.
pub struct Subject<'a> {
    /// The client that asks.
    pub caller: &'a crate::http::Caller,
    /// The UUID of the plan.
    pub entity: &'a str,
    /// One of its volumes.
    pub volume: &'a Volume,
}

/// The commands, in the order they build on each other.
pub fn commands(play: &Play<'_>, lang: Lang) -> Vec<Command> {
    let (url, site) = (play.url(), play.site());
    let mut commands = Vec::new();
    let mut add = |en: &str, ar: &str, command: String| {
        let why = if lang == Lang::Ar { ar } else { en }.to_owned();
        commands.push(Command { why, command });
    };
    if let Some(subject) = play.subject() {
        let caller = subject.caller;
        add(
            "become one of the parties: an access token",
            "كن أحد الأطراف: رمز دخول",
            format!(
                "TOKEN=$(curl -sS {url}/oauth/token -d grant_type=client_credentials -d client_id={} \
                 -d client_secret={} -d scope={} -d audience={AUDIENCE} \
                 | sed 's/.*\"access_token\" *: *\"\\([^\"]*\\)\".*/\\1/')",
                quoted(&caller.id),
                quoted(&caller.secret),
                scope::PLANNING,
            ),
        );
        let query = QueryOperationalIntentReferenceParameters { area_of_interest: Some(volume_to_wire(subject.volume)) };
        let query = serde_json::to_string(&query).expect("a volume of the play has finite numbers");
        add(
            "whose plans are there?",
            "لمن الخطط هناك؟",
            format!(
                "curl -sS -H \"Authorization: Bearer $TOKEN\" -H 'Content-Type: application/json' -d {} \
                 {url}/dss/v1/operational_intent_references/query",
                quoted(&query)
            ),
        );
        add(
            "one of them by itself",
            "واحدة منها وحدها",
            format!("curl -sS -H \"Authorization: Bearer $TOKEN\" {url}/dss/v1/operational_intent_references/{}", subject.entity),
        );
    }
    let tool = quoted(&shown(&site.binary));
    let data = quoted(&shown(&site.data()));
    add("everything that was ever decided", "كلّ ما تقرّر", format!("{tool} log show --data {data}"));
    add("and the proof that nothing was changed", "والدليل على أنّ شيئًا لم يُغيَّر", format!("{tool} log verify --data {data}"));
    commands
}

/// A word for a POSIX shell.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=@".contains(c);
    if !word.is_empty() && word.chars().all(plain) { word.to_owned() } else { format!("'{}'", word.replace('\'', "'\\''")) }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn words_are_quoted_only_when_a_shell_would_read_them_otherwise() {
        assert_eq!(quoted("demo-data/data"), "demo-data/data");
        assert_eq!(quoted("{\"a\": 1}"), "'{\"a\": 1}'");
        assert_eq!(quoted("it's"), "'it'\\''s'");
        assert_eq!(quoted(""), "''");
    }
}
