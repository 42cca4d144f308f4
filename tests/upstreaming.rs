//! Who benefits from whose code, and what networks, licence and outsiders are worth (`terms`), from outside: by hand from
//! the model's description where nothing is uncertain, else against other commands.

mod program;

use program::{certain, commonweal, json, place};
use serde_json::Value;

/// Two members over three years, a fifth of the code local, 10 PM of maintenance, 20 of merging and 10 of new needs for
/// every 100; the first gives half of its local code a year, the second none.
fn giving() -> String {
    certain(2)
        .replace("horizon = 1", "horizon = 3")
        .replace("maintenance = 0\nenhancement = 0\nmerging = 0", "maintenance = 0.1\nenhancement = 0.1\nmerging = 0.2")
        .replace("upstreaming = 0\n", "upstreaming = 0\nusefulness = 0.5\n")
        .replace("adaptation = 0,", "adaptation = 0.2,")
        .replace("id = 'm0', ", "id = 'm0', upstreaming = 0.5, ")
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

fn giver<'a>(found: &'a Value, id: &str) -> &'a Value {
    let all = found["upstreaming"].as_array().expect("a list");
    all.iter().find(|one| one["who"]["id"] == id).expect("a giver")
}

fn worth<'a>(found: &'a Value, mechanism: &str) -> &'a Value {
    let all = found["worths"].as_array().expect("a list");
    all.iter().find(|one| one["mechanism"] == mechanism).expect("a mechanism")
}

#[track_caller]
fn nothing(gain: &Value) {
    for part in [&gain["mean"]["value"], &gain["p5"], &gain["p95"], &gain["better"], &gain["worse"]] {
        assert_eq!(part.as_f64(), Some(0.0), "{gain}");
    }
}

/// What local code of a member takes over three years, and what it contributes in each, PM: `gives` of its code a year,
/// and of its needs of 2 PM a year as much is spared as half of what the other contributes.
fn local(gives: f64, peer: [f64; 3]) -> (f64, [f64; 3]) {
    let (mut stock, mut effort, mut given) = (20.0, 0.0, [0.0; 3]);
    for year in 0..3 {
        let spared = f64::min(2.0, 0.5 * peer[year]);
        given[year] = gives * stock;
        effort += 0.3 * stock + 2.0 - spared + 0.5 * given[year];
        stock += 2.0 - spared - given[year];
    }
    (effort, given)
}

/// Upkeep of what is in the core in the years after it was contributed, written for reuse at 1.5 times the effort, with
/// coordination of two members: each pays half.
fn half_of_upkeep(given: [f64; 3]) -> f64 {
    0.1 * 1.05 * 1.5 * (2.0 * given[0] + given[1]) / 2.0
}

#[test]
fn what_a_member_gives_is_what_it_writes_keeps_up_and_spares() {
    let found = ask(&giving(), &[]);
    let (kept, none) = local(0.0, [0.0; 3]);
    let (own, given) = local(0.5, none);
    let (peer, _) = local(0.0, given);
    let upkeep = half_of_upkeep(given);
    let one = giver(&found, "m0");
    near(&one["itself"]["mean"]["value"], 1e4 * (kept - own - upkeep));
    near(&one["others"]["mean"]["value"], 1e4 * (kept - peer - upkeep));
    near(&one["each"][0]["gain"]["p95"], 1e4 * (kept - peer - upkeep));
    assert!(kept - peer > upkeep && one["each"][0]["gain"]["better"] == 1.0);
    // Nobody else gives: what it has of everybody's giving is what it has of its own.
    assert_eq!(one["from_all"], one["itself"]);
    let all = 1e4 * (2.0 * kept - own - peer - 2.0 * upkeep);
    near(&worth(&found, "upstreaming")["all"]["mean"]["value"], all);
    // Who gives nothing brings nothing.
    let other = giver(&found, "m1");
    nothing(&other["itself"]);
    nothing(&other["others"]);
    assert_eq!(other["from_all"], one["each"][0]["gain"]);
}

