use super::*;

fn heights(lower: f64, upper: f64) -> Heights {
    Heights { lower, upper }
}

#[test]
fn ranges_that_touch_overlap() {
    assert!(heights(0.0, 10.0).overlaps(&heights(10.0, 20.0)));
    assert!(!heights(0.0, 10.0).overlaps(&heights(10.000_001, 20.0)));
    let early = Span { start: Timestamp(0), end: Timestamp(5) };
    let late = Span { start: Timestamp(5), end: Timestamp(9) };
    assert!(early.overlaps(&late) && late.overlaps(&early));
    assert!(!early.overlaps(&Span { start: Timestamp(6), end: Timestamp(9) }));
}

#[test]
fn an_absent_bound_is_unbounded_and_survives_json() {
    let extent = Extent {
        span: Span { start: Timestamp(7), end: Timestamp::UNBOUNDED_FUTURE },
        heights: heights(f64::NEG_INFINITY, 120.5),
        cells: Cells::default(),
    };
    let json = serde_json::to_string(&extent).unwrap();
    assert_eq!(json, r#"{"span":{"start_us":7,"end_us":null},"heights":{"lower_m":null,"upper_m":120.5},"cells":[]}"#);
    assert_eq!(serde_json::from_str::<Extent>(&json).unwrap(), extent);
    assert!(Heights::ALL.contains(&extent.heights) && !extent.heights.contains(&Heights::ALL));
}
