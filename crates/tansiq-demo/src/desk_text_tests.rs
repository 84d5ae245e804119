use super::*;
use crate::fact::Fact;
use crate::scenario;

/// What every kind of outcome at a desk is told like, in both languages.
fn check(fact: DeskFact, english: &str, arabic: &str) {
    let scenario = scenario::load("two-desks").unwrap();
    let fact = Fact::Desk(fact);
    let tell = |lang| Teller { scenario: &scenario, lang }.tell(&fact);
    assert_eq!(tell(Lang::En), english);
    assert_eq!(tell(Lang::Ar), arabic);
}

fn valley() -> String {
    "valley-flight".to_owned()
}

fn blankets() -> String {
    "blanket-run".to_owned()
}

fn supply() -> String {
    "supply".to_owned()
}

fn met() -> Met {
    Met {
        id: valley(),
        horizontal_m: 1240.4,
        vertical_m: Some(50.0),
        seconds: Some(1020.0),
        lat: 31.176,
        lng: -8.078,
        from: Some("14:28".to_owned()),
    }
}

fn ways() -> Vec<WayAround> {
    let by = |way, seconds, metres| WayAround { way, seconds, metres };
    vec![
        by(Way::Earlier, Some(1020.0), None),
        by(Way::Later, Some(1800.0), None),
        by(Way::Hold, Some(1800.0), None),
        by(Way::Higher, None, Some(50.0)),
        by(Way::Lower, None, Some(300.0)),
    ]
}

#[test]
fn areas_read_in() {
    check(
        DeskFact::Imported { file: "hospital-area".to_owned(), areas: 1 },
        "Read in: 1 area to avoid, known at this desk.",
        "قُرئ الملفّ: منطقة تجنّب واحدة، معروفة لدى هذا المكتب.",
    );
}

#[test]
fn a_check_tells_where_how_deep_and_the_ways_around() {
    check(
        DeskFact::Checked { flight: blankets(), meets: vec![met()], ways: ways() },
        "It would be refused. It meets “Valley flight” of High Atlas Rescue: by 1,240 m over the ground, 50 m in height and \
         17 minutes in time, from 14:28, at 31.1760° N 8.0780° W. The nearest ways around: 17 minutes earlier; 30 minutes \
         later; a wait of 30 minutes on the way; 50 m higher; 300 m lower. Nothing was planned, and nobody was told.",
        "لو قُدّمت لرُفضت. تلتقي مع «رحلة الوادي» لدى إنقاذ الأطلس الكبير: مقدار التداخل 1240 م على الأرض و50 م في الارتفاع \
         و17 دقيقة في الزمن، بدءًا من 14:28، عند 31.1760 درجة شمالًا و8.0780 درجة غربًا. أقرب المخارج: بتقديم قدره 17 دقيقة؛ \
         بتأخير قدره 30 دقيقة؛ انتظار في الطريق قدره 30 دقيقة؛ أعلى بمقدار 50 م؛ أخفض بمقدار 300 م. لم يُخطَّط شيء ولم يُبلَّغ أحد.",
    );
    check(
        DeskFact::Checked { flight: blankets(), meets: vec![], ways: vec![] },
        "Nothing is in its way. Nothing was planned, and nobody was told.",
        "لا شيء في طريقها. لم يُخطَّط شيء ولم يُبلَّغ أحد.",
    );
}

#[test]
fn plans_accepted_and_refused() {
    check(
        DeskFact::Planned { flight: valley() },
        "Accepted: the DSS has it, and every desk near can read it.",
        "قُبلت الخطة: هي عند خدمة DSS، ولكلّ مكتب قريب أن يقرأها.",
    );
    check(
        DeskFact::TurnedDown {
            flight: blankets(),
            meets: vec![met(), Met { id: "hospital-area".to_owned(), ..met() }],
            ways: ways()[3..4].to_vec(),
        },
        "Refused (409), for “Valley flight” of High Atlas Rescue and the area to avoid “Field hospital”. The nearest ways \
         around: 50 m higher.",
        "رُفضت الخطة (409)، والسبب «رحلة الوادي» لدى إنقاذ الأطلس الكبير ومنطقة التجنّب «المستشفى الميدانيّ». أقرب المخارج: أعلى بمقدار 50 م.",
    );
    check(
        DeskFact::WayTaken { flight: blankets(), way: ways()[3] },
        "Accepted there, 50 m higher.",
        "قُبلت هناك، أعلى بمقدار 50 م.",
    );
}

#[test]
fn states_positions_and_ends() {
    check(DeskFact::InUse { flight: valley() }, "Now Activated.", "الخطة الآن مفعَّلة.");
    let position = |inside| DeskFact::PositionTaken { flight: valley(), inside };
    check(position(true), "Taken: within the plan.", "سُجّل الموقع: داخل الخطة.");
    check(position(false), "Taken: outside the plan.", "سُجّل الموقع: خارج الخطة.");
    check(
        DeskFact::Became { flight: valley(), state: PlanState::Nonconforming, after_ms: 320 },
        "After 0.3 s, by itself: Nonconforming.",
        "صارت الخطة غير مطابقة من تلقاء نفسها بعد 0.3 ثانية.",
    );
    check(DeskFact::Over { flight: valley() }, "Ended; its airspace is free.", "انتهت الخطة وخلا مجالها.");
}