#[test]
fn useless_code_brings_the_others_its_upkeep_alone() {
    let useless = giving().replace("usefulness = 0.5", "usefulness = 0");
    let given = local(0.5, [0.0; 3]).1;
    let found = ask(&useless, &[]);
    near(&giver(&found, "m0")["others"]["mean"]["value"], -1e4 * half_of_upkeep(given));
    // Where the giver alone pays for the core nothing is left for the others: they neither gain nor lose.
    let by_key = useless
        .replace("support = 0\n", "support = 0\ncost_sharing = 'population'\n")
        .replace("id = 'm0', ", "id = 'm0', population = 1, ")
        .replace("id = 'm1', ", "id = 'm1', population = 0, ");
    let found = ask(&by_key, &[]);
    nothing(&giver(&found, "m0")["others"]);
    let (kept, own) = (local(0.0, [0.0; 3]).0, local(0.5, [0.0; 3]).0);
    near(&giver(&found, "m0")["itself"]["mean"]["value"], 1e4 * (kept - own - 2.0 * half_of_upkeep(given)));
}

#[test]
fn nobody_gives_and_nothing_is_called_so() {
    let text = giving().replace("upstreaming = 0.5, ", "");
    let found = ask(&text, &[]);
    for one in found["upstreaming"].as_array().expect("a list") {
        nothing(&one["itself"]);
        nothing(&one["others"]);
        nothing(&one["from_all"]);
    }
    for (mechanism, off) in [("networks", "no-networks"), ("adopters", "no-market"), ("upstreaming", "no-upstreaming")]
    {
        nothing(&worth(&found, mechanism)["all"]);
        assert_eq!(worth(&found, mechanism)["off"], off);
    }
    // Open, and yet nothing: nobody leaves, and no core is abandoned.
    nothing(&worth(&found, "open-licence")["all"]);
    assert!(worth(&found, "open-licence")["off"].is_null());
    let place = place(&text);
    let said = |more: &[&str]| {
        let ask = ["terms", "some.toml", "-n", "64", "--no-charts", "--force"];
        let done = commonweal(place.path(), &[&ask[..], more].concat());
        String::from_utf8(done.stdout).expect("text").split_whitespace().collect::<Vec<&str>>().join(" ")
    };
    let english = said(&[]);
    for words in [
        "Nobody benefits from another's code: nothing, in every replication.",
        "Outside adopters: off, nothing as long as community.market is 0.",
        "An open licence: nothing, in every replication.",
    ] {
        assert!(english.contains(words), "{english}");
    }
    assert!(said(&["--lang", "fr"]).contains("Personne ne profite du code d’un autre"));
}

#[test]
fn the_order_of_members_does_not_matter() {
    let text = |ids: [&str; 3]| {
        let mut text = giving();
        let one = |id: &str| {
            let gives = match id {
                "m0" => 0.5,
                "m1" => 0.2,
                _ => 0.0,
            };
            format!(
                "{{ id = '{id}', level = 'l', labour_rate = 10000, legacy_cost = 0, adaptation = 0.2, joins = 0, upstreaming = {gives} }}"
            )
        };
        let start = text.find("administration = [").expect("members");
        let end = text.find("[effort]").expect("effort");
        text.replace_range(start..end, &format!("administration = [{}]\n", ids.map(one).join(",\n")));
        text
    };
    let found = ask(&text(["m0", "m1", "m2"]), &[]);
    let turned = ask(&text(["m2", "m0", "m1"]), &[]);
    for id in ["m0", "m1", "m2"] {
        let (one, other) = (giver(&found, id), giver(&turned, id));
        for gain in ["itself", "others", "from_all"] {
            near(&one[gain]["mean"]["value"], other[gain]["mean"]["value"].as_f64().expect("a number"));
        }
        for receiver in one["each"].as_array().expect("a list") {
            let same = |other: &&Value| other["who"] == receiver["who"];
            let turned = other["each"].as_array().expect("a list").iter().find(same).expect("the same one");
            near(&receiver["gain"]["mean"]["value"], turned["gain"]["mean"]["value"].as_f64().expect("a number"));
        }
    }
}

