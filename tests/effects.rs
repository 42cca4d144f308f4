//! Every row of the table of inputs (model.md section 1) has an effect, in the direction that the model says.
//!
//! Two runs differ in one key alone and use the same draws, so a claim holds replication by replication: `Falls` says
//! that no replication rises and that one falls at least. Nothing is left to chance but the choice of the seed.

mod trial;

use Move::{Adds, Falls, FallsOnAverage, Rises, RisesOnAverage, Same, Spreads, Times};
use model::scenario::keys::{Global, MODULE_SIZE, Member};
use std::collections::BTreeSet;
use trial::{Trial, mean, read, trial, variance};

/// Nothing goes wrong, everything is live at once, a live year has a worth and what may be off is off, unless a line says
/// otherwise; sizes, overruns and reuse vary.
const BASE: &str = r#"
title = "Three administrations"
summary = "Two towns found it, a province joins after two years"
currency = "CAD"
price_year = 2024
horizon = 10
discount_rate = 0.035
strategies = ["independent", "shared", "fork", "buy", "keep"]
module = [{ id = "permits", size = "40 to 80" }, { id = "payments", size = "20 to 60" }]
[effort]
overrun_growth = 0
cancellation = 0
cancellation_correlation = 0
sunk = 0.5
[schedule]
coefficient = 0
[running]
overrun_carried = 0
legacy = 1
[consortium]
formation = 0
participation = 0
cancellation = 0
salvage = 0
exit_build = 0
exit = 0
dissolution = 0
[buy]
fee = 100000
[[administration]]
id = "a"
name = "First town"
level = "municipality"
population = 1000
labour_rate = 12000
benefit = 800000
networks = ["west"]
[[administration]]
id = "b"
level = "municipality"
population = 3000
labour_rate = 11000
benefit = 700000
networks = ["east"]
[[administration]]
id = "c"
level = "province"
population = 9000
labour_rate = 13000
benefit = 900000
joins = 2
"#;

/// How an output answers to a key.
#[derive(Debug, Clone, Copy)]
enum Move {
    /// To the bit.
    Same,
    /// Nowhere lower, somewhere higher.
    Rises,
    /// Nowhere higher, somewhere lower.
    Falls,
    /// The mean of the differences is above 0 by more than four of its standard errors.
    RisesOnAverage,
    /// Below, likewise.
    FallsOnAverage,
    /// By this much in every replication.
    Adds(f64),
    /// To this multiple in every replication.
    Times(f64),
    /// The standard deviation grows by a tenth or more.
    Spreads,
}

impl Move {
    fn holds(self, before: &[f64], after: &[f64]) -> bool {
        let pairs = || before.iter().zip(after);
        // What is never live is so in both.
        let near = |a: f64, b: f64| a == b || (a - b).abs() <= 1e-9 * a.abs().max(b.abs());
        match self {
            Same => before == after,
            Rises => pairs().all(|(&x, &y)| y > x || near(x, y)) && pairs().any(|(&x, &y)| y > x && !near(x, y)),
            Falls => Rises.holds(after, before),
            RisesOnAverage => {
                let differences: Vec<f64> = pairs().map(|(x, y)| y - x).collect();
                mean(&differences) > 4.0 * trial::standard_error(&differences)
            }
            FallsOnAverage => RisesOnAverage.holds(after, before),
            Adds(amount) => pairs().all(|(x, y)| near(x + amount, *y)),
            Times(factor) => mean(before) > 0.0 && pairs().all(|(x, y)| near(x * factor, *y)),
            Spreads => variance(after) > 1.21 * variance(before),
        }
    }
}

/// One key: what else is set in both runs, what both leave to defaults, its two values, and what they do.
struct Line {
    key: &'static str,
    left_out: &'static [&'static str],
    also: &'static [&'static str],
    with: &'static [&'static str],
    values: [&'static str; 2],
    moves: &'static [(&'static str, Move)],
}

const fn line(
    key: &'static str,
    with: &'static [&'static str],
    values: [&'static str; 2],
    moves: &'static [(&'static str, Move)],
) -> Line {
    Line { key, left_out: &[], also: &[], with, values, moves }
}

impl Line {
    /// The same without these lines of [`BASE`].
    const fn without(self, left_out: &'static [&'static str]) -> Line {
        Line { left_out, ..self }
    }

    /// The same with more set in both runs.
    const fn also(self, also: &'static [&'static str]) -> Line {
        Line { also, ..self }
    }
}

