use super::*;
use crate::scenario;

/// What every kind of outcome is told like, in both languages.
fn check(fact: Fact, english: &str, arabic: &str) {
    let scenario = scenario::load("relief-after-storm").unwrap();
    let tell = |lang| Teller { scenario: &scenario, lang }.tell(&fact);
    assert_eq!(tell(Lang::En), english);
    assert_eq!(tell(Lang::Ar), arabic);
}

fn ids(ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}

fn hoist() -> String {
    "hoist-flight".to_owned()
}

#[test]
fn plan_accepted() {
    check(
        Fact::Accepted { flight: hoist(), told: vec![] },
        "Accepted. Nobody else has to be told.",
        "قُبلت الخطة. لا يلزم إبلاغ أحد آخر.",
    );
}

#[test]
fn plan_in_conflict() {
    check(
        Fact::Conflict { flight: hoist(), plans: ids(&["roof-survey", "canal-survey"]), constraints: ids(&["fuel-leak"]) },
        "Not yet (409): Gulf Coast Rescue has not read “Roof survey” and “Canal survey” of Tri-County Drone Team and the area to avoid \
         “Fuel leak at Cedar Key”.",
        "ليس بعد (409): لدى الآخرين ما لم يطّلع عليه طرف «إنقاذ ساحل الخليج»، وهو: «معاينة الأسطح» و«معاينة القنوات» لدى فريق المسيّرات في \
         المقاطعات الثلاث ومنطقة التجنّب «تسرّب الوقود في سيدار كي».",
    );
}

#[test]
fn plan_of_a_party_that_is_down() {
    check(
        Fact::Down { flight: "bridge-check".to_owned() },
        "Refused (412): Tri-County Drone Team is marked Down and gets no new airspace until it answers again.",
        "رُفض الطلب (412): نظام «فريق المسيّرات في المقاطعات الثلاث» مسجَّل خارج الخدمة، ولا مجال جويًّا جديدًا له حتى يجيب من جديد.",
    );
}

#[test]
fn expect_conflict_with() {
    check(Fact::ConflictNamed { flight: hoist(), named: 1 }, "As expected, exactly that one.", "كما هو متوقَّع، واحدة بعينها.");
    check(Fact::ConflictNamed { flight: hoist(), named: 2 }, "As expected, exactly those.", "كما هو متوقَّع، هذه بعينها.");
}

#[test]
fn read_details() {
    let meeting = Meeting {
        start: "2026-09-27T14:20:00Z".parse().unwrap(),
        end: "2026-09-27T14:40:00Z".parse().unwrap(),
        lower_m: Some(60.0),
        upper_m: Some(80.0),
    };
    let read = |id: &str, relation| Reading { id: id.to_owned(), from: "county".to_owned(), relation };
    check(
        Fact::Read {
            flight: hoist(),
            items: vec![
                read("roof-survey", Relation::Meets(meeting)),
                read("canal-survey", Relation::Clear(Gap::Ground(312.4))),
                read("bridge-check", Relation::Clear(Gap::Far)),
            ],
        },
        "From Tri-County Drone Team, “Roof survey”: they meet at 60–80 m from 14:20 to 14:40. “Canal survey”: they do not \
         meet, 312 m apart over the ground. “Bridge check”: they are nowhere near each other.",
        "من «فريق المسيّرات في المقاطعات الثلاث» «معاينة الأسطح»: موضع اللقاء: ارتفاع 60 إلى 80 م، من 14:20 إلى 14:40. \
         «معاينة القنوات»: لا لقاء بينهما، والفاصل 312 م على الأرض. «فحص الجسر»: لا قرب بينهما.",
    );
}

#[test]
fn replan() {
    check(
        Fact::Moved {
            flight: hoist(),
            moved: true,
            nearest: Some(Nearest { id: "roof-survey".to_owned(), gap: Gap::Height(40.0) }),
            told: ids(&["county"]),
        },
        "Accepted there. Nearest now: “Roof survey”, 40 m apart in height. Told: Tri-County Drone Team.",
        "قُبلت هناك. الأقرب الآن: «معاينة الأسطح»، والفاصل 40 م في الارتفاع. جرى إبلاغ: فريق المسيّرات في المقاطعات الثلاث.",
    );
    check(
        Fact::Moved {
            flight: hoist(),
            moved: false,
            nearest: Some(Nearest { id: "roof-survey".to_owned(), gap: Gap::Time(300) }),
            told: vec![],
        },
        "Accepted as it stands. Nearest now: “Roof survey”, 5 minutes apart in time. Nobody else has to be told.",
        "قُبلت كما هي. الأقرب الآن: «معاينة الأسطح»، والفاصل 5 دقائق في الزمن. لا يلزم إبلاغ أحد آخر.",
    );
}

