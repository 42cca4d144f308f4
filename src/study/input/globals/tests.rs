//! What is left out takes the default that the rest of the scenario asks for, and the log says so.

use crate::input::{Loaded, Override, Written, load_text, render};
use model::distribution::Distribution;
use model::scenario::conditional::{CONDITIONAL, When};
use model::scenario::keys::{Global, Mark, Member};
use model::scenario::layout::Row;
use model::scenario::{Assumption, Bond, Fallback, Scenario, Source, Strategy};

const TOP: &str = "title = \"T\"\ncurrency = \"CAD\"\nprice_year = 2024\n";
const REST: &str = "
[[administration]]
id = \"a\"
level = \"town\"
labour_rate = 12000
[[administration]]
id = \"b\"
level = \"town\"
labour_rate = 11000
[[module]]
id = \"m\"
size = \"40 to 110\"
";

/// A scenario with a discount rate, a horizon, and lines between.
fn text(lines: &str) -> String {
    let rate = if lines.contains("discount_rate") { "" } else { "discount_rate = 0.035\n" };
    let horizon = if lines.contains("horizon") { "" } else { "horizon = 10\n" };
    format!("{TOP}{rate}{horizon}{lines}{REST}")
}

fn read(lines: &str, more: &[&str]) -> Loaded {
    let more: Vec<Override> = more.iter().map(|set| set.parse().expect("an override")).collect();
    load_text("s.toml", &text(lines), &more, None)
}

fn told(loaded: &Loaded) -> String {
    render(&loaded.problems, &loaded.sources, false)
}

fn good(lines: &str, more: &[&str]) -> Scenario {
    let loaded = read(lines, more);
    assert_eq!(told(&loaded), "", "{lines} {more:?}");
    loaded.scenario.expect("a scenario")
}

fn line<'a>(scenario: &'a Scenario, path: &str) -> &'a Assumption {
    scenario.assumptions.iter().find(|line| line.path == path).unwrap_or_else(|| panic!("no line of {path}"))
}

/// Default and mark in the log.
fn left(scenario: &Scenario, key: Global) -> (&str, Mark) {
    let line = line(scenario, key.spec().path);
    assert!(!line.given, "{line:?}");
    (&line.value, line.mark.expect("a mark"))
}

fn source(scenario: &Scenario, key: Global) -> Source {
    scenario.source(Row::Global(key)).clone()
}

fn pert(low: f64, mode: f64, high: f64) -> Source {
    Source::Drawn(Distribution::pert(low, mode, high).expect("a distribution"))
}

fn constant(x: f64) -> Source {
    Source::Drawn(Distribution::Constant(x))
}

#[test]
fn a_bond_sets_exits_and_dissolution() {
    let voluntary = good("", &[]);
    assert_eq!(voluntary.bond, Bond::Voluntary);
    assert_eq!(left(&voluntary, Global::ExitBuild), ("{ pert = [0.01, 0.04, 0.12] }", Mark::D));
    assert_eq!(left(&voluntary, Global::Exit), ("{ pert = [0.005, 0.03, 0.15] }", Mark::D));
    assert_eq!(left(&voluntary, Global::Dissolution), ("0.02", Mark::G));
    for (word, bond, exit_build, exit, dissolution) in [
        ("company", Bond::Company, pert(0.0, 0.01, 0.05), pert(0.0, 0.004, 0.02), 0.005),
        ("statute", Bond::Statute, pert(0.0, 0.005, 0.02), pert(0.0, 0.001, 0.004), 0.002),
    ] {
        let scenario = good("", &[&format!("consortium.bond={word}")]);
        assert_eq!(scenario.bond, bond);
        assert_eq!(source(&scenario, Global::ExitBuild), exit_build);
        assert_eq!(source(&scenario, Global::Exit), exit);
        assert_eq!(source(&scenario, Global::Dissolution), constant(dissolution));
        assert_eq!(left(&scenario, Global::Exit).1, Mark::D);
        assert_eq!(left(&scenario, Global::Dissolution), (dissolution.to_string().as_str(), Mark::G));
        let said = line(&scenario, "consortium.exit").source.as_deref();
        assert!(CONDITIONAL.iter().any(|one| one.when == When::Bond(bond) && Some(one.source) == said), "{said:?}");
        let given = good("[consortium]\nexit = 0.1", &[&format!("consortium.bond={word}")]);
        assert_eq!(source(&given, Global::Exit), constant(0.1));
    }
}

