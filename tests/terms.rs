//! `terms`, from outside: closed forms where nothing is uncertain, figures that a run gives again, refusals in words.

mod program;

use program::{certain, commonweal, json, place, refused};
use serde_json::Value;

/// K(n) of `certain`.
fn coordination(members: f64) -> f64 {
    1.0 + 0.05 * libm::log(members) / libm::log(2.0)
}

/// Four years, a tenth of the code kept up each year.
fn four_years() -> String {
    certain(3).replace("horizon = 1", "horizon = 4").replace("maintenance = 0", "maintenance = 0.1")
}

fn ask(text: &str, more: &[&str]) -> Value {
    let place = place(text);
    let ask = ["terms", "some.toml", "-n", "64", "--json", "--no-charts", "--force"];
    json(place.path(), &[&ask[..], more].concat())
}

#[track_caller]
fn near(found: &Value, want: f64) {
    let found = found.as_f64().expect("a number");
    assert!((found - want).abs() <= 1e-9 * want.abs().max(1.0), "{found} for {want}");
}

/// Two found a core of 150 PM, the third joins in year 2: upkeep of 15 PM a year, coordination included, is then shared
/// by three.
#[test]
fn a_newcomer_pays_what_leaves_the_founders_no_worse_off() {
    let found = ask(&four_years(), &["--newcomer", "m2"]);
    assert_eq!(found["entry"]["founders"].as_array().expect("a list").len(), 2);
    let years = found["entry"]["years"].as_array().expect("a list");
    assert_eq!(years.len(), 3);
    let [two, three] = [2.0, 3.0].map(coordination);
    let gain = 2.0 * 15e4 * (two - three * 2.0 / 3.0);
    near(&years[1]["joins"], 2.0);
    near(&years[1]["founders_gain"]["value"], gain);
    near(&years[1]["least_payment"], -gain);
    // Alone 100 PM and two years of upkeep; with the others a tenth, and its part of two years.
    let saving = 120e4 - 10e4 - 2.0 * 15e4 * three / 3.0;
    near(&years[1]["newcomer_saves"]["value"], saving);
    near(&years[1]["most_payment"], saving);
    // A buy-in of 1 is a third of what two had paid by then: the build and two years of upkeep.
    near(&years[1]["setting"]["value"], -gain / ((150e4 + 2.0 * 15e4) * two / 3.0));
}

#[test]
fn what_founders_lose_is_what_a_newcomer_owes_them() {
    // By a support of 30 PM a member that all share equally nothing changes hands; with a key of their own the founders
    // pay it.
    let text = four_years()
        .replace("support = 0\n", "support = 30\ncost_sharing = 'population'\n")
        .replace("id = 'm0', ", "id = 'm0', population = 1, ")
        .replace("id = 'm1', ", "id = 'm1', population = 1, ")
        .replace("id = 'm2', ", "id = 'm2', population = 0, ")
        .replace("discount_rate = 0", "discount_rate = 0.04");
    let found = ask(&text, &["--newcomer", "m2"]);
    let last = &found["entry"]["years"][2];
    let [two, three] = [2.0, 3.0].map(coordination);
    let owed = 30e4 + 15e4 * (three - two);
    near(&last["founders_gain"]["value"], -owed * libm::pow(1.04, -3.5));
    near(&last["least_payment"], owed);
    // It would pay for nothing, by that key, however high the buy-in.
    assert!(last["setting"].is_null());
}

#[test]
fn departures_cost_the_others_their_part() {
    let found = ask(&four_years(), &["--leaves-after", "1"]);
    let departures = found["departures"].as_array().expect("a list");
    assert_eq!(departures.len(), 3);
    let more = coordination(2.0) - coordination(3.0) * 2.0 / 3.0;
    for one in departures {
        near(&one["later"]["value"], 3.0 * 15e4 * more);
        near(&one["never"]["value"], (150e4 + 4.0 * 15e4) * more);
        near(&one["ends"], 0.0);
        near(&one["hardest_hit"][1], 3.0 * 15e4 * more / 2.0);
    }
}

