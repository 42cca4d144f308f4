//! Scenarios of more members than have all their coalitions evaluated.

use model::allocation::{ALL, NoDivision, find};
use model::distribution::Distribution;
use model::game::Game;
use model::scenario::keys::Global;
use model::scenario::layout::Row;
use model::scenario::{Scenario, Source};
use model::simulation::coalitions::{Draws, Risk};
use study::analysis::allocate::alike::{Alike, classes};
use study::analysis::allocate::ask::{Plan, divide};
use study::analysis::allocate::costs::Costs;
use study::analysis::allocate::division::Sharing;
use study::analysis::allocate::found::{Allocations, Method, Money};
use study::analysis::allocate::large::{self, Large};
use study::analysis::allocate::sampled::Sampled;
use study::input::load_text;

/// Some administrations of each of two kinds.
fn scenario(towns: usize, cities: usize, of_towns: &str) -> Scenario {
    let member = |kind: &str, i: usize, more: &str| {
        format!(
            "[[administration]]\nid = \"{kind}{i}\"\nlevel = \"{kind}\"\nlabour_rate = 10000\npopulation = {}\n{more}\n",
            i + 1
        )
    };
    let towns: String = (0..towns).map(|i| member("town", i, of_towns)).collect();
    let cities: String = (0..cities).map(|i| member("city", i, "scope = 1")).collect();
    let text = format!(
        "title = \"t\"\ncurrency = \"CAD\"\nprice_year = 2024\nhorizon = 10\ndiscount_rate = 0.03\n\
         module = [{{ id = \"m\", size = \"40 to 110\" }}]\n{towns}{cities}"
    );
    let loaded = load_text("t.toml", &text, &[], None);
    loaded.scenario.unwrap_or_else(|| panic!("{:?}", loaded.problems))
}

fn every_rule() -> Vec<Sharing> {
    ALL.iter().map(Sharing::Game).collect()
}

fn plan(budget: usize) -> Plan {
    Plan { seed: 1, replications: Some(64), risk: Risk::Mean, budget }
}

/// The game of all coalitions, none of which splits.
fn every_coalition(costs: &Costs) -> Game {
    let members = |s: usize| (0..costs.n()).filter(|i| s >> i & 1 == 1).collect::<Vec<usize>>();
    Game::new(costs.names(), (0..1 << costs.n()).map(|s| costs.of(&members(s))).collect()).expect("a game")
}

fn shares(allocations: &Allocations, rule: &str) -> Vec<f64> {
    let found = allocations.divisions().find(|(name, _)| *name == rule);
    found.unwrap_or_else(|| panic!("no {rule}")).1.shares.values().copied().collect()
}

/// Where few coalitions are told apart by draws of the same inputs, classes, samples and all coalitions agree within their
/// errors. 16 shares are compared at 4.5 standard errors: a false alarm in 10,000 seeds, of which this is one.
#[test]
fn samples_agree_with_all_coalitions_within_their_errors() {
    let scenario = scenario(5, 4, "scope = 0.5\njoins = \"0 to 3\"");
    let draws = Draws::new(&scenario, 1, 64);
    let costs = Costs::new(&scenario, &draws, Risk::Mean);
    let exact = every_coalition(&costs);
    let rule = find("shapley").expect("a rule");
    let wanted = (rule.divide)(&exact).expect("shares").shares;
    let mut sampled = Sampled::new(&costs, 1, 2000, 1);
    let found = sampled.divide(rule).expect("shares").shares;
    let errors = sampled.errors(rule).expect("errors").of_orders.expect("of orders");
    for ((wanted, found), error) in wanted.iter().zip(&found).zip(errors.values()) {
        assert!((wanted - found).abs() <= 4.5 * error, "{wanted} {found} {error}");
    }
    assert!((found.iter().sum::<f64>() - costs.total).abs() < 1e-6 * costs.total);
    // Nine members have 510 groups: the search finds the worst of all.
    let (worst, proven) = sampled.worst(&found);
    let greatest = exact.worst(&found).expect("some group").excess;
    assert!(!proven && (worst.expect("a group").1 - greatest).abs() < 1e-6 * costs.total);
}