#[test]
fn under_a_closed_licence_nobody_takes_the_code() {
    let open = good("", &[]);
    assert_eq!(left(&open, Global::Transition), ("0.2", Mark::G));
    assert_eq!(left(&open, Global::Salvage), ("{ pert = [0, 0.1, 0.4] }", Mark::G));
    let closed = good("[community]\nlicence = \"closed\"", &[]);
    assert!(closed.closed_licence);
    assert_eq!((left(&closed, Global::Transition), left(&closed, Global::Salvage)), (("1", Mark::G), ("0", Mark::G)));
    assert_eq!((source(&closed, Global::Transition), source(&closed, Global::Salvage)), (constant(1.0), constant(0.0)));
    let refused = told(&read("strategies = [\"fork\"]\n[community]\nlicence = \"closed\"", &[]));
    assert!(refused.contains("`fork` copies code") && refused.contains("take `fork` out"), "{refused}");
}

#[test]
fn overruns_that_are_given_do_not_grow() {
    let left_out = good("", &[]);
    assert_eq!(left(&left_out, Global::OverrunGrowth), ("{ pert = [0, 0.05, 0.15] }", Mark::S));
    let given = good("[effort]\noverrun = \"0.9 to 2\"", &[]);
    assert_eq!(left(&given, Global::OverrunGrowth), ("0", Mark::Neutral));
    assert_eq!(source(&given, Global::OverrunGrowth), constant(0.0));
    assert!(line(&given, "effort.overrun_growth").source.as_deref().is_some_and(|said| said.starts_with("off:")));
    let both = good("[effort]\noverrun = 1.2\noverrun_growth = 0.1", &[]);
    assert_eq!(source(&both, Global::OverrunGrowth), constant(0.1));
}

#[test]
fn the_core_is_abandoned_as_own_builds_are_where_these_are_given() {
    let neither = good("", &[]);
    assert_eq!(left(&neither, Global::ConsortiumCancellation), ("{ pert = [0.1, 0.2, 0.35] }", Mark::D));
    let own = good("[effort]\ncancellation = \"0.1 to 0.3\"", &[]);
    assert_eq!(source(&own, Global::ConsortiumCancellation), Source::Common(Global::Cancellation));
    let said = left(&own, Global::ConsortiumCancellation);
    assert_eq!(said, ("as effort.cancellation, the same draw", Mark::Neutral));
    good("[effort]\ncancellation = 0.1\n[consortium]\ncancellation = 0.2", &[]);
    let core = read("[consortium]\ncancellation = 0.2", &[]);
    let warned = told(&core);
    assert!(warned.contains("`effort.cancellation` is left at its default") && core.scenario.is_some(), "{warned}");
    assert!(warned.contains("s.toml:7:16"), "{warned}");
    let group = "[effort]\ncancellation = \"0.1 to 0.3\"\n[[correlated]]\ninputs = [\"consortium.cancellation\"]\ncoefficient = 0.3";
    let refused = told(&read(group, &[]));
    assert!(refused.contains("it follows `effort.cancellation`: name that"), "{refused}");
}

#[test]
fn rates_may_change() {
    let scenario = good("discount_rate = { schedule = [[0, 0.035], [31, 0.03]], source = \"a letter\" }\n", &[]);
    assert_eq!(scenario.discount_schedule, [(0, 0.035), (31, 0.03)]);
    assert!(source(&scenario, Global::DiscountRate).is_derived());
    let said = line(&scenario, "discount_rate");
    assert_eq!(
        (said.value.as_str(), said.source.as_deref()),
        ("{ schedule = [[0, 0.035], [31, 0.03]] }", Some("a letter"))
    );
    let one = good("discount_rate = { schedule = [[0, 0.035], [31, 0.03]] }\n", &["discount_rate=0.05"]);
    assert!(one.discount_schedule.is_empty() && source(&one, Global::DiscountRate) == constant(0.05));
    let set = good("", &["discount_rate={ schedule = [[0, 0.02]] }"]);
    assert_eq!(set.discount_schedule, [(0, 0.02)]);
}

#[test]
fn coordination_grows_by_a_word_or_by_one_of_several() {
    let left_out = good("", &[]);
    assert_eq!(left(&left_out, Global::CoordinationGrowth), ("logarithmic", Mark::G));
    assert_eq!(line(&left_out, "consortium.coordination_growth").unit, "");
    assert_eq!(source(&left_out, Global::CoordinationGrowth), constant(0.0));
    let set = good("", &["consortium.coordination_growth=pairs"]);
    assert_eq!(source(&set, Global::CoordinationGrowth), constant(2.0));
    assert_eq!(line(&set, "consortium.coordination_growth").value, "pairs");
    let weights = good("[consortium]\ncoordination_growth = { logarithmic = 3, linear = 1, note = \"guess\" }", &[]);
    let drawn = Distribution::discrete(vec![(0.0, 3.0), (1.0, 1.0)]).expect("a distribution");
    assert_eq!(source(&weights, Global::CoordinationGrowth), Source::Drawn(drawn));
    let said = line(&weights, "consortium.coordination_growth");
    assert_eq!((said.value.as_str(), said.note.as_deref()), ("{ logarithmic = 3, linear = 1 }", Some("guess")));
    let sourced = good("[consortium]\ncoordination_growth = { value = \"linear\", source = \"a letter\" }", &[]);
    assert_eq!(source(&sourced, Global::CoordinationGrowth), constant(1.0));
    for (value, words) in [
        ("2", "did you mean `pairs`?"),
        ("7", "allowed: `logarithmic`, `linear`, `pairs`"),
        ("paris", "did you mean `pairs`?"),
        ("{ value = \"linear\", pairs = 1 }", "`value` beside weights"),
        ("[\"linear\"]", "or a table of them with weights"),
    ] {
        let refused = told(&read("", &[&format!("consortium.coordination_growth={value}")]));
        assert!(refused.contains(words), "{value}\n{refused}");
    }
}