/// Never joining and leaving are held against the same: a member that stays, however likely it is to leave by itself.
#[test]
fn departures_are_against_staying() {
    let departures = |exit: &str| {
        let found = ask(&four_years(), &["--set", &format!("administration.m1.exit={exit}")]);
        found["departures"]
            .as_array()
            .expect("a list")
            .iter()
            .find(|one| one["who"]["id"] == "m1")
            .expect("there")
            .clone()
    };
    let (faithful, fickle) = (departures("0"), departures("0.7"));
    assert_eq!(faithful["never"], fickle["never"]);
    assert_eq!(faithful["later"], fickle["later"]);
    let more = coordination(2.0) - coordination(3.0) * 2.0 / 3.0;
    near(&fickle["never"]["value"], (150e4 + 4.0 * 15e4) * more);
}

/// By a rule on the game everybody's part of the core is agreed beforehand, a third of each of three alike, and is owed
/// by those who leave, too: the others gain what fewer have to coordinate.
#[test]
fn a_departure_does_not_change_what_was_agreed() {
    let text = four_years().replace("exit = 0\n", "exit = 0\ncost_sharing = 'shapley'\n");
    let found = ask(&text, &["--leaves-after", "1"]);
    let more = 3.0 * 15e4 * (coordination(2.0) - coordination(3.0)) * 2.0 / 3.0;
    near(&found["departures"][0]["later"]["value"], more);
}

#[test]
fn a_departure_that_leaves_too_few_ends_the_consortium() {
    let text = four_years().replace("exit = 0\n", "exit = 0\nminimum_members = 3\ntransition = 0.5\n");
    let found = ask(&text, &["--leaves-after", "1"]);
    near(&found["departures"][0]["ends"], 1.0);
    // Each of the two goes on alone: half of 100 PM to take the code over, 10 PM a year in place of a third of K(3)·15.
    let alone = 50e4 + 3.0 * 10e4 - 3.0 * 15e4 * coordination(3.0) / 3.0;
    near(&found["departures"][0]["later"]["value"], 2.0 * alone);
}

/// Written at four times the cost, sharing does not pay for anybody: what is missing is the grant, a third of one to
/// the core.
#[test]
fn grants_make_up_for_what_is_missing() {
    let text = four_years().replace("writing_for_reuse = 1.5", "writing_for_reuse = 4");
    let found = ask(&text, &[]);
    let missing = 10e4 + coordination(3.0) * (400e4 + 4.0 * 40e4) / 3.0 - 140e4;
    for one in found["support"].as_array().expect("a list") {
        near(&one["own_grant"], missing);
        near(&one["own_grant_at_confidence"], missing);
        // Halved in on from above, within a cell of the amounts tried.
        let step = found["most_tried"].as_f64().expect("a number") / 16.0 / 256.0;
        for grant in ["core_grant", "core_grant_at_confidence"] {
            let grant = one[grant].as_f64().expect("a number");
            assert!((0.0..=step).contains(&(grant - 3.0 * missing)), "{grant}");
        }
        assert_eq!(one["no_dearer"]["value"], 0.0);
    }
}

#[test]
fn answers_are_those_of_runs_on_any_threads() {
    let scenario = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/canada-notify.toml");
    let place = tempfile::tempdir().expect("a folder");
    let options = ["-n", "500", "--json", "--no-charts", "--force"];
    let ask = |threads: &str| {
        let terms = ["terms", scenario, "--confidence", "0.6", "--threads", threads];
        json(place.path(), &[&terms[..], &options[..]].concat())
    };
    let found = ask("1");
    assert_eq!(found, ask("3"));
    let support = found["support"].as_array().expect("a list");
    let granted = support.iter().filter_map(|one| Some((one, one["core_grant_at_confidence"].as_f64()?)));
    let (first, grant) = granted.max_by(|one, other| one.1.total_cmp(&other.1)).expect("a grant");
    let id = first["who"]["id"].as_str().expect("an id");
    let set = format!("consortium.funding={grant}");
    let run = json(place.path(), &[&["run", scenario, "--set", &set], &options[..]].concat());
    let members = run["administrations"].as_array().expect("a list");
    let member = members.iter().find(|one| one["id"] == id).expect("that member");
    let sure = member["better_off"]["value"].as_f64().expect("a probability");
    assert!((sure - 0.6).abs() < 0.02, "{sure}");
}