/// Members that differ in nothing but their name and nothing drawn for each: classes give just what all coalitions give.
#[test]
fn classes_agree_with_all_coalitions() {
    let calm = "scope = 0.5\noverrun = 1\nexit = 0";
    let mut scenario = scenario(4, 3, calm);
    // Whether a build is abandoned is drawn for each.
    let never = Distribution::constant(0.0).expect("a share");
    for key in [Global::Cancellation, Global::ConsortiumCancellation] {
        let row = scenario.layout().row(Row::Global(key));
        scenario.inputs[row] = Source::Drawn(never.clone());
    }
    let scenario = scenario;
    let draws = Draws::new(&scenario, 1, 512);
    let costs = Costs::new(&scenario, &draws, Risk::Mean);
    let groups = classes(&scenario);
    assert_eq!(groups, [vec![0, 1, 2, 3], vec![4, 5, 6]]);
    let mut alike = Alike::evaluate(&costs, groups).expect("a game");
    let exact = every_coalition(&costs);
    let rule = find("shapley").expect("a rule");
    let wanted = (rule.divide)(&exact).expect("shares").shares;
    let found = alike.divide(rule).expect("shares").shares;
    let errors = alike.errors(rule).expect("errors").of_draws.expect("of draws");
    // Both rest on the same draws, of which one looks at more members: they differ by less than either's error.
    for ((wanted, found), error) in wanted.iter().zip(&found).zip(errors.values()) {
        assert!((wanted - found).abs() <= 4.0 * error, "{wanted} {found} {error}");
    }
    let money = Money::default();
    let allocations = large::divide(&costs, &mut alike, &every_rule(), &money).expect("divided");
    assert_eq!(allocations.game.method, Method::Classes);
    assert_eq!(allocations.game.evaluations, Some(5 * 4 - 1));
    assert_eq!(allocations.game.core_empty, allocations.game.least_core_epsilon.map(|epsilon| epsilon > 1e-3));
    let nucleolus = allocations.divisions().find(|(name, _)| *name == "nucleolus");
    if let (Some((_, nucleolus)), Some(epsilon)) = (nucleolus, allocations.game.least_core_epsilon) {
        // The least-core may ask a member for more than it costs alone, which the nucleolus may not.
        assert!(nucleolus.excess.expect("a worst group") >= epsilon - 1e-6 * costs.total);
    }
}

#[test]
fn every_size_has_its_method() {
    let money = Money::default();
    let rules = every_rule();
    let of = |scenario: &Scenario, budget: usize| divide(scenario, &rules, &money, &plan(budget)).expect("divided");
    let seventeen = scenario(9, 8, "scope = 0.5");
    assert_eq!(of(&seventeen, 4000).game.method, Method::Classes);
    let sampled = of(&seventeen, 60);
    assert_eq!((sampled.game.method, sampled.game.core_empty), (Method::Sampling, None));
    assert!(sampled.divisions().all(|(_, division)| division.in_core != Some(true)));
    assert!(sampled.without().any(|(rule, reason)| rule == "nucleolus" && reason == NoDivision::NeedsCoalitions));
    // The same bytes whatever the threads did.
    let again = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a pool").install(|| of(&seventeen, 60));
    assert_eq!(sampled, again);
    let many = of(&scenario(250, 60, "scope = 0.5"), 4000);
    assert_eq!(many.game.method, Method::Blocs);
    let classes = many.game.classes.clone().expect("blocs");
    let keys: Vec<String> = classes.iter().map(|class| class.common.key()).collect();
    assert_eq!(keys[..3], ["town, size 1 of 3", "town, size 2 of 3", "town, size 3 of 3"]);
    assert_eq!(keys[3..], ["city, size 1 of 3", "city, size 2 of 3", "city, size 3 of 3"]);
    assert!(many.game.alone.0.iter().map(|(key, _)| key).eq(&keys));
    assert_eq!(classes.iter().map(|class| class.size).sum::<usize>(), 310);
    assert!((shares(&many, "shapley").iter().sum::<f64>() - many.game.total).abs() < 1e-6 * many.game.total);
}

/// Those who ask for less pay no more, and nobody pays for what others ask beyond that; who asks alike pays alike.
#[test]
fn serial_shares_rise_with_scope() {
    let money = Money::default();
    let serial = vec![Sharing::Game(find("serial").expect("a rule"))];
    let found = divide(&scenario(3, 2, "scope = 0.25"), &serial, &money, &plan(0)).expect("divided");
    let paid = shares(&found, "serial");
    assert!(paid[0] > 0.0 && paid[0] == paid[2] && paid[2] < paid[3] && paid[3] == paid[4], "{paid:?}");
    assert!((paid.iter().sum::<f64>() - found.game.total).abs() < 1e-9 * found.game.total);
    let uncertain = divide(&scenario(3, 2, "scope = \"0.2 to 0.6\""), &serial, &money, &plan(0)).expect("divided");
    assert!(uncertain.without().any(|(rule, reason)| rule == "serial" && reason == NoDivision::UncertainDemands));
}