#[test]
fn notices() {
    let noticed =
        |about: String, notice, state, meets| DeskFact::Noticed { party: supply(), about, notice, state, meets, after_ms: 240 };
    check(
        noticed(blankets(), NoticeKind::PlanChangedNear, Some(PlanState::Accepted), None),
        "After 0.2 s: “Blanket run” of Valley Supply is near, and Accepted.",
        "بعد 0.2 ثانية: «نقل الأغطية» لدى إمداد الوادي خطة قريبة، وهي مقبولة.",
    );
    check(
        noticed(valley(), NoticeKind::ConflictFound, None, Some(met())),
        "After 0.2 s: “Valley flight” of High Atlas Rescue meets a plan of this desk: by 1,240 m over the ground, 50 m in \
         height and 17 minutes in time, from 14:28, at 31.1760° N 8.0780° W.",
        "بعد 0.2 ثانية: «رحلة الوادي» لدى إنقاذ الأطلس الكبير تلتقي مع خطة لهذا المكتب: مقدار التداخل 1240 م على الأرض و50 م في \
         الارتفاع و17 دقيقة في الزمن، بدءًا من 14:28، عند 31.1760 درجة شمالًا و8.0780 درجة غربًا.",
    );
    for (notice, english, arabic) in [
        (NoticeKind::ConflictFound, "meets a plan of this desk.", "تلتقي مع خطة لهذا المكتب."),
        (NoticeKind::ConflictCleared, "is out of the way again.", "لم تعد في الطريق."),
        (NoticeKind::LeftVolumes, "has left its plan.", "خرجت عن خطتها."),
        (NoticeKind::BackInVolumes, "is back in its plan.", "عادت إلى خطتها."),
    ] {
        let english = format!("After 0.2 s: “Valley flight” of High Atlas Rescue {english}");
        let arabic = format!("بعد 0.2 ثانية: «رحلة الوادي» لدى إنقاذ الأطلس الكبير {arabic}");
        check(noticed(valley(), notice, None, None), &english, &arabic);
    }
    check(
        noticed(valley(), NoticeKind::StateChanged, Some(PlanState::Contingent), None),
        "After 0.2 s: “Valley flight” of High Atlas Rescue is now Contingent.",
        "بعد 0.2 ثانية: «رحلة الوادي» لدى إنقاذ الأطلس الكبير هي الآن في حالة طوارئ.",
    );
}

#[test]
fn a_desk_killed_and_back() {
    check(
        DeskFact::DeskKilled { party: supply() },
        "Killed (SIGKILL). What it planned stands at the DSS.",
        "قُتلت العمليّة (SIGKILL). وما خُطّط له قائم عند خدمة DSS.",
    );
    check(
        DeskFact::DeskBack { party: supply(), away_ms: 1460, plans: 1, areas: 1, notices: 3 },
        "Back after 1.5 s, with all that it had: 1 plan, 1 area to avoid and 3 notices.",
        "عاد المكتب بعد 1.5 ثانية ومعه كلّ ما كان له: خطة واحدة ومنطقة تجنّب واحدة و3 إشعارات.",
    );
}

#[test]
fn the_same_story() {
    let word = |notice, state| Word { notice, state };
    let told = Told {
        flight: valley(),
        states: vec![PlanState::Accepted, PlanState::Activated, PlanState::Ended],
        others: vec![Heard {
            party: supply(),
            notices: vec![
                word(NoticeKind::PlanChangedNear, Some(PlanState::Activated)),
                word(NoticeKind::ConflictFound, None),
                word(NoticeKind::ConflictCleared, None),
            ],
        }],
    };
    check(
        DeskFact::SameStory { plans: vec![told], records: 12 },
        "They do. “Valley flight” of High Atlas Rescue was Accepted, Activated, Ended; Valley Supply was told: Activated, in \
         the way, out of the way. The log of the DSS verifies: 12 records.",
        "نعم. «رحلة الوادي» لدى إنقاذ الأطلس الكبير: مقبولة، مفعَّلة، منتهية؛ وما بلغ إمداد الوادي: مفعَّلة، في الطريق، لم تعد في الطريق. \
         وفحص سجلّ خدمة DSS سليم: 12 قيدًا.",
    );
}

#[test]
fn a_fact_at_a_desk_names_its_own_kind_in_json() {
    let json = serde_json::to_value(Fact::Desk(DeskFact::WayTaken { flight: blankets(), way: ways()[3] })).unwrap();
    assert_eq!(json["fact"], "way_taken");
    assert_eq!(json["way"]["way"], "higher");
    assert_eq!(json["way"]["metres"], 50.0);
}
