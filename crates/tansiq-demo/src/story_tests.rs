use super::*;
use crate::fact::Nearest;
use crate::relation::Gap;
use crate::scenario;

fn story(scenario: &crate::scenario::Scenario, lang: Lang, json: bool) -> Story<'_> {
    Story { teller: Teller { scenario, lang }, json }
}

#[test]
fn paragraphs_are_wrapped_and_indented() {
    let text = wrap(&"word ".repeat(40), " 1. ", "    ");
    assert!(text.lines().all(|line| line.chars().count() <= WIDTH));
    assert!(text.lines().skip(1).all(|line| line.starts_with("    word")));
    assert_eq!(wrap("", "x", "y"), "x\n");
    assert_eq!(glued("at 60–80 m, from 5 men"), "at 60–80\u{a0}m, from 5 men");
}

#[test]
fn a_json_step_is_one_line_with_the_fact() {
    let scenario = scenario::load("relief-after-storm").unwrap();
    let fact = Fact::Accepted { flight: "roof-survey".to_owned(), told: vec!["coast".to_owned()] };
    let line = story(&scenario, Lang::En, true).step(1, &scenario.steps[0], "said", Some(&fact));
    assert_eq!(line.matches('\n').count(), 1);
    let value: serde_json::Value = serde_json::from_str(&line).unwrap();
    assert_eq!(value["step"], 1);
    assert_eq!(value["do"], "plan");
    assert_eq!(value["fact"]["fact"], "accepted");
    assert_eq!(value["fact"]["told"][0], "coast");
    assert_eq!(value["text"], "Accepted. Told: Gulf Coast Rescue.");
}

#[test]
fn what_differs_is_named_with_file_and_step() {
    let scenario = scenario::load("two-commands").unwrap();
    let text = story(&scenario, Lang::En, false).differs(Some((3, &scenario.steps[2])), "found nothing");
    assert_eq!(text.trim(), "two-commands.toml: step 3 (subscribe): found nothing");
    let line = story(&scenario, Lang::Ar, true).differs(None, "no server");
    let value: serde_json::Value = serde_json::from_str(&line).unwrap();
    assert_eq!(value["outcome"], "differs");
    assert_eq!(value["step"], serde_json::Value::Null);
}

#[test]
fn the_end_says_how_many_plans_stand_and_which_are_closest() {
    let scenario = scenario::load("relief-after-storm").unwrap();
    let nearest = Nearest { id: "hoist-flight".to_owned(), gap: Gap::Height(40.0) };
    let standing = Standing { plans: 8, closest: Some(("roof-survey".to_owned(), nearest)) };
    assert_eq!(
        story(&scenario, Lang::En, false).summary(36, &standing),
        "All 36 steps went as written. 8 plans stand in this sky, and no two of them meet. \
         The closest, “Roof survey” and “Hoist flight”, are 40 m apart in height."
    );
    assert_eq!(
        story(&scenario, Lang::Ar, false).summary(36, &standing),
        "سار كلّ شيء كما كُتب (36 خطوة). في هذه السماء الآن 8 خطط، ولا تلتقي منها اثنتان. \
         والأقرب «معاينة الأسطح» و«رحلة الرفع»، والفاصل 40 م في الارتفاع."
    );
}

#[test]
fn commands_are_never_wrapped() {
    let scenario = scenario::load("two-commands").unwrap();
    let command = Command { why: "see".to_owned(), command: "curl ".repeat(60).trim().to_owned() };
    let text = story(&scenario, Lang::En, false).next(std::slice::from_ref(&command));
    assert!(text.lines().any(|line| line.trim() == command.command));
}