const ALONE: (&str, Move) = ("independent.cost", Same);
const TOTAL: (&str, Move) = ("shared.cost", Same);
const KEEP: (&str, Move) = ("keep.cost", Same);
/// Coordination comes on top of the build, so the build stays but for rounding.
const BUILD: (&str, Move) = ("shared.build", Adds(0.0));
const POWER: &[&str] = &["effort.model=power"];
const COCOMO: &[&str] = &["effort.model=cocomo-ii"];
const SLOW: &[&str] = &["schedule.coefficient=3", "effort.overrun=1.5"];
/// The core is abandoned halfway.
const GIVEN_UP: &[&str] = &["schedule.coefficient=3", "effort.overrun=1.5", "consortium.cancellation=1"];
/// Nobody leaves and nothing is dissolved: what a bond has defaults for.
const HOLDS: &[&str] = &["exit_build = 0", "exit = 0", "dissolution = 0"];
/// Nobody may copy what is closed.
const UNFORKED: &[&str] = &[r#"strategies=["independent", "shared"]"#];
const EXITS: &[&str] = &["consortium.exit=0.2"];
const CODE: &[&str] =
    &["security.vulnerabilities=40", "security.exploited=0.2", "security.fix=1", "security.loss=5000"];
const OPEN: &[&str] = &[
    "community.market=10",
    "community.innovation=0.1",
    "community.contributors=0.5",
    "community.contribution=0.5",
    "community.triage=0.2",
];
const UPSTREAM: &[&str] = &["reuse.upstreaming=0.3", "reuse.usefulness=0.3"];
/// Only local code costs anything, so that what a member gives away is saved.
const GIVING: &[&str] = &["running.maintenance=0", "reuse.writing_for_reuse=1", "reuse.usefulness=0"];

/// One line a key or more, in the order of the model's table.
const LINES: &[Line] = &[
    line(
        "horizon",
        &[],
        ["5", "10"],
        &[("independent.cost", Rises), ("shared.cost", Rises), ("buy.cost", Rises), ("keep.cost", Rises)],
    ),
    line(
        "discount_rate",
        &[],
        ["0.02", "0.08"],
        &[
            ("independent.cost", Falls),
            ("shared.cost", Falls),
            ("keep.cost", Falls),
            ("independent.benefit", Falls),
            ("independent.effort", Same),
            ("shared.effort", Same),
        ],
    ),
    // A lower rate from some year on.
    line(
        "discount_rate",
        &[],
        ["0.08", "{ schedule = [[0, 0.08], [5, 0.02]] }"],
        &[
            ("independent.cost", Rises),
            ("shared.cost", Rises),
            ("fork.cost", Rises),
            ("keep.cost", Rises),
            ("shared.benefit", Rises),
            ("year.9.shared.cost", Same),
            ("shared.effort", Same),
        ],
    ),
    line("administration.c.level", &[], ["province", "municipality"], &[("shared.adaptation", FallsOnAverage), ALONE]),
    line(
        "administration.a.networks",
        &[],
        [r#"["west"]"#, r#"["east"]"#],
        &[("shared.coordination", Falls), ("shared.effort", Falls), BUILD, ALONE],
    ),
    // Those who know each other come to an agreement sooner.
    line(
        "administration.a.networks",
        &["consortium.formation=1", "consortium.network_relief=0.25"],
        [r#"["west"]"#, r#"["east"]"#],
        &[("administration.a.shared.go_live", Adds(-0.25)), ("administration.c.shared.go_live", Same), BUILD, ALONE],
    ),
    line(
        "administration.a.population",
        &["consortium.cost_sharing=population"],
        ["1000", "5000"],
        &[
            ("administration.a.shared.cost", Rises),
            ("administration.b.shared.cost", Falls),
            ("administration.c.shared.cost", Falls),
            TOTAL,
            ALONE,
            KEEP,
            ("buy.cost", Same),
        ],
    ),
    line(
        "administration.a.population",
        &["operations.per_person=2"],
        ["1000", "5000"],
        &[
            ("administration.a.independent.cost", Rises),
            ("administration.a.shared.cost", Rises),
            ("administration.a.fork.cost", Rises),
            ("administration.a.keep.cost", Rises),
            ("administration.b.shared.cost", Same),
            ("buy.cost", Same),
            ("shared.effort", Same),
        ],
    ),
    line(
        "administration.a.labour_rate",
        &[],
        ["12000", "15000"],
        &[
            ("administration.a.independent.cost", Times(1.25)),
            ("administration.a.keep.cost", Times(1.25)),
            ("administration.b.independent.cost", Same),
            ("shared.cost", Rises),
            ("independent.effort", Same),
            ("shared.effort", Same),
        ],
    ),
    line(
        "administration.a.productivity",
        &[],
        ["1", "1.5"],
        &[
            ("administration.a.independent.effort", Times(1.5)),
            ("administration.a.keep.cost", Times(1.5)),
            ("administration.b.independent.effort", Same),
            ("shared.build", Times(1.25)),
            ("shared.adaptation", Rises),
        ],
    ),
    line(
        "administration.a.scope",
        &[],
        ["1", "0.5"],
        &[
            ("administration.a.independent.effort", Times(0.5)),
            ("administration.a.keep.cost", Times(0.5)),
            ("administration.b.independent.effort", Same),
            ("shared.build", Same),
            ("shared.adaptation", Falls),
        ],
    ),
    line(
        "administration.c.joins",
        &[],
        ["2", "5"],
        &[
            ("administration.c.independent.go_live", Adds(3.0)),
            ("administration.c.shared.go_live", Adds(3.0)),
            ("independent.live_years", Adds(-3.0)),
            ("independent.wait", Same),
            ("administration.c.keep.cost", Falls),
            ("administration.a.independent.cost", Same),
            ("shared.effort", Falls),
        ],
    ),
    line(
        "administration.a.legacy_cost",
        SLOW,
        ["1000", "100000"],
        &[
            ("administration.a.independent.cost", Rises),
            ("administration.a.shared.cost", Rises),
            ("administration.b.shared.cost", Same),
            ("shared.cost", Rises),
            ("buy.cost", Rises),
            ("administration.a.keep.cost", Times(100.0)),
            ("independent.effort", Same),
            ("shared.effort", Same),
        ],
    ),
    // Nothing is paid for it, and it counts for who has a system.
    line(
        "administration.a.benefit",
        SLOW,
        ["100000", "200000"],
        &[
            ("administration.a.independent.benefit", Times(2.0)),
            ("administration.a.shared.benefit", Times(2.0)),
            ("administration.a.shared.equal_service", Rises),
            ("administration.a.buy.equal_service", Falls),
            ("administration.a.keep.equal_service", Rises),
            ("administration.b.shared.equal_service", Same),
            ("independent.equal_service", Same),
            ("keep.benefit", Same),
            TOTAL,
            ALONE,
            KEEP,
        ],
    ),
    line(
        "administration.a.rollout_cost",
        &["discount_rate=0"],
        ["1000", "10000"],
        &[
            ("administration.a.independent.cost", Adds(9000.0)),
            ("administration.a.shared.cost", Adds(9000.0)),
            ("fork.cost", Adds(9000.0)),
            ("buy.cost", Adds(9000.0)),
            ("year.0.shared.cost", Adds(9000.0)),
            ("administration.b.shared.cost", Same),
            ("shared.effort", Same),
            KEEP,
        ],
    ),
    line(
        "administration.a.overrun",
        &[],
        ["1", "2"],
        &[
            ("administration.a.independent.effort", Rises),
            ("administration.b.independent.effort", Same),
            ("shared.adaptation", Rises),
            ("shared.build", Same),
            ("fork.effort", Rises),
            ("buy.adaptation", Rises),
            KEEP,
        ],
    ),
    line(
        "administration.a.adaptation",
        &[],
        ["0.1", "0.5"],
        &[("shared.adaptation", Rises), ("shared.build", Falls), ("buy.running", Rises), ALONE],
    ),
    line(
        "administration.a.incident_loss",
        CODE,
        ["0", "90000"],
        &[
            ("administration.a.independent.cost", Rises),
            ("administration.a.shared.cost", Rises),
            ("administration.b.shared.cost", Same),
            ("independent.effort", Same),
            ("shared.effort", Same),
        ],
    ),
    line(
        "administration.a.exit",
        EXITS,
        ["0", "0.5"],
        &[("members_at_end", Falls), ("shared.leaving", RisesOnAverage), ALONE],
    ),
    line(
        "administration.a.upstreaming",
        GIVING,
        ["0", "0.3"],
        &[("administration.a.shared.effort", Falls), ("shared.effort", Falls), ALONE],
    ),
    line(
        "module.payments.size",
        &[],
        ["30", "60"],
        &[
            ("independent.effort", Rises),
            ("shared.effort", Rises),
            ("fork.effort", Rises),
            ("buy.effort", Rises),
            ("keep.cost", Rises),
        ],
    ),
    line(
        "module.payments.needed_by",
        &[],
        [r#"["a", "b"]"#, r#"{ a = 1, b = 1, "level:province" = 0.5 }"#],
        &[
            ("administration.c.independent.effort", Rises),
            ("administration.c.keep.cost", Rises),
            ("administration.a.independent.effort", Same),
            ("shared.build", Same),
            ("shared.adaptation", Rises),
        ],
    ),
    line("effort.model", &[], ["person-months", "power"], &[("independent.effort", Rises), ("shared.effort", Rises)]),
    line("effort.coefficient", POWER, ["2", "3"], &[("independent.effort", Times(1.5)), ("shared.build", Times(1.5))]),
    line("effort.exponent", POWER, ["1", "1.1"], &[("independent.effort", Rises), ("shared.build", Rises)]),
    line(
        "effort.centre",
        &["effort.model=regression", "effort.data=desharnais", "effort.exponent=1"],
        ["200", "100"],
        &[("independent.effort", Times(2.0)), ("shared.build", Times(2.0))],
    ),
    line(
        "effort.data",
        &["effort.model=regression"],
        ["kitchenham", "albrecht"],
        &[("independent.effort", RisesOnAverage), ("shared.build", RisesOnAverage)],
    ),
    line(
        "effort.hours_per_point",
        &["effort.model=function-points"],
        ["10", "20"],
        &[("independent.effort", Times(2.0)), ("shared.build", Times(2.0))],
    ),
    line("effort.base_exponent", COCOMO, ["0.91", "1"], &[("independent.effort", Rises), ("shared.build", Rises)]),
    line("effort.scale_factors", COCOMO, ["10", "25"], &[("independent.effort", Rises), ("shared.build", Rises)]),
    line("effort.multipliers", COCOMO, ["1", "2"], &[("independent.effort", Times(2.0)), ("shared.build", Times(2.0))]),
    line(
        "effort.overrun",
        &[],
        ["1", "1.5"],
        &[
            ("independent.build", Times(1.5)),
            ("independent.running", Same),
            ("shared.build", Times(1.5)),
            ("shared.adaptation", Times(1.5)),
            ("fork.adaptation", Times(1.5)),
            ("buy.adaptation", Times(1.5)),
            KEEP,
        ],
    ),
    // One common cause: administrations overrun together, and with the core.
    line(
        "effort.overrun_correlation",
        &[],
        ["0", "0.9"],
        &[("independent.build", Spreads), ("shared.effort", Spreads), ("independent.running", Same)],
    ),
    // What takes no time is two years shorter than usual.
    line(
        "effort.overrun_growth",
        &[],
        ["0", "0.1"],
        &[
            ("independent.build", Times(1.0 / 1.21)),
            ("shared.build", Times(1.0 / 1.21)),
            ("shared.adaptation", Times(1.0 / 1.21)),
            ("independent.running", Same),
            KEEP,
        ],
    ),
    line(
        "effort.overrun_growth",
        &["schedule.coefficient=12", "effort.overrun=1"],
        ["0", "0.1"],
        &[("independent.build", Rises), ("independent.go_live", Rises), ("shared.build", Rises), ("buy.build", Same)],
    ),
    // Every own system, and copies, set-ups and adaptations as often as they are parts of one; the core has its own.
    line(
        "effort.cancellation",
        &["effort.sunk=0.4"],
        ["0", "1"],
        &[
            ("independent.build", Times(1.4)),
            ("shared.build", Same),
            ("shared.adaptation", Rises),
            ("fork.adaptation", Rises),
            ("buy.adaptation", Rises),
            ("independent.running", Same),
            KEEP,
        ],
    ),
    line(
        "effort.sunk",
        &["effort.cancellation=1"],
        ["0.2", "0.8"],
        &[
            ("independent.build", Times(1.5)),
            ("shared.build", Same),
            ("shared.adaptation", Rises),
            ("fork.adaptation", Rises),
            ("buy.adaptation", Rises),
        ],
    ),
    line("effort.sunk", GIVEN_UP, ["0.2", "0.8"], &[("shared.build", Times(4.0)), ("shared.adaptation", Same), ALONE])
        .also(&["consortium.fallback=keep"]),
    // Those that overran are begun again.
    line(
        "effort.cancellation_correlation",
        &["effort.cancellation=0.3", "effort.sunk=1"],
        ["0", "1"],
        &[("independent.build", RisesOnAverage), ("independent.build", Spreads), ("shared.build", Same), KEEP],
    ),
    // Of cores, those that overran are not built to the end.
    line(
        "effort.cancellation_correlation",
        &["schedule.coefficient=3", "effort.sunk=0.1", "consortium.cancellation=0.5", "consortium.fallback=keep"],
        ["1", "0"],
        &[("shared.build", Spreads), ALONE, KEEP],
    ),
    line(
        "effort.wage_growth",
        &[],
        ["0", "0.02"],
        &[
            ("independent.cost", Rises),
            ("shared.cost", Rises),
            ("fork.cost", Rises),
            ("buy.cost", Rises),
            ("year.0.independent.cost", Same),
            ("year.0.shared.cost", Same),
            ("independent.effort", Same),
            ("shared.effort", Same),
            KEEP,
        ],
    ),
    line(
        "schedule.coefficient",
        &[],
        ["3", "6"],
        &[
            ("independent.go_live", Rises),
            ("shared.go_live", Rises),
            ("fork.go_live", Rises),
            ("buy.go_live", Rises),
            ("independent.live_years", Falls),
            ("independent.benefit", Falls),
            ("keep.go_live", Same),
            KEEP,
        ],
    ),
    line("schedule.exponent", SLOW, ["0.2", "0.35"], &[("independent.go_live", Rises), ("shared.go_live", Rises)]),
    line("schedule.overrun_exponent", SLOW, ["0", "0.5"], &[("independent.go_live", Rises), ("shared.go_live", Rises)]),
    line(
        "reuse.writing_for_reuse",
        &[],
        ["1.2", "1.8"],
        &[("shared.build", Times(1.5)), ("shared.running", Rises), ("fork.effort", Rises), ALONE],
    ),
    line(
        "reuse.reusing",
        &[],
        ["0.1", "0.3"],
        &[("shared.adaptation", Rises), ("fork.adaptation", Rises), ("shared.build", Same), ALONE],
    ),
    line(
        "reuse.adaptation_same_level",
        &[],
        ["0.1", "0.4"],
        &[("shared.adaptation", Rises), ("shared.build", Falls), ALONE],
    ),
    line(
        "reuse.adaptation_other_level",
        &[],
        ["0.2", "0.5"],
        &[("administration.c.shared.effort", Rises), ("shared.adaptation", Rises), ("shared.build", Same), ALONE],
    ),
    line("reuse.variety", &[], ["0", "0.25"], &[("shared.build", Times(1.189_207_115_002_721)), ALONE]),
    line("reuse.upstreaming", GIVING, ["0", "0.3"], &[("shared.effort", Falls), ALONE]),
    line("reuse.usefulness", &["reuse.upstreaming=0.3"], ["0", "0.5"], &[("shared.running", Falls), ALONE]),
    line("reuse.cross_level", UPSTREAM, ["0", "1"], &[("shared.running", Falls), ("shared.build", Same), ALONE]),
    line(
        "running.maintenance",
        &[],
        ["0.1", "0.2"],
        &[
            ("independent.running", Rises),
            ("shared.running", Rises),
            ("fork.running", Rises),
            ("keep.cost", Rises),
            ("independent.build", Same),
            ("buy.effort", Same),
        ],
    ),
    line(
        "running.enhancement",
        &[],
        ["0.04", "0.1"],
        &[
            ("independent.running", Rises),
            ("shared.running", Rises),
            ("fork.running", Rises),
            ("keep.cost", Rises),
            ("independent.build", Same),
            ("buy.effort", Same),
        ],
    ),
    line(
        "running.overrun_carried",
        &["effort.overrun=1.5"],
        ["0", "1"],
        &[
            ("independent.running", Times(1.5)),
            ("shared.running", Times(1.5)),
            ("fork.running", Times(1.5)),
            ("independent.build", Same),
            ("shared.build", Same),
            ("buy.effort", Same),
            KEEP,
        ],
    ),
    line(
        "running.legacy",
        SLOW,
        ["0.25", "1"],
        &[
            ("keep.cost", Times(4.0)),
            ("independent.cost", Rises),
            ("shared.cost", Rises),
            ("fork.cost", Rises),
            ("buy.cost", Rises),
            ("shared.effort", Same),
        ],
    ),
    line(
        "operations.instance",
        &[],
        ["0.5", "1"],
        &[
            ("independent.operations", Times(2.0)),
            ("shared.operations", Times(2.0)),
            ("fork.operations", Times(2.0)),
            ("keep.cost", Rises),
            ("independent.running", Same),
            ("buy.cost", Same),
        ],
    ),
    line(
        "operations.per_person",
        &[],
        ["1", "3"],
        &[
            ("independent.cost", Rises),
            ("shared.cost", Rises),
            ("fork.cost", Rises),
            ("keep.cost", Rises),
            ("buy.cost", Same),
            ("shared.effort", Same),
        ],
    ),
    // One installation for ten years in place of three for 28 years in all.
    line(
        "operations.pooled",
        &["operations.instance=2"],
        ["0", "1"],
        &[("shared.operations", Times(10.0 / 28.0)), ("fork.operations", Same), ALONE, KEEP],
    ),
    line("running.merging", &[], ["0.05", "0.2"], &[("shared.running", Rises), ("shared.build", Same), ALONE]),
    line(
        "consortium.lead",
        &["administration.b.productivity=3"],
        [r#""a""#, r#""b""#],
        &[("shared.build", Times(3.0)), ALONE],
    ),
    line(
        "consortium.formation",
        &[],
        ["0", "1"],
        &[
            ("administration.a.shared.go_live", Adds(1.0)),
            ("administration.c.shared.go_live", Same),
            ("shared.live_years", Adds(-2.0)),
            ("shared.equal_service", Rises),
            BUILD,
            ALONE,
        ],
    ),
    line(
        // Who comes while the consortium forms is a founder: three variants in place of two.
        "consortium.formation",
        &["administration.*.adaptation=0.2", "reuse.variety=0.25"],
        ["1.5", "2"],
        &[("shared.build", Times(1.106_681_919_700_321_5)), ALONE],
    ),
    line("consortium.setup", &[], ["6", "10"], &[("shared.effort", Adds(4.0)), ("shared.cost", Rises), ALONE]),
    line(
        "consortium.coordination",
        &[],
        ["0.02", "0.1"],
        &[
            ("shared.effort", Rises),
            ("shared.coordination", Rises),
            BUILD,
            ALONE,
            ("independent.effort", Same),
            ("fork.cost", Same),
            ("buy.cost", Same),
        ],
    ),
    line(
        "consortium.coordination_growth",
        &[],
        ["logarithmic", "linear"],
        &[("shared.coordination", Rises), ("shared.build", Same), ALONE],
    ),
    line(
        "consortium.coordination_growth",
        &[],
        ["linear", "pairs"],
        &[("shared.coordination", Rises), ("shared.build", Same), ALONE],
    ),
    // Some of the replications draw the other one.
    line(
        "consortium.coordination_growth",
        &[],
        ["logarithmic", "{ logarithmic = 3, pairs = 1 }"],
        &[("shared.coordination", Rises), ("shared.build", Same), ALONE],
    ),
    line(
        "consortium.coordination_growth",
        &[],
        ["{ logarithmic = 3, pairs = 1 }", "pairs"],
        &[("shared.coordination", Rises), ("shared.build", Same), ALONE],
    ),
    line(
        "consortium.network_relief",
        &[r#"administration.*.networks=["west"]"#],
        ["0", "0.8"],
        &[("shared.coordination", Falls), BUILD, ALONE],
    ),
    line(
        "consortium.network_relief",
        &[r#"administration.*.networks=["west"]"#, "consortium.formation=1"],
        ["0", "0.8"],
        &[("administration.b.shared.go_live", Adds(-0.8)), ("shared.go_live", Falls), BUILD, ALONE],
    ),
    // A member's own time while it is billed: two for ten years, the province for eight.
    line(
        "consortium.participation",
        &[],
        ["0.1", "1.1"],
        &[
            ("shared.effort", Adds(28.0)),
            ("shared.coordination", Adds(28.0)),
            ("administration.c.shared.effort", Adds(8.0)),
            ("shared.build", Same),
            ALONE,
        ],
    ),
    // Two years of two members, the rest of three: the province joins after two.
    line("consortium.support", &[], ["0.1", "1.1"], &[("shared.effort", Adds(28.0)), ("shared.build", Same), ALONE]),
    line(
        "consortium.overrun",
        &[],
        ["1", "2"],
        &[("shared.build", Times(2.0)), ("shared.adaptation", Same), ("shared.running", Same), ALONE],
    ),
    // It shares the cause of overruns, and is no cause of anybody's.
    line(
        "consortium.overrun",
        &["effort.overrun_correlation=0.9"],
        ["1", "{ lognormal = { median = 1, sigma = 0.5 } }"],
        &[("shared.build", Spreads), ("shared.adaptation", Same), ("independent.effort", Same), ALONE],
    ),
    line(
        "consortium.cancellation",
        SLOW,
        ["0", "1"],
        &[
            ("abandoned", Adds(1.0)),
            ("members_at_end", Falls),
            ("shared.effort", RisesOnAverage),
            ("shared.equal_service", RisesOnAverage),
            ("fork.cost", Same),
            ALONE,
            KEEP,
        ],
    ),
    // Nothing is built in place of the core: less effort, and nobody has a system.
    line(
        "consortium.fallback",
        GIVEN_UP,
        ["independent", "keep"],
        &[
            ("shared.effort", Falls),
            ("shared.live_years", Falls),
            ("shared.benefit", Falls),
            ("shared.adaptation", Same),
            ALONE,
            KEEP,
        ],
    ),
    line(
        "consortium.fallback",
        GIVEN_UP,
        ["keep", "buy"],
        &[
            ("shared.live_years", Rises),
            ("shared.adaptation", Rises),
            ("shared.build", Same),
            ("shared.operations", Same),
            ALONE,
            ("buy.cost", Same),
        ],
    ),
    line(
        "consortium.salvage",
        GIVEN_UP,
        ["0", "0.4"],
        &[("shared.build", Falls), ("shared.go_live", Falls), ("shared.live_years", Rises), ALONE],
    ),
    line(
        "consortium.bond",
        &[],
        ["voluntary", "company"],
        &[("members_at_end", Rises), ("dissolved", Falls), ("shared.leaving", Falls), ALONE],
    )
    .without(HOLDS),
    line(
        "consortium.bond",
        &[],
        ["company", "statute"],
        &[("members_at_end", Rises), ("dissolved", Falls), ("shared.leaving", Falls), ALONE],
    )
    .without(HOLDS),
    // Before the core is live, too.
    line(
        "consortium.bond",
        &["schedule.coefficient=20", "consortium.exit=0", "consortium.dissolution=0"],
        ["voluntary", "statute"],
        &[("members_at_end", Rises), ("abandoned", Falls), ALONE],
    )
    .without(HOLDS),
    line(
        "consortium.exit_build",
        &["schedule.coefficient=6", "consortium.minimum_members=1"],
        ["0", "0.5"],
        &[("members_at_end", Falls), ("shared.effort", RisesOnAverage), ALONE],
    ),
    line("consortium.exit", &[], ["0", "0.3"], &[("members_at_end", Falls), ("shared.leaving", Rises), ALONE]),
    line(
        "consortium.contagion",
        &["consortium.exit=0.2", "consortium.minimum_members=1"],
        ["0", "4"],
        &[("members_at_end", RisesOnAverage), ("members_at_end", Spreads), ALONE],
    ),
    line(
        "consortium.dissolution",
        &[],
        ["0", "0.2"],
        &[("dissolved", Rises), ("members_at_end", Falls), ("shared.leaving", Rises), ALONE],
    ),
    line(
        "consortium.minimum_members",
        EXITS,
        ["1", "3"],
        &[("dissolved", Rises), ("members_at_end", Falls), ("shared.leaving", Rises), ALONE],
    ),
    line("consortium.transition", EXITS, ["0.1", "0.5"], &[("shared.leaving", Times(5.0)), ALONE]),
    line(
        "consortium.funding",
        &[],
        ["0", "90000"],
        &[
            TOTAL,
            ("shared.effort", Same),
            ("funding", Rises),
            ("administration.a.shared.funding", Rises),
            ("administration.a.shared.cost", Falls),
            ("administration.b.shared.cost", Falls),
            ALONE,
        ],
    ),
    line(
        "consortium.buy_in",
        &[],
        ["0", "0.5"],
        &[
            ("administration.c.shared.cost", Rises),
            ("administration.a.shared.cost", Falls),
            ("administration.b.shared.cost", Falls),
            TOTAL,
            ALONE,
        ],
    ),
    line(
        "consortium.cost_sharing",
        &[],
        ["equal", "{ equal = 0.3, population = 0.7 }"],
        &[
            ("administration.a.shared.cost", Falls),
            ("administration.c.shared.cost", Rises),
            TOTAL,
            ("shared.effort", Same),
            ALONE,
        ],
    ),
    line("community.licence", OPEN, ["EUPL-1.2", "closed"], &[("shared.effort", Rises), ALONE]).also(UNFORKED),
    // Who leaves has to write its own: 1 in place of 0.2 of it.
    line(
        "community.licence",
        &["consortium.exit=0.2", "administration.c.joins=0"],
        ["EUPL-1.2", "closed"],
        &[("shared.leaving", Times(5.0)), ("shared.build", Same), ("members_at_end", Same), ALONE],
    )
    .also(UNFORKED),
    line(
        "community.licence",
        GIVEN_UP,
        ["EUPL-1.2", "closed"],
        &[("shared.build", Rises), ("shared.go_live", Rises), ALONE],
    )
    .also(UNFORKED)
    .without(&["salvage = 0"]),
    // The same money buys more.
    line(
        "community.quality",
        &[],
        ["0", "0.1"],
        &[
            ("shared.benefit", Rises),
            ("administration.c.shared.lived", Rises),
            ("shared.equal_service", Falls),
            ("shared.live_years", Same),
            ("independent.benefit", Same),
            ("fork.benefit", Same),
            TOTAL,
            ALONE,
        ],
    ),
    line("community.market", OPEN, ["0", "20"], &[("shared.effort", Falls), ("shared.build", Same), ALONE]),
    line(
        "community.market",
        OPEN,
        ["0", "20"],
        &[("shared.benefit", Rises), ("shared.equal_service", Falls), ("fork.benefit", Same)],
    )
    .also(&["community.quality=0.1"]),
    line("community.innovation", OPEN, ["0.01", "0.2"], &[("shared.effort", Falls), ALONE]),
    line("community.imitation", OPEN, ["0", "0.5"], &[("shared.effort", Falls), ALONE]),
    line("community.contributors", OPEN, ["0.1", "0.5"], &[("shared.effort", Falls), ALONE]),
    line("community.contribution", OPEN, ["0", "1"], &[("shared.effort", Falls), ("shared.build", Same), ALONE]),
    line("community.triage", OPEN, ["0", "1"], &[("shared.effort", Rises), ALONE]),
    line(
        "security.vulnerabilities",
        CODE,
        ["10", "60"],
        &[
            ("independent.incidents", Rises),
            ("shared.incidents", Rises),
            ("buy.incidents", Rises),
            ("independent.build", Same),
        ],
    ),
    line(
        "security.exploited",
        CODE,
        ["0.1", "0.4"],
        &[("independent.incidents", Rises), ("shared.incidents", Rises), ("independent.cost", Rises)],
    ),
    line("security.eyes", CODE, ["0", "1"], &[("shared.incidents", Falls), ("shared.security", Falls), ALONE]),
    line(
        "security.fix",
        CODE,
        ["1", "3"],
        &[("independent.security", Times(3.0)), ("shared.security", Times(3.0)), ("independent.incidents", Same)],
    ),
    line(
        "security.loss",
        CODE,
        ["0", "90000"],
        &[
            ("independent.cost", Rises),
            ("shared.cost", Rises),
            ("fork.cost", Rises),
            ("buy.cost", Rises),
            ("independent.effort", Same),
            ("shared.effort", Same),
            KEEP,
        ],
    ),
    line("buy.fee", &[], ["50000", "90000"], &[("buy.cost", Rises), ("buy.effort", Same), TOTAL, ALONE]),
    line("buy.fee_per_person", &[], ["0", "5"], &[("buy.cost", Rises), ("buy.effort", Same), TOTAL, ALONE]),
    line("buy.escalation", &[], ["0", "0.05"], &[("buy.cost", Rises), ("buy.effort", Same), TOTAL, ALONE]),
    line(
        "buy.integration",
        &[],
        ["0.1", "0.2"],
        &[("buy.adaptation", Times(2.0)), ("buy.running", Same), TOTAL, ALONE],
    ),
    line(
        "buy.customisation",
        &[],
        ["0.1", "0.2"],
        &[("buy.running", Times(2.0)), ("buy.adaptation", Same), TOTAL, ALONE],
    ),
    line("buy.exposure", CODE, ["0.2", "0.9"], &[("buy.incidents", Rises), TOTAL, ALONE]),
];

/// Rows of the table whose value is a word, a list or fixed.
const WORDS: [&str; 16] = [
    "horizon",
    "level",
    "networks",
    "population",
    "needed_by",
    "effort.model",
    "effort.data",
    "effort.overrun_correlation",
    "effort.cancellation_correlation",
    "consortium.lead",
    "consortium.bond",
    "consortium.fallback",
    "consortium.minimum_members",
    "consortium.cost_sharing",
    "community.licence",
    MODULE_SIZE.path,
];

fn run(line: &Line, value: &str) -> Trial {
    let set = format!("{}={value}", line.key);
    let overrides: Vec<&str> = line.with.iter().chain(line.also).copied().chain([set.as_str()]).collect();
    let base = BASE.lines().filter(|said| !line.left_out.contains(said)).collect::<Vec<_>>().join("\n");
    trial(&read(&base, &overrides), 7, 320)
}

/// What a line claims and the two runs do not show.
fn failures(line: &Line) -> Vec<String> {
    let [before, after] = line.values.map(|value| run(line, value));
    let failed = line.moves.iter().filter(|(output, expected)| !expected.holds(before.of(output), after.of(output)));
    let words = failed.map(|(output, expected)| {
        let means = [before.mean(output), after.mean(output)];
        format!("{} from {} to {}: {output} {expected:?}, but {means:?}", line.key, line.values[0], line.values[1])
    });
    words.collect()
}

#[test]
fn every_key_moves_what_the_model_says() {
    let failed: Vec<String> = LINES.iter().flat_map(failures).collect();
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

/// A key that only stands still is no test of the key.
#[test]
fn every_line_claims_an_effect() {
    for line in LINES {
        assert!(line.moves.iter().any(|(_, expected)| !matches!(expected, Same | Adds(0.0))), "{}", line.key);
    }
}

/// The key of a path: `joins` of `administration.c.joins`.
fn key_of(path: &'static str) -> &'static str {
    match path.split_once('.') {
        Some(("administration" | "module", rest)) => rest.split_once('.').expect("an id and a key").1,
        _ => path,
    }
}

#[test]
fn every_key_has_a_line() {
    let lines: BTreeSet<&str> = LINES.iter().map(|line| key_of(line.key)).collect();
    let globals = Global::ALL.iter().map(|key| key.spec().path);
    let members = Member::ALL.iter().map(|key| key.spec().path);
    let keys: BTreeSet<&str> = globals.chain(members).chain(WORDS).collect();
    let missing: Vec<_> = keys.difference(&lines).collect();
    assert!(missing.is_empty(), "no line for {missing:?}");
    let unknown: Vec<_> = lines.difference(&keys).collect();
    assert!(unknown.is_empty(), "no such keys: {unknown:?}");
}

/// Titles, names and prices' year are for readers.
#[test]
fn words_for_readers_change_no_number() {
    let plain = trial(&read(BASE, &[]), 7, 32);
    for set in ["title=Other", "summary=Other", "currency=DKK", "price_year=1999", "administration.a.name=Other"] {
        assert_eq!(trial(&read(BASE, &[set]), 7, 32), plain, "{set}");
    }
}

/// A further strategy leaves the others as they were.
#[test]
fn strategies_do_not_disturb_each_other() {
    let all = trial(&read(BASE, &[]), 7, 320);
    let two = trial(&read(BASE, &[r#"strategies=["independent", "shared"]"#]), 7, 320);
    assert!(two.outputs.len() < all.outputs.len());
    for (name, values) in &two.outputs {
        assert_eq!(values, all.of(name), "{name}");
    }
}

/// Correlated sizes make totals vary more, and leave the sizes' own ranges as they were.
#[test]
fn correlated_sizes_add_up_to_wider_totals() {
    let with = format!("{BASE}\n[[correlated]]\ninputs = [\"module.*.size\"]\ncoefficient = 0.9\n");
    let [apart, together] = [BASE, &with].map(|text| trial(&read(text, &[]), 7, 3200));
    let total = |trial: &Trial| -> Vec<f64> {
        trial.inputs["module.permits.size"]
            .iter()
            .zip(&trial.inputs["module.payments.size"])
            .map(|(x, y)| x + y)
            .collect()
    };
    assert!(variance(&total(&together)) > 1.4 * variance(&total(&apart)), "totals do not spread");
    // A tenth is 2.5 standard errors of the ratio of two such variances; the seed is fixed.
    let [own, others] = [&together, &apart].map(|trial| variance(&trial.inputs["module.permits.size"]));
    assert!((own / others - 1.0).abs() < 0.1, "{own} and {others}");
}

/// What the core covers whole leaves nothing to adapt, not the rounding of two sums: where reuse is for nothing a
/// member is live with the core, and a copy with its original, to the bit.
#[test]
fn who_is_covered_whole_adapts_nothing() {
    let text = BASE
        .replace(
            r#"module = [{ id = "permits", size = "40 to 80" }, { id = "payments", size = "20 to 60" }]"#,
            r#"module = [{ id = "m0", size = 27.32 }, { id = "m1", size = 60.25 }, { id = "m2", size = "20 to 60" }]"#,
        )
        .replace("coefficient = 0", "coefficient = 5")
        .replace("joins = 2", "scope = 0.35");
    let sets = [
        "reuse.reusing=0",
        "administration.a.adaptation=0",
        "administration.b.adaptation=0",
        "administration.c.adaptation=0",
    ];
    let found = trial(&read(&text, &sets), 7, 64);
    for strategy in ["shared", "fork"] {
        let [a, b, c] = ["a", "b", "c"].map(|id| found.of(&format!("administration.{id}.{strategy}.go_live")));
        assert!(a == b && a == c && a.iter().all(|live| *live > 0.0), "{strategy}: {a:?} {b:?} {c:?}");
    }
    assert!(found.of("shared.adaptation").iter().all(|effort| *effort == 0.0));
}