/// One network of both relieves 0.4 of the coordination of a build of 150 PM; ten outsiders, all there after a year, half
/// of whom contribute a month a year to a core whose upkeep is 15.75.
#[test]
fn mechanisms_are_worth_what_they_spare() {
    let text = certain(2).replace("level = 'l'", "level = 'l', networks = ['n']");
    let text = text.replace("coordination = 0.05", "coordination = 0.05\nnetwork_relief = 0.4");
    near(&worth(&ask(&text, &[]), "networks")["all"]["mean"]["value"], 150e4 * 0.05 * 0.4);
    let off = ask(&text, &["--set", "consortium.network_relief=0"]);
    assert_eq!(worth(&off, "networks")["off"], "no-relief");
    nothing(&worth(&off, "networks")["all"]);

    let community =
        "[community]\nmarket = 10\ninnovation = 1\nimitation = 0\ncontributors = 0.5\ncontribution = 1\ntriage = 0\n";
    let text = certain(2).replace("horizon = 1", "horizon = 4").replace("maintenance = 0", "maintenance = 0.1");
    let text = text + community;
    let found = ask(&text, &[]);
    near(&worth(&found, "adopters")["all"]["mean"]["value"], 3.0 * 5e4);
    near(&worth(&found, "open-licence")["all"]["mean"]["value"], 3.0 * 5e4);
    let closed = ask(&text, &["--set", "community.licence=closed"]);
    near(&worth(&closed, "open-licence")["all"]["mean"]["value"], 3.0 * 5e4);
    assert_eq!(worth(&closed, "open-licence")["off"], "closed");
    nothing(&worth(&closed, "adopters")["all"]);
    let idle = ask(&text, &["--set", "community.contribution=0"]);
    assert_eq!(worth(&idle, "adopters")["off"], "adopters-give-nothing");
    nothing(&worth(&idle, "adopters")["all"]);
}

/// What a giver brings itself and the others is what all together save less where it gives nothing, as `compare` finds it;
/// so for an open licence. Any number of threads finds the same.
#[test]
fn rows_add_up_to_what_all_together_save() {
    let scenario = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/canada-notify.toml");
    let place = tempfile::tempdir().expect("a folder");
    // Of a grant that is not used up a dearer build would use more, and `compare` is before grants.
    let options = ["-n", "500", "--json", "--no-charts", "--force", "--set", "consortium.funding=0"];
    let terms =
        |threads: &str| json(place.path(), &[&["terms", scenario, "--threads", threads], &options[..]].concat());
    let found = terms("1");
    assert_eq!(found, terms("2"));
    let mean = |gain: &Value| gain["mean"]["value"].as_f64().expect("a number");
    let lost = |set: &str| {
        // A closed licence allows no copies.
        let ask = ["compare", scenario, "--set", "strategies=[\"independent\",\"shared\"]", "--with", set];
        let found = json(place.path(), &[&ask[..], &options[..]].concat());
        let quantities = found["quantities"].as_array().expect("a list");
        let saving = quantities.iter().find(|one| one["path"] == "saving").expect("the saving");
        -saving["differences"][0]["mean"]["value"].as_f64().expect("a number")
    };
    let close = |found: f64, want: f64| assert!((found - want).abs() < 1.0, "{found} for {want}");
    for id in ["on", "yt"] {
        let one = giver(&found, id);
        let each: f64 = one["each"].as_array().expect("a list").iter().map(|other| mean(&other["gain"])).sum();
        close(each, mean(&one["others"]));
        close(mean(&one["itself"]) + each, lost(&format!("administration.{id}.upstreaming=0")));
    }
    close(mean(&worth(&found, "open-licence")["all"]), lost("community.licence=closed"));
    close(mean(&worth(&found, "upstreaming")["all"]), lost("reuse.upstreaming=0"));
    close(mean(&worth(&found, "adopters")["all"]), lost("community.market=0"));
    close(mean(&worth(&found, "networks")["all"]), lost("consortium.network_relief=0"));
}