#[test]
fn a_rule_on_the_game_asks_for_no_fee_and_a_schedule_for_its_own() {
    let by_game = four_years().replace("exit = 0\n", "exit = 0\ncost_sharing = 'shapley'\n");
    let found = ask(&by_game, &[]);
    assert!(found["entry"]["path"].is_null() && found["entry"]["years"][0]["setting"].is_null());
    let tiers = "cost_sharing = { tiers = [{ yearly = 1000, entry = 5000 }] }";
    let by_fee = four_years().replace("exit = 0\n", &format!("exit = 0\n{tiers}\n"));
    let by_fee = by_fee.replace("level = 'l'", "level = 'l', population = 5");
    assert_eq!(ask(&by_fee, &[])["entry"]["path"], "consortium.cost_sharing.tiers.*.entry");
}

#[test]
fn what_makes_no_sense_is_refused() {
    let place = place(&four_years());
    let refused = |arguments: &[&str], code, words| refused(place.path(), arguments, code, words);
    refused(&["terms", "some.toml", "--newcomer", "nobody"], 2, "no administration `nobody`");
    refused(&["terms", "some.toml", "--set", "consortium.lead=m0", "--newcomer", "m0"], 2, "cannot join later");
    refused(&["terms", "some.toml", "--sure", "1"], 2, "between 0 and 1");
    refused(&["terms", "some.toml", "--leaves-after", "-1"], 2, "0 to 1000");
    refused(&["terms", "none.toml"], 3, "none.toml");
    std::fs::write(place.path().join("one.toml"), certain(1)).expect("written");
    refused(&["terms", "one.toml"], 3, "2 to 1000");
    let soon = ask(&certain(2), &[]);
    assert!(soon["entry"].is_null());
}

/// Grants up to the P95 of such a cost are beyond what a scenario takes: the refusal names the grant, not a `--set`
/// that nobody gave.
#[test]
fn what_was_tried_is_named_where_it_cannot_be() {
    let place = place(&certain(3));
    let ask = ["terms", "some.toml", "-n", "64", "--no-charts", "--set", "administration.*.labour_rate=8e15"];
    refused(place.path(), &ask, 3, "with `consortium.funding` at ");
    let said = String::from_utf8(commonweal(place.path(), &ask).stderr).expect("text");
    // Of what was given there is a warning, and the refusal speaks of something else.
    let (warning, refusal) = said.split_once("error: ").expect("both");
    assert!(warning.contains("--set:1:") && !refusal.contains("--set"), "{said}");
    // A value of one's own is shown where it was given.
    refused(place.path(), &["terms", "some.toml", "--set", "consortium.coordination=7"], 3, "--set:1:");
}

#[test]
fn long_names_leave_the_tables_their_shape() {
    let long = "The Regional Directorate for Digital Public Services of the North";
    let text = four_years().replace("id = 'm0', ", &format!("id = 'm0', name = '{long}', "));
    let place = place(&text.replace("id = 'm2', ", &format!("id = 'm2', name = '{long}', ")));
    let done = commonweal(place.path(), &["terms", "some.toml", "-n", "64", "--no-charts"]);
    let text = String::from_utf8(done.stdout).expect("text");
    assert!(text.contains("The Regional Directo… (m0)") && text.contains("The Regional Directo… (m2)"), "{text}");
    assert!(text.lines().all(|line| line.chars().count() <= 120), "{text}");
}
