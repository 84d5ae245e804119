//! The scene that comes with the program, and times of day in its files.

use super::*;

#[test]
fn the_scene_that_comes_with_the_program_can_be_played() {
    let cast = load().unwrap();
    assert_eq!(cast.parties.len(), 2);
    let hosts: BTreeSet<&str> = cast.parties.iter().map(|party| party.host.as_str()).collect();
    assert_eq!(hosts.len(), 2, "cookies of one desk must not be those of the other");
    for party in &cast.parties {
        assert!(party.people.iter().any(|person| person.role == "duty_officer"), "{}", party.id);
        assert!(cast.templates.iter().any(|template| template.party == party.id), "{}", party.id);
        assert!(cast.flights.iter().filter(|flight| flight.party == party.id).count() >= 5, "{}", party.id);
    }
    for conduct in [Conduct::Flies, Conduct::Waits, Conduct::Strays, Conduct::Fails] {
        assert!(cast.flights.iter().any(|flight| flight.conduct == conduct), "{conduct:?}");
    }
    let kinds = ["prohibited", "requires_authorisation", "conditional", "advisory"];
    for kind in kinds {
        assert!(cast.areas.iter().any(|area| area.text.contains(&format!("\"kind\": \"{kind}\""))), "{kind}");
    }
}

#[test]
fn what_a_newcomer_plans_meets_a_flight_of_the_other_party_whenever_it_is_planned_within_the_hour() {
    let cast = load().unwrap();
    let began: Timestamp = "2026-03-01T12:00:00Z".parse().unwrap();
    for template in &cast.templates {
        // The template's times, shifted: what a newcomer who reads for a while would send.
        for minutes in (0..=25).step_by(1) {
            let later = began + SignedDuration::from_mins(minutes);
            let wanted = cast.volumes(&template.legs, later);
            let others = cast.flights.iter().filter(|flight| flight.party != template.party);
            let meets = others.flat_map(|flight| (0..3).map(move |round| (flight, round))).any(|(flight, round)| {
                let start = began + SignedDuration::from_secs(flight.first.0 + round * flight.every.0);
                let volumes = cast.volumes(&flight.legs, start);
                crate::relation::compare(&wanted, &volumes)
                    .is_ok_and(|relation| matches!(relation, crate::relation::Relation::Meets(_)))
            });
            assert!(meets, "{} {minutes} min later", template.name);
        }
    }
}

#[test]
fn flights_of_the_scene_do_not_meet_each_other() {
    let cast = load().unwrap();
    let began: Timestamp = "2026-03-01T12:00:00Z".parse().unwrap();
    let all: Vec<_> = cast
        .flights
        .iter()
        .flat_map(|flight| (0..6).map(move |round| (flight, round)))
        .map(|(flight, round)| {
            let start = began + SignedDuration::from_secs(flight.first.0 + round * flight.every.0);
            (flight, start, cast.volumes(&flight.legs, start))
        })
        .collect();
    for (i, (one, start, volumes)) in all.iter().enumerate() {
        for (other, other_start, others) in &all[i + 1..] {
            let relation = crate::relation::compare(volumes, others).unwrap();
            let meets = matches!(relation, crate::relation::Relation::Meets(_));
            assert!(!meets, "{} at {start} meets {} at {other_start}", one.name, other.name);
        }
    }
}

#[test]
fn times_of_day_take_the_place_of_offsets_and_other_braces_stay() {
    let began: Timestamp = "2026-03-01T23:50:00Z".parse().unwrap();
    assert_eq!(
        with_times("{\"start\": \"{+12m}\", \"end\": \"{-1h}\"} {x", began),
        "{\"start\": \"00:02\", \"end\": \"22:50\"} {x"
    );
    assert_eq!(with_times("", began), "");
}