#[test]
fn states_and_ends() {
    let flight = || "med-kits".to_owned();
    let told = || ids(&["coast"]);
    check(
        Fact::Activated { flight: flight(), told: told() },
        "Now Activated. Told: Gulf Coast Rescue.",
        "الخطة الآن مفعَّلة. جرى إبلاغ: إنقاذ ساحل الخليج.",
    );
    check(
        Fact::Nonconforming { flight: flight(), told: told() },
        "Recorded at once as Nonconforming, without a key. Told: Gulf Coast Rescue.",
        "سُجّل الخروج عن الخطة فورًا ومن دون مفتاح. جرى إبلاغ: إنقاذ ساحل الخليج.",
    );
    check(
        Fact::Contingent { flight: flight(), told: told() },
        "Recorded as Contingent: it will not return to its plan. Told: Gulf Coast Rescue.",
        "سُجّلت حالة طوارئ: لا عودة إلى الخطة. جرى إبلاغ: إنقاذ ساحل الخليج.",
    );
    check(
        Fact::Ended { flight: flight(), told: told() },
        "Ended; its airspace is free. Told: Gulf Coast Rescue.",
        "انتهت الخطة وخلا مجالها. جرى إبلاغ: إنقاذ ساحل الخليج.",
    );
}

#[test]
fn try_to_end() {
    check(
        Fact::NotTheirs { party: "county".to_owned(), flight: hoist() },
        "Refused (403): only Gulf Coast Rescue can touch it. Nothing changed.",
        "رُفض الطلب (403): لا يغيّرها إلا صاحبها «إنقاذ ساحل الخليج». لم يتغيّر شيء.",
    );
}

#[test]
fn areas_to_avoid() {
    let constraint = || "fuel-leak".to_owned();
    let told = || ids(&["medevac"]);
    check(
        Fact::Published { constraint: constraint(), told: told() },
        "Published. Told: Big Bend Air Ambulance.",
        "نُشرت المنطقة. جرى إبلاغ: إسعاف بيغ بند الجوي.",
    );
    check(
        Fact::AreaMoved { constraint: constraint(), told: told() },
        "Moved. Told: Big Bend Air Ambulance.",
        "نُقلت المنطقة. جرى إبلاغ: إسعاف بيغ بند الجوي.",
    );
    check(
        Fact::Withdrawn { constraint: constraint(), told: vec![] },
        "Withdrawn. Nobody else has to be told.",
        "سُحبت المنطقة. لا يلزم إبلاغ أحد آخر.",
    );
}

#[test]
fn subscribe_and_look() {
    check(
        Fact::Subscribed { subscription: "horseshoe-coast".to_owned(), plans: vec![], constraints: vec![] },
        "Subscribed. Already there: nothing yet.",
        "تمّ الاشتراك. الموجود من قبل: لا شيء بعد.",
    );
    check(
        Fact::Found { flight: hoist(), plans: ids(&["canal-survey"]), constraints: vec![] },
        "Found: “Canal survey” of Tri-County Drone Team.",
        "وُجد: «معاينة القنوات» لدى فريق المسيّرات في المقاطعات الثلاث.",
    );
}

#[test]
fn expect_told() {
    let about = || hoist();
    check(
        Fact::Told { about: about(), parties: ids(&["county"]) },
        "Right: Tri-County Drone Team holds the latest version, and nobody else was told.",
        "صحيح: النسخة الأخيرة وصلت إلى فريق المسيّرات في المقاطعات الثلاث، ولم يُبلَّغ أحد غير من ذُكر.",
    );
    check(
        Fact::Told { about: about(), parties: vec![] },
        "Right: nobody else had a reason to know.",
        "صحيح: لم يكن لأحد غيره حاجة إلى العلم.",
    );
}

#[test]
fn mark_availability() {
    let party = || "county".to_owned();
    check(
        Fact::Marked { party: party(), availability: Availability::Down },
        "Tri-County Drone Team is now marked Down.",
        "نظام «فريق المسيّرات في المقاطعات الثلاث» مسجَّل الآن خارج الخدمة.",
    );
    check(
        Fact::Marked { party: party(), availability: Availability::Normal },
        "Tri-County Drone Team is now marked Normal.",
        "نظام «فريق المسيّرات في المقاطعات الثلاث» مسجَّل الآن في الخدمة.",
    );
}

#[test]
fn kill_and_restart() {
    check(
        Fact::Restarted { away_ms: 420, plans: 8, constraints: 1, subscriptions: 9, records: 27 },
        "Back after 0.4 s. Everything that was acknowledged is there, version for version: 8 plans, 1 area to avoid \
         and 9 subscriptions. The log verifies: 27 records, no gap, no change.",
        "عاد الخادم بعد 0.4 ثانية. كلّ ما أُقرّ به موجود بنسخته نفسها: 8 خطط ومنطقة تجنّب واحدة و9 اشتراكات. \
         وفحص السجلّ سليم: 27 قيدًا، بلا فجوة ولا تغيير.",
    );
}

#[test]
fn expect_store() {
    check(
        Fact::Store { plans: 2, constraints: 0, subscriptions: 1 },
        "Right: 2 plans, 0 areas to avoid and 1 subscription.",
        "صحيح: خطتان و0 منطقة تجنّب واشتراك واحد.",
    );
}
