//! What is counted of requests.

use super::*;

#[test]
fn requests_are_counted_with_their_failures_and_their_time() {
    let metrics = Metrics::default();
    for (status, ms) in [(StatusCode::OK, 10), (StatusCode::NOT_FOUND, 20), (StatusCode::SERVICE_UNAVAILABLE, 60)] {
        metrics.count("ListPlans", status, Duration::from_millis(ms));
    }
    let figures = metrics.figures();
    let [("ListPlans", figures)] = figures[..] else { panic!("one operation") };
    assert_eq!((figures.count, figures.failed, figures.mean_ms()), (3, 1, 30.0));
}

#[test]
fn the_rate_is_that_of_the_last_window_that_is_over() {
    let mut figures = Figures::default();
    let rate = |figures: &mut Figures, window: u64| {
        figures.turn(window);
        figures.per_s()
    };
    for _ in 0..20 {
        figures.count(StatusCode::OK, Duration::ZERO, 5);
    }
    assert_eq!(rate(&mut figures, 5), 0.0, "it goes on");
    assert_eq!(rate(&mut figures, 6), 2.0);
    assert_eq!(rate(&mut figures, 7), 0.0);
    figures.count(StatusCode::OK, Duration::ZERO, 7);
    assert_eq!(rate(&mut figures, 9), 0.0, "nothing came in the window before");
    assert_eq!(figures.count, 21);
}

#[test]
fn refusals_are_counted_by_what_they_are_for() {
    let metrics = Metrics::default();
    let error = metrics.refuse(Limit::Folds, Error::Timeout);
    assert!(matches!(error, Error::Timeout));
    assert_eq!((metrics.reached(Limit::Folds), metrics.reached(Limit::Bodies)), (1, 0));
}