#[test]
fn a_fallback_needs_what_it_uses() {
    let keep = good("", &["consortium.fallback=keep"]);
    assert_eq!((keep.fallback, keep.strategies.len()), (Fallback::Keep, 2));
    let listed = good("strategies = [\"keep\"]\n", &[]);
    assert_eq!(listed.strategies, [Strategy::Independent, Strategy::Shared, Strategy::Keep]);
    let refused = told(&read("", &["consortium.fallback=buy"]));
    assert!(refused.contains("`consortium.fallback` is `buy`, but `buy.fee` is not given"), "{refused}");
    let fee = "[buy]\nfee = 1000\n";
    let buy = good(fee, &["consortium.fallback=buy"]);
    assert_eq!(left(&buy, Global::BuyExposure), ("0.5", Mark::G));
    let idle = told(&read(fee, &[]));
    assert!(idle.contains("`buy.fee` has no effect") && idle.contains("`consortium.fallback` is not `buy`"), "{idle}");
    let people = told(&read("[buy]\nfee = 1000\nfee_per_person = 2\n", &["consortium.fallback=buy"]));
    assert!(people.contains("`buy.fee_per_person` needs a population"), "{people}");
    let operations = told(&read("[operations]\nper_person = 2", &[]));
    assert!(operations.contains("`operations.per_person` needs a population, and `a` has none"), "{operations}");
    good("[operations]\nper_person = 0", &[]);
}

#[test]
fn what_is_derived_stays_for_the_sampler() {
    let scenario = good("", &[]);
    for key in [Member::Benefit, Member::LegacyCost] {
        assert!(scenario.source(Row::Member(0, key)).is_derived(), "{key:?}");
    }
    assert_eq!(*scenario.source(Row::Member(0, Member::RolloutCost)), constant(0.0));
    assert_eq!(scenario.cancellation_correlation, 0.5);
    assert_eq!(line(&scenario, "effort.cancellation_correlation").mark, Some(Mark::G));
    let given = good("[effort]\ncancellation_correlation = -0.2", &[]);
    assert_eq!(given.cancellation_correlation, -0.2);
}

#[test]
fn a_horizon_that_ends_soon_after_go_live_is_told() {
    // 66 person-months in the median take about 1.2 years.
    let short = read("horizon = 3\n", &[]);
    assert!(told(&short).contains("building a system of one's own takes about 1.2"), "{}", told(&short));
    assert!(told(&short).contains("s.toml:5:11") && short.scenario.is_some());
    good("horizon = 4\n", &[]);
}

#[test]
fn typed_changes_are_what_a_reading_gives() {
    let bases = [
        "",
        "[effort]\ncancellation = 0.1",
        "[effort]\ncancellation = 0.1\n[consortium]\ncancellation = 0.2",
        "discount_rate = { schedule = [[0, 0.035], [31, 0.03]] }\n",
        "[consortium]\nbond = \"company\"",
    ];
    let sets = [
        ("effort.cancellation=0.2", [false, true, true, false, false]),
        ("consortium.cancellation=0.3", [true; 5]),
        ("effort.overrun=1.1", [false; 5]),
        ("effort.overrun_growth=0.1", [true; 5]),
        ("discount_rate=0.05", [true, true, true, false, true]),
        ("consortium.exit=0.1", [true; 5]),
        ("consortium.bond=statute", [false; 5]),
        ("consortium.coordination_growth=linear", [true; 5]),
        ("operations.per_person=0", [false; 5]),
        ("administration.*.benefit=1000", [true; 5]),
    ];
    for (k, base) in bases.iter().enumerate() {
        let written = Written::of_text("s.toml", &text(base), &[], None);
        for (set, fast) in sets {
            let more: Override = set.parse().expect("an override");
            let bare = |scenario: Scenario| Scenario { assumptions: Vec::new(), overrides: Vec::new(), ..scenario };
            let full = read(base, &[set]).scenario.map(bare).expect("a scenario");
            assert_eq!(written.changed(std::slice::from_ref(&more)).is_some(), fast[k], "{base} {set}");
            assert!(bare(written.variant(&[more]).expect("a scenario")) == full, "{base} {set}");
        }
    }
}
