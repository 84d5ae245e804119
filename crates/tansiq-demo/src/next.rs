//! What a person can try when the play is over: commands that work as they are printed.
//!
//! They carry a client's secret. It is good for this demo's server only, which listens on loopback and whose
//! clients are made anew at every start.

use crate::desks::Desks;
use crate::folder::AUDIENCE;
use crate::http::Caller;
use crate::lang::Lang;
use crate::server::shown;
use crate::shape::Point;
use crate::stage::Stage;
use crate::story::Command;
use crate::{scope, uss};

/// How far around a plan the printed query looks, in metres.
const AROUND_M: u32 = 5000;

/// A plan that still stands, and somebody else who may ask about it.
pub struct Subject<'a> {
    /// The client that asks.
    pub caller: &'a Caller,
    /// The UUID of the plan.
    pub entity: &'a str,
    /// Where its manager answers.
    pub manager_url: &'a str,
    /// A place in it.
    pub at: Point,
}

/// The commands, in the order they build on each other.
pub fn commands(play: &Stage<'_>, lang: Lang) -> Vec<Command> {
    let mut commands = match play {
        Stage::Server(play) => play.subject().map(|subject| questions(play.url(), &subject, lang)).unwrap_or_default(),
        Stage::Desks(desks) => at_a_desk(desks, lang),
    };
    let tool = quoted(&shown(&play.site().binary));
    let data = quoted(&shown(&play.site().data()));
    let show = format!("{tool} log show --data {data}");
    commands.push(command(lang, "everything that was ever decided", "كلّ ما تقرّر", show));
    let verify = format!("{tool} log verify --data {data}");
    let (en, ar) = ("and the proof that nothing was changed", "والدليل على أنّ شيئًا لم يُغيَّر");
    commands.push(command(lang, en, ar, verify));
    commands
}

/// What one party can ask the server and another party about a plan.
fn questions(url: &str, subject: &Subject<'_>, lang: Lang) -> Vec<Command> {
    let Subject { entity, manager_url, .. } = subject;
    let bearer = "-H \"Authorization: Bearer $TOKEN\"";
    let references = format!("{url}/dss/v1/operational_intent_references");
    let Point { lat, lng } = subject.at;
    let query = format!(
        "{{\"area_of_interest\":{{\"volume\":{{\"outline_circle\":{{\"center\":{{\"lat\":{lat:.4},\"lng\":{lng:.4}}},\
         \"radius\":{{\"value\":{AROUND_M},\"units\":\"M\"}}}}}}}}}}"
    );
    vec![
        command(
            lang,
            "become one of the parties: an access token for the server",
            "كن أحد الأطراف: رمز دخول إلى الخادم",
            format!("TOKEN={}", token(url, subject.caller, AUDIENCE, scope::PLANNING)),
        ),
        command(
            lang,
            "whose plans are there?",
            "لمن الخطط هناك؟",
            format!("curl -sS {bearer} -H 'Content-Type: application/json' -d {} {references}/query", quoted(&query)),
        ),
        command(
            lang,
            "one of them by itself: no details, and no OVN for a stranger",
            "واحدة منها وحدها: لا تفاصيل، ولا رقم نسخة لغريب",
            format!("curl -sS {bearer} {references}/{entity}"),
        ),
        command(
            lang,
            "a token for its manager, who has them",
            "رمز دخول إلى من يديرها، فعنده التفاصيل",
            format!("PEER_TOKEN={}", token(url, subject.caller, uss::HOST, scope::PLANNING)),
        ),
        command(
            lang,
            "the plan in full, from its manager",
            "الخطّة كاملة عند من يديرها",
            format!("curl -sS -H \"Authorization: Bearer $PEER_TOKEN\" {manager_url}/uss/v1/operational_intents/{entity}"),
        ),
    ]
}

/// What each party's user can ask its desk.
fn at_a_desk(desks: &Desks<'_>, lang: Lang) -> Vec<Command> {
    let mut commands = Vec::new();
    for (party, url) in desks.addresses() {
        let user = desks.user(party);
        let at = format!("curl -sS -H \"Authorization: Bearer $TOKEN\" {url}/api/v1/desk");
        let (en, ar) = (format!("sit down at the desk of {party}: its user's token"), "اجلس إلى هذا المكتب: رمز دخول مستخدمه");
        let ask = token(desks.url(), user, uss::HOST, &user.scopes);
        commands.push(command(lang, &en, ar, format!("TOKEN={ask}")));
        for (path, en, ar) in [
            ("status", "how it is", "كيف حاله"),
            ("plans", "its plans, and what they meet", "خططه وما تلتقي به"),
            ("known", "what others told it of theirs", "ما أخبره به الآخرون من خططهم"),
            ("notices", "all that it told its user", "كلّ ما أبلغ به مستخدمه"),
        ] {
            commands.push(command(lang, en, ar, format!("{at}/{path}")));
        }
    }
    commands
}

/// The shell's words for asking for a token.
fn token(url: &str, caller: &Caller, audience: &str, scopes: &str) -> String {
    format!(
        "$(curl -sS {url}/oauth/token -d grant_type=client_credentials -d client_id={} -d client_secret={} -d scope={} \
         -d audience={audience} | sed 's/.*\"access_token\" *: *\"\\([^\"]*\\)\".*/\\1/')",
        quoted(&caller.id),
        quoted(&caller.secret),
        scopes.replace(' ', "+"),
    )
}

fn command(lang: Lang, en: &str, ar: &str, command: String) -> Command {
    let why = if lang == Lang::Ar { ar } else { en }.to_owned();
    Command { why, command }
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
