//! A coalition of a scenario is the scenario of its members alone, on the same draws; and what kinship is worth where it can
//! be worth nothing.

mod trial;

use model::scenario::Scenario;
use model::simulation::coalitions::Draws;
use study::analysis::partners::found::{MeanResult, Skipped, Worth};
use study::analysis::partners::kinship::kinship;
use trial::{close, read, trial};

/// Whole batches.
const REPLICATIONS: usize = 96;
const SEED: u64 = 11;

/// Two levels of government, so that the core of some groups stands at another than that of all; the third joins when it will.
const HEAD: &str = r#"
title = "Five"
currency = "CAD"
price_year = 2024
horizon = 8
discount_rate = 0.03
module = [{ id = "permits", size = "40 to 80" }, { id = "payments", size = "20 to 60" }]
[consortium]
network_relief = "0.1 to 0.5"
buy_in = 0.1
LEAD
[security]
vulnerabilities = 20
exploited = 0.3
fix = 1
loss = "20000 to 200000"
eyes = "0.05 to 0.2"
[[correlated]]
inputs = ["module.*.size"]
coefficient = 0.5
"#;

const ROWS: [(&str, &str); 5] = [
    ("a", "level = \"town\"\nlabour_rate = \"9000 to 12000\"\nnetworks = [\"west\"]"),
    ("b", "level = \"province\"\nlabour_rate = 11000\njoins = 0.2\nnetworks = [\"west\", \"east\"]"),
    ("c", "level = \"town\"\nlabour_rate = 10000\nscope = \"0.4 to 0.9\"\njoins = \"0.1 to 3\""),
    ("d", "level = \"province\"\nlabour_rate = 12000\njoins = 0.3\nnetworks = [\"east\"]"),
    ("e", "level = \"town\"\nlabour_rate = 9500\njoins = 2\nadaptation = \"0.1 to 0.3\"\nlegacy_cost = 50000"),
];

/// The scenario of some of the five; the lead is named where it is among them.
fn scenario(members: &[usize], lead: Option<usize>) -> Scenario {
    let named = lead.filter(|lead| members.contains(lead));
    let lead = named.map_or_else(String::new, |lead| format!("lead = \"{}\"", ROWS[lead].0));
    let mut text = HEAD.replace("LEAD", &lead);
    for &(id, row) in members.iter().map(|&i| &ROWS[i]) {
        text += &format!("[[administration]]\nid = \"{id}\"\n{row}\n");
    }
    read(&text, &[])
}

#[test]
fn a_coalition_is_the_scenario_of_its_members() {
    for lead in [None, Some(1), Some(4)] {
        let whole = scenario(&[0, 1, 2, 3, 4], lead);
        let draws = Draws::new(&whole, SEED, REPLICATIONS);
        let mut levels = std::collections::BTreeSet::new();
        for coalition in 1..1_usize << 5 {
            let members = draws.members(coalition);
            let part = scenario(&members, lead);
            let alone = trial(&part, SEED, REPLICATIONS as u64);
            let core = Draws::new(&part, SEED, REPLICATIONS).core_level().0;
            levels.insert(part.levels[core].clone());
            // At equal service: what all pay, and what their live years are worth beside those of building alone.
            let of = |name: &str| alone.of(name).to_vec();
            let (cost, benefit, apart) = (of("shared.cost"), of("shared.benefit"), of("independent.benefit"));
            for (k, found) in draws.shared(coalition).iter().enumerate() {
                let expected = cost[k] + (apart[k] - benefit[k]);
                close(*found, expected, 1e-9, &format!("{members:?}, lead {lead:?}"));
            }
        }
        assert_eq!(levels.len(), 2, "the core stands at both levels, lead {lead:?}");
    }
}

fn all(change: &[MeanResult]) -> f64 {
    change.iter().map(|change| change.value.abs() + change.standard_error).sum()
}

fn worth(overrides: &[&str]) -> study::analysis::partners::found::KinshipResult {
    let mut text = HEAD.replace("LEAD", "");
    for (id, row) in ROWS {
        text += &format!("[[administration]]\nid = \"{id}\"\n{row}\n");
    }
    let scenario = read(&text, overrides);
    kinship(&scenario, &Draws::new(&scenario, SEED, REPLICATIONS))
}

#[test]
fn networks_are_worth_what_they_relieve() {
    let Worth::Found(networks) = worth(&[]).networks else { panic!("networks matter") };
    assert!(networks.none.value < 0.0 && networks.one.value > 0.0);
    assert_eq!(networks.without.len(), 3);
    assert!(networks.without.iter().all(|one| one.change.value < 0.0 && one.change.standard_error > 0.0));
    for (nothing, why) in [
        (vec!["consortium.network_relief=0"], Skipped::NoRelief),
        (vec!["consortium.coordination=0", "consortium.formation=0"], Skipped::NoCoordination),
    ] {
        assert_eq!(worth(&nothing).networks, Worth::Nothing { skipped: why }, "{nothing:?}");
    }
}

#[test]
fn networks_that_nobody_is_in_are_worth_nothing() {
    let scenario = read(
        &(HEAD.replace("LEAD", "")
            + "[[administration]]\nid = \"x\"\nlevel = \"town\"\nlabour_rate = 10000\n"
            + "[[administration]]\nid = \"y\"\nlevel = \"town\"\nlabour_rate = 10000\n"),
        &[],
    );
    let found = kinship(&scenario, &Draws::new(&scenario, SEED, REPLICATIONS));
    let Worth::Found(networks) = found.networks else { panic!("all could be in one") };
    assert_eq!(all(&[networks.none]), 0.0);
    let Worth::Found(levels) = found.levels else { panic!("one could be elsewhere") };
    assert!(levels.all_at_core.is_none() && levels.core == "town" && levels.core_in == 1.0);
    assert!(levels.members.iter().all(|one| one.at_core && one.change.standard_error > 0.0));
}

#[test]
fn levels_are_worth_nothing_where_nothing_depends_on_them() {
    let Worth::Found(levels) = worth(&[]).levels else { panic!("levels matter") };
    assert_eq!(levels.members.len(), 5);
    assert!(levels.members.iter().all(|one| (one.change.value < 0.0) == one.at_core), "{levels:?}");
    // Whose adaptation is given counts through its peers alone, and not at all where these do not.
    let Worth::Found(levels) = worth(&["reuse.usefulness=0"]).levels else { panic!("adaptation matters") };
    assert_eq!(levels.members.len(), 4);
    assert!(levels.members.iter().all(|one| one.member != "e"));
    let same = ["reuse.cross_level=1", "reuse.adaptation_same_level=0.3", "reuse.adaptation_other_level=0.3"];
    let Worth::Found(levels) = worth(&same).levels else { panic!("adaptation waits for the level") };
    let rounding = all(&levels.members.iter().map(|one| one.change).collect::<Vec<_>>());
    assert!(rounding < 1e-6, "{rounding}");
    let given = ["reuse.cross_level=1", "administration.*.adaptation=0.3"];
    assert!(matches!(worth(&given).levels, Worth::Nothing { .. }));
}
