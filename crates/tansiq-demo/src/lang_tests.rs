use super::*;

#[test]
fn english_counts_have_a_singular_and_a_plural() {
    assert_eq!(count(Lang::En, 1, &PLANS), "1 plan");
    assert_eq!(count(Lang::En, 0, &PLANS), "0 plans");
    assert_eq!(count(Lang::En, 12, &AREAS), "12 areas to avoid");
}

#[test]
fn arabic_counts_have_a_dual_and_a_few_and_a_many() {
    let said = [1, 2, 3, 10, 11, 100, 103].map(|n| count(Lang::Ar, n, &PLANS));
    assert_eq!(said, ["خطة واحدة", "خطتان", "3 خطط", "10 خطط", "11 خطة", "100 خطة", "103 خطط"]);
}

#[test]
fn lists_end_in_and() {
    let items = |names: &[&str]| names.iter().map(|n| (*n).to_owned()).collect::<Vec<_>>();
    assert_eq!(list(Lang::En, &items(&[])), "");
    assert_eq!(list(Lang::En, &items(&["a"])), "a");
    assert_eq!(list(Lang::En, &items(&["a", "b", "c"])), "a, b and c");
    assert_eq!(list(Lang::Ar, &items(&["أحمد", "سعيد"])), "أحمد وسعيد");
}

#[test]
fn lengths_are_readable_at_a_glance() {
    assert_eq!(metres(Lang::En, 639.6), "640 m");
    assert_eq!(metres(Lang::En, 1240.2), "1,240 m");
    assert_eq!(metres(Lang::En, 12_360.0), "12.4 km");
    assert_eq!(metres(Lang::Ar, 1240.2), "1240 م");
    assert_eq!(heights(Lang::En, 60.0, 110.0), "60–110 m");
    assert_eq!(heights(Lang::En, 3000.0, 4500.0), "3,000–4,500 m");
    assert_eq!(heights(Lang::En, -30.0, 400.0), "−30 to 400 m");
    assert_eq!(heights(Lang::Ar, 60.0, 110.0), "60 إلى 110 م");
}

#[test]
fn spans_are_in_minutes_once_there_are_minutes() {
    assert_eq!(span(Lang::En, 45), "45 seconds");
    assert_eq!(span(Lang::En, 60), "1 minute");
    assert_eq!(span(Lang::En, -720), "12 minutes");
    assert_eq!(span(Lang::Ar, 720), "12 دقيقة");
    assert_eq!(span(Lang::Ar, 300), "5 دقائق");
}
