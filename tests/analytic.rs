//! Scenarios whose answers are known in closed form, worked out by hand in the comments.
//!
//! Answers without chance agree to 1e-9. Means agree within 4.5 standard errors: a right program fails such a test
//! with probability 7e-6 (normal), some 2e-4 for the whole file; the seeds are fixed, so it passes always or never.

#![allow(clippy::disallowed_methods, reason = "answers that are compared to need not be the same bytes everywhere")]

mod trial;

use trial::{Trial, close, mean, read, standard_error, trial, variance};

/// Largest distance of a mean from its expectation, in standard errors.
const ERRORS: f64 = 4.5;
/// Replications where chance is at work.
const MANY: u64 = 40_000;

/// Nothing happens by chance, nothing costs anything but the build, and all is live at once.
const STILL: &str = r#"
title = "Still"
currency = "CAD"
price_year = 2024
horizon = 10
discount_rate = 0
module = [{ id = "m", size = 100 }]
administration = [ADMINISTRATIONS]
[effort]
overrun = 1
overrun_growth = 0
overrun_correlation = 0
cancellation = 0
cancellation_correlation = 0
sunk = 0.5
[schedule]
coefficient = 0
exponent = 0
overrun_exponent = 0
[reuse]
writing_for_reuse = 1
reusing = 0
adaptation_same_level = 0
adaptation_other_level = 0
variety = 0
upstreaming = 0
usefulness = 0
[running]
maintenance = 0
enhancement = 0
merging = 0
overrun_carried = 0
legacy = 0
[consortium]
formation = 0
setup = 0
participation = 0
coordination = 0
support = 0
cancellation = 0
salvage = 0
exit_build = 0
exit = 0
contagion = 0
dissolution = 0
minimum_members = 1
"#;

fn still(administrations: usize, overrides: &[&str], replications: u64) -> Trial {
    let one = |i| format!("{{ id = \"a{i}\", level = \"city\", labour_rate = 10000, legacy_cost = 0 }}");
    let all: Vec<String> = (0..administrations).map(one).collect();
    trial(&read(&STILL.replace("ADMINISTRATIONS", &all.join(", ")), overrides), 20_240_601, replications)
}

/// Asserts that a mean is what it should be, within chance.
#[track_caller]
fn expect(values: &[f64], expected: f64, what: &str) {
    let error = standard_error(values);
    let found = mean(values);
    assert!(error > 0.0, "{what}: chance is not at work");
    assert!((found - expected).abs() <= ERRORS * error, "{what}: {found} ± {error} for {expected}");
}

/// v = 1/1.05; the build, 100 PM at 10 000, falls in year 0; running costs 0.2·100 PM in each of ten years. So
/// v^0.5·1 000 000 + 200 000·v^0.5·(1 − v^10)/(1 − v).
#[test]
fn an_annuity_of_running_cost() {
    let found = still(1, &["discount_rate=0.05", "running.maintenance=0.2"], 16);
    let v: f64 = 1.0 / 1.05;
    let expected = v.sqrt() * (1_000_000.0 + 200_000.0 * (1.0 - v.powi(10)) / (1.0 - v));
    close(found.of("independent.cost")[0], expected, 1e-9, "cost");
    close(found.of("independent.effort")[0], 100.0 + 10.0 * 20.0, 1e-9, "effort");
}

/// One administration alone, 48 PM over 18 months, m = 0.2, e = 0.05, legacy 60 000 a year growing by e.
/// Build: 32 PM in year 0, 16 in year 1. Running from 1.5: in year 1 48·(0.25·0.5 + 0.01·0.5²/2) = 6.06, in year
/// t ≥ 2 48·(0.25 + 0.01·(t − 1)). Legacy: 60 000·(1 + 0.05/2) = 61 500, then 60 000·(0.5 + 0.05·(1.5² − 1)/2) = 31 875.
#[test]
fn one_administration_alone() {
    let overrides = [
        "discount_rate=0.04",
        "module.m.size=48",
        "schedule.coefficient=18",
        "running.maintenance=0.2",
        "running.enhancement=0.05",
        "administration.a0.legacy_cost=60000",
    ];
    let found = still(1, &overrides, 16);
    let effort = |t: usize| match t {
        0 => 32.0,
        1 => 16.0 + 6.06,
        t => 48.0 * (0.25 + 0.01 * (t as f64 - 1.0)),
    };
    let legacy = [61_500.0, 31_875.0];
    let mut cost = 0.0;
    for t in 0..10 {
        let money = 10_000.0 * effort(t) + legacy.get(t).unwrap_or(&0.0);
        cost += money * 1.04_f64.powf(-(t as f64 + 0.5));
        close(found.of(&format!("year.{t}.independent.cost"))[0], money, 1e-9, "money of a year");
        close(found.of(&format!("year.{t}.independent.effort"))[0], effort(t), 1e-9, "effort of a year");
    }
    close(found.of("independent.cost")[0], cost, 1e-9, "cost");
    close(found.of("independent.live_years")[0], 8.5, 1e-9, "live years");
}

/// An abandoned build: 0.5 of 12 months and 100 PM are lost, so live after 18 months, at 150 PM.
#[test]
fn a_build_abandoned_once() {
    let found = still(1, &["effort.cancellation=1", "schedule.coefficient=12"], 16);
    close(found.of("independent.build")[0], 150.0, 1e-9, "effort");
    close(found.of("independent.go_live")[0], 1.5, 1e-9, "go-live");
    close(found.of("year.0.independent.effort")[0], 100.0, 1e-9, "half a build lost, half of the next");
}

/// 100 PM of 4 years overrun by 1.2·1.1^(4 − 2) = 1.452, which takes 4·√1.452 years; half of that in logarithms is system: 100·√1.452
/// kept up at 0.1 a year to year 20. Of 20 years 10 count: 1.2·1.1^8.
#[test]
fn a_long_build_overruns_more_and_leaves_more_to_keep_up() {
    let more = ["effort.overrun=1.2", "effort.overrun_growth=0.1", "running.overrun_carried=0.5"];
    let four = ["horizon=20", "schedule.coefficient=48", "schedule.overrun_exponent=0.5", "running.maintenance=0.1"];
    let found = still(1, &[&more[..], &four].concat(), 16);
    let root = 1.452_f64.sqrt();
    close(found.of("independent.build")[0], 145.2, 1e-9, "effort");
    close(found.of("independent.go_live")[0], 4.0 * root, 1e-9, "go-live");
    close(found.of("independent.running")[0], 10.0 * root * (20.0 - 4.0 * root), 1e-9, "running");
    let twenty = still(1, &[&more[..], &["horizon=40", "schedule.coefficient=240"]].concat(), 16);
    close(twenty.of("independent.build")[0], 120.0 * 1.1_f64.powi(8), 1e-9, "effort of twenty years");
}

/// Legacy of 60 000 a year: an annuity where it is even. Growing by 0.05 a year from when it is needed, after two years
/// and a half: 60 000·(7.5 + 0.05·7.5²/2).
#[test]
fn to_keep_what_there_is_costs_its_annuity() {
    let keep = [r#"strategies=["independent", "shared", "keep"]"#, "administration.a0.legacy_cost=60000"];
    let even = still(1, &[&keep[..], &["discount_rate=0.05"]].concat(), 16);
    let v: f64 = 1.0 / 1.05;
    close(even.of("keep.cost")[0], 60_000.0 * v.sqrt() * (1.0 - v.powi(10)) / (1.0 - v), 1e-9, "an annuity");
    let growing = still(1, &[&keep[..], &["running.enhancement=0.05", "administration.a0.joins=2.5"]].concat(), 16);
    close(growing.of("keep.cost")[0], 534_375.0, 1e-9, "growing");
    close(growing.of("year.2.keep.cost")[0], 60_000.0 * (0.5 + 0.05 * 0.125), 1e-9, "its first half year");
    assert_eq!(growing.of("keep.effort")[0], 0.0);
}

/// 5 % for three years, then 2 %: v_t = 1.05^−(t + 0.5), from year 3 on 1.05^−3·1.02^−(t − 3 + 0.5).
#[test]
fn rates_change_from_the_year_said() {
    let rates = "discount_rate={ schedule = [[0, 0.05], [3, 0.02]] }";
    let found = still(1, &[rates, "running.maintenance=0.2"], 16);
    let v = |t: f64| 1.05_f64.powf(-3.0_f64.min(t + 0.5)) * 1.02_f64.powf(-(t - 2.5).max(0.0));
    let cost = 1_000_000.0 * v(0.0) + 200_000.0 * (0..10).map(|t| v(f64::from(t))).sum::<f64>();
    close(found.of("independent.cost")[0], cost, 1e-9, "alone");
    close(found.of("shared.cost")[0], cost, 1e-9, "a core of one");
}

/// Wages grow by 3 % a year, and nothing else does: the build of year 0 costs 1 000 000 beside 60 000 for the old system, the
/// roll-out of year 1 7 000, running in year t 200 000·1.03^t.
#[test]
fn wages_grow_and_nothing_else() {
    let sets = [
        "effort.wage_growth=0.03",
        "schedule.coefficient=12",
        "running.maintenance=0.2",
        "administration.a0.legacy_cost=60000",
        "administration.a0.rollout_cost=7000",
    ];
    let found = still(1, &sets, 16);
    for strategy in ["independent", "shared"] {
        for t in 0..10 {
            let other = [1_060_000.0, 7_000.0].get(t).unwrap_or(&0.0);
            let running = if t == 0 { 0.0 } else { 200_000.0 * 1.03_f64.powi(t as i32) };
            close(found.of(&format!("year.{t}.{strategy}.cost"))[0], other + running, 1e-9, strategy);
        }
        close(found.of(&format!("{strategy}.effort"))[0], 280.0, 1e-9, "effort");
    }
}

const TWO: [&str; 13] = [
    "horizon=4",
    "schedule.coefficient=12",
    "reuse.writing_for_reuse=1.5",
    "reuse.reusing=0.25",
    "reuse.adaptation_same_level=0.2",
    "running.maintenance=0.2",
    "running.enhancement=0.1",
    "running.merging=0.1",
    "consortium.setup=8",
    "consortium.coordination=0.1",
    "consortium.support=0.5",
    "administration.a0.labour_rate=10000",
    "administration.a1.labour_rate=20000",
];

/// Two members, every build takes a year. K = 1 + 0.1·log2 2 = 1.1; V0 = 1.5·0.8·100 = 120; core build 1.1·120 + 8 =
/// 140 PM at the mean rate 15 000. Local work 0.25·80 + 20 = 40 PM each in year 1. Core from year 1: upkeep
/// 0.2·1.1·120·(1.05, 1.15, 1.25) = 27.72, 30.36, 33; growth 0.1·1.1·120 = 13.2; support 1. Local code 20 PM, then 22:
/// 0.3·20 + 2 = 8 and 0.3·22 + 2 = 8.6 each.
#[test]
fn two_members_by_hand() {
    let found = still(2, &TWO, 16);
    let core = [140.0, 41.92, 44.56, 47.2];
    let local = [0.0, 40.0, 8.0, 8.6];
    for t in 0..4 {
        let year = |what: &str| found.of(&format!("year.{t}.shared.{what}"))[0];
        close(year("effort"), core[t] + 2.0 * local[t], 1e-9, "effort of a year");
        close(year("cost"), 15_000.0 * core[t] + 30_000.0 * local[t], 1e-9, "money of a year");
    }
    close(found.of("shared.cost")[0], 5_803_200.0, 1e-9, "cost");
    close(found.of("administration.a0.shared.cost")[0], 2_618_600.0, 1e-9, "first member");
    close(found.of("administration.a1.shared.cost")[0], 3_184_600.0, 1e-9, "second member");
    close(found.of("shared.build")[0], 120.0, 1e-9, "core without coordination");
    close(found.of("shared.adaptation")[0], 80.0, 1e-9, "adaptation");
    close(found.of("shared.go_live")[0], 2.0, 1e-9, "go-live");
}

/// The same with 4 % a year and a grant of 1 000 000: of the build's 2 100 000 in year 0 that much is not billed.
#[test]
fn two_members_with_a_grant() {
    let found = still(2, &[&TWO[..], &["discount_rate=0.04", "consortium.funding=1000000"]].concat(), 16);
    let v = |t: f64| 1.04_f64.powf(-(t + 0.5));
    let total = 2_100_000.0 * v(0.0) + 1_828_800.0 * v(1.0) + 908_400.0 * v(2.0) + 966_000.0 * v(3.0);
    close(found.of("shared.cost")[0], total, 1e-9, "cost before funding");
    close(found.of("funding")[0], 1_000_000.0 * v(0.0), 1e-9, "grant");
    let pot = 550_000.0 * v(0.0) + 314_400.0 * v(1.0) + 334_200.0 * v(2.0) + 354_000.0 * v(3.0);
    let own = 400_000.0 * v(1.0) + 80_000.0 * v(2.0) + 86_000.0 * v(3.0);
    close(found.of("administration.a0.shared.cost")[0], pot + own, 1e-9, "first member");
}

/// Two who know each other form a consortium in 1.5·(1 − 0.4) = 0.9 years, at 9 PM, then build for a year: 10 PM in year 0, 90
/// in year 1, live at 1.9. Alone both are live at 1, so each loses 0.9 live years, worth 50 000 and 30 000 a year; the old
/// system of one goes on at 12 000 a year.
#[test]
fn who_is_later_owes_the_service_that_is_lost() {
    let sets = [
        "schedule.coefficient=12",
        "consortium.formation=1.5",
        "consortium.network_relief=0.4",
        "consortium.setup=9",
        r#"administration.*.networks=["one"]"#,
        "administration.a0.legacy_cost=12000",
        "administration.a0.benefit=50000",
        "administration.a1.benefit=30000",
    ];
    let found = still(2, &sets, 16);
    let of = |output: &str| found.of(output)[0];
    close(of("year.0.shared.effort"), 19.0, 1e-9, "set-up, and the start of the build");
    close(of("year.1.shared.effort"), 90.0, 1e-9, "the rest of it");
    close(of("administration.a0.shared.go_live"), 1.9, 1e-9, "go-live");
    close(of("independent.cost"), 2_012_000.0, 1e-9, "alone");
    close(of("independent.equal_service"), 2_012_000.0, 1e-9, "alone");
    close(of("shared.cost"), 1_090_000.0 + 22_800.0, 1e-9, "cash");
    close(of("shared.equal_service"), 1_090_000.0 + 22_800.0 + 0.9 * 80_000.0, 1e-9, "equal service");
    close(of("administration.a0.shared.equal_service"), 545_000.0 + 22_800.0 + 45_000.0, 1e-9, "one");
    close(of("administration.a1.shared.equal_service"), 545_000.0 + 27_000.0, 1e-9, "the other");
    // Of year 0 nobody has anything, of year 1 a tenth is left with the core: discounted to there.
    let later = still(2, &[&sets[..], &["discount_rate=0.04"]].concat(), 16);
    let lost = later.of("shared.equal_service")[0] - later.of("shared.cost")[0];
    close(lost, 0.9 * 80_000.0 * 1.04_f64.powf(-1.5), 1e-9, "lost in year 1");
}

/// Alone 1 000 000, a year of the old system at 160 000 and nine of one's own at 100 000: 2 060 000, and 460 000 more than ten of
/// the old. Nine live years have to be worth that. At 300 000 a year building pays of itself.
#[test]
fn a_live_year_is_worth_what_makes_building_alone_pay() {
    let sets =
        [r#"strategies=["independent", "shared", "keep"]"#, "schedule.coefficient=12", "running.maintenance=0.1"];
    let at = |legacy: u32| still(1, &[&sets[..], &[&format!("administration.a0.legacy_cost={legacy}")]].concat(), 16);
    let dear = at(160_000);
    close(dear.of("independent.cost")[0], 2_060_000.0, 1e-9, "alone");
    close(dear.of("independent.benefit")[0], 460_000.0, 1e-9, "nine live years");
    close(dear.inputs["administration.a0.benefit"][0], 460_000.0 / 9.0, 1e-9, "one of them");
    close(dear.of("keep.equal_service")[0], 2_060_000.0, 1e-9, "keeping the old one");
    let dearer = at(300_000);
    assert_eq!(dearer.inputs["administration.a0.benefit"][0], 0.0);
    close(dearer.of("keep.equal_service")[0], 3_000_000.0, 1e-9, "keeping the old one");
}

/// Ten years of an installation take 20 PM, and 500 a year for a thousand people; of the 20 PM a quarter is done together.
#[test]
fn a_part_of_operations_is_done_once() {
    let sets = [
        "operations.instance=2",
        "operations.pooled=0.25",
        "operations.per_person=0.5",
        "administration.*.population=1000",
    ];
    let found = still(2, &sets, 16);
    let of = |output: &str| found.of(output)[0];
    close(of("independent.operations"), 40.0, 1e-9, "alone");
    close(of("independent.cost"), 2_000_000.0 + 400_000.0 + 10_000.0, 1e-9, "alone");
    close(of("shared.operations"), 5.0 + 2.0 * 15.0, 1e-9, "together and each");
    close(of("shared.cost"), 1_000_000.0 + 350_000.0 + 10_000.0, 1e-9, "shared");
    close(of("administration.a0.shared.cost"), 525_000.0 + 150_000.0 + 5_000.0, 1e-9, "a member");
}

/// A quarter of a PM a year: ten years of one, six of the other at twice the rate.
#[test]
fn members_take_part_while_they_are_in() {
    let sets = ["consortium.participation=0.25", "administration.a1.joins=4", "administration.a1.labour_rate=20000"];
    let found = still(2, &sets, 16);
    close(found.of("shared.effort")[0], 100.0 + 4.0, 1e-9, "effort");
    close(found.of("shared.cost")[0], 1_000_000.0 + 25_000.0 + 30_000.0, 1e-9, "cost");
    close(found.of("shared.coordination")[0], 4.0, 1e-9, "coordination");
}

/// Four founders, 0.1 a step: log2 4 = 2, 4 − 1 = 3, 4·3/2 = 6.
#[test]
fn coordination_grows_as_said() {
    for (growth, k) in [("logarithmic", 1.2), ("linear", 1.3), ("pairs", 1.6)] {
        let growing = format!("consortium.coordination_growth={growth}");
        let found = still(4, &["consortium.coordination=0.1", &growing], 16);
        close(found.of("shared.effort")[0], 100.0 * k, 1e-9, growth);
    }
    let drawn = "consortium.coordination_growth={ logarithmic = 3, pairs = 1 }";
    let found = still(4, &["consortium.coordination=0.1", drawn], MANY);
    expect(found.of("shared.effort"), 0.75 * 120.0 + 0.25 * 160.0, "one of the two");
}

/// Two users are one doubling: each live year with the core counts 1.1, and 1.2 of four. Alone it counts 1.
#[test]
fn a_live_year_counts_more_with_more_users() {
    for (members, counts) in [(2, 1.1), (4, 1.2)] {
        let found = still(members, &["community.quality=0.1", "administration.*.benefit=50000"], 16);
        close(found.of("administration.a0.shared.lived")[0], 10.0 * counts, 1e-9, "shared");
        close(found.of("administration.a0.independent.lived")[0], 10.0, 1e-9, "alone");
        let gain = members as f64 * 50_000.0 * 10.0 * (counts - 1.0);
        close(found.of("shared.cost")[0] - found.of("shared.equal_service")[0], gain, 1e-9, "gained");
    }
}

/// A core of 80 PM is given up halfway, after 40 PM and half a year. Of a member's 100 PM 0.4·0.5·(1 − 0.25)·(1 − 0.2) = 0.12
/// are there: 88 each, live a year later, all 100 kept up at 0.1 a year. Who keeps its old system pays 5 000 a year to the end;
/// who buys sets a product up at a tenth, in a year, and pays 9 000 a year for the rest.
#[test]
fn what_follows_an_abandoned_core() {
    let sets = [
        "schedule.coefficient=12",
        "reuse.reusing=0.25",
        "reuse.adaptation_same_level=0.2",
        "running.maintenance=0.1",
        "consortium.cancellation=1",
        "consortium.salvage=0.4",
        "administration.*.legacy_cost=5000",
        "buy.fee=9000",
        "buy.integration=0.1",
        "buy.customisation=0",
    ];
    let by = |fallback: &str| still(2, &[&sets[..], &[&format!("consortium.fallback={fallback}")]].concat(), 16);
    let alone = by("independent");
    close(alone.of("shared.build")[0], 40.0 + 2.0 * 88.0, 1e-9, "the core's half, and their own");
    close(alone.of("shared.running")[0], 2.0 * 10.0 * 8.5, 1e-9, "running");
    close(alone.of("shared.go_live")[0], 1.5, 1e-9, "go-live");
    close(alone.of("shared.cost")[0], 10_000.0 * (216.0 + 170.0) + 2.0 * 7_500.0, 1e-9, "cost");
    let keep = by("keep");
    close(keep.of("shared.effort")[0], 40.0, 1e-9, "the core's half");
    close(keep.of("shared.cost")[0], 400_000.0 + 100_000.0, 1e-9, "and what there is");
    assert_eq!(keep.of("shared.go_live")[0], f64::INFINITY);
    let buy = by("buy");
    close(buy.of("shared.effort")[0], 40.0 + 2.0 * 10.0, 1e-9, "set-up");
    close(buy.of("shared.cost")[0], 600_000.0 + 2.0 * (7_500.0 + 8.5 * 9_000.0), 1e-9, "fees");
}

/// X = 0, 1, 1 + 0.14·9 = 2.26, 2.26 + 0.1904·7.74 = 3.733696: 6.993696 adopter-years, of whom half contribute
/// 1 PM a year, of which a fifth goes into review.
#[test]
fn adopters_spread_as_bass_says() {
    let community = ["community.market=10", "community.innovation=0.1", "community.imitation=0.4"];
    let rest = ["community.contributors=0.5", "community.contribution=1", "community.triage=0.2"];
    let plain = ["horizon=4", "running.maintenance=0.2"];
    let without = still(2, &plain, 16).of("shared.effort")[0];
    let with = still(2, &[&plain[..], &community[..], &rest[..]].concat(), 16).of("shared.effort")[0];
    close(without, 180.0, 1e-9, "without a community");
    close(without - with, 6.993_696 * 0.5 * 0.8, 1e-9, "taken off");
}

/// 20/1000·0.1 incidents per PM and year on 100 PM in ten years: Poisson of mean 2. Its variance is 2 as well, that
/// of the sample variance (μ4 − σ⁴)/n with μ4 = λ(1 + 3λ) = 14: (14 − 4)/n.
#[test]
fn incidents_are_poisson() {
    let security = ["security.vulnerabilities=20", "security.exploited=0.1", "security.fix=1.5", "security.loss=50000"];
    let found = still(1, &security, MANY);
    let incidents = found.of("independent.incidents");
    expect(incidents, 2.0, "incidents");
    let error = (10.0 / MANY as f64).sqrt();
    assert!((variance(incidents) - 2.0).abs() <= ERRORS * error, "variance {}", variance(incidents));
    let none: Vec<f64> = incidents.iter().map(|&k| f64::from(u8::from(k == 0.0))).collect();
    expect(&none, (-2.0_f64).exp(), "no incident at all");
    expect(found.of("independent.security"), 3.0, "effort to mend");
    expect(found.of("independent.cost"), 1_000_000.0 + 2.0 * (15_000.0 + 50_000.0), "cost");
    expect(found.of("shared.incidents"), 2.0, "incidents of a core of the same size");
}

/// One loss L a replication, K ~ Poisson(2): E[K·L] = 2·E[L], E[(K·L)²] = (2 + 4)·E[L²]. L is lognormal, median
/// 50 000, sigma 0.5: E[L] = 50 000·e^0.125, E[L²] = 50 000²·e^0.5.
#[test]
fn losses_are_compound_poisson() {
    let loss = "security.loss={ lognormal = { median = 50000, sigma = 0.5 } }";
    let found = still(1, &["security.vulnerabilities=20", "security.exploited=0.1", loss], MANY);
    let losses: Vec<f64> = found.of("independent.cost").iter().map(|cost| (cost - 1_000_000.0) / 50_000.0).collect();
    expect(&losses, 2.0 * 0.125_f64.exp(), "mean");
    let squares: Vec<f64> = losses.iter().map(|x| x * x).collect();
    expect(&squares, 6.0 * 0.5_f64.exp(), "second moment");
}

/// With eyes = 1 and two members the core's rate halves: mean 1 in place of 2.
#[test]
fn eyes_divide_incidents() {
    let security = ["security.vulnerabilities=20", "security.exploited=0.1", "security.eyes=1"];
    let found = still(2, &security, MANY);
    expect(found.of("shared.incidents"), 1.0, "core");
    expect(found.of("independent.incidents"), 4.0, "two alone");
}

/// Overrun lognormal, median 1.2, sigma 0.4: a build of 100 PM takes 120·e^0.08 on average, its logarithm has the
/// variance 0.16 (error of a normal's variance: 0.16·√(2/n)); two builds of correlation 0.3 vary together as much, and
/// so do each of them and the core: the common cause is nobody's own overrun.
#[test]
fn overruns_are_lognormal() {
    let overrun = "effort.overrun={ lognormal = { median = 1.2, sigma = 0.4 } }";
    let found = still(2, &[overrun, "effort.overrun_correlation=0.3"], MANY);
    let of = |name: &str| -> Vec<f64> { found.of(name).iter().map(|effort| (effort / 120.0).ln() / 0.4).collect() };
    expect(found.of("administration.a0.independent.effort"), 120.0 * 0.08_f64.exp(), "alone");
    expect(found.of("shared.build"), 120.0 * 0.08_f64.exp(), "core");
    let (a, b, core) =
        (of("administration.a0.independent.effort"), of("administration.a1.independent.effort"), of("shared.build"));
    let error = (2.0 / MANY as f64).sqrt();
    assert!((variance(&a) - 1.0).abs() <= ERRORS * error, "variance {}", variance(&a));
    let together = |x: &[f64], y: &[f64]| -> Vec<f64> { x.iter().zip(y).map(|(x, y)| x * y).collect() };
    expect(&together(&a, &b), 0.3, "two administrations");
    expect(&together(&a, &core), 0.3, "an administration and the core");
}

/// Live at once, hazard 0.1 a year over ten years: e^−1 stay. Members leave one by one, so their number has the
/// binomial variance 5·p·(1 − p).
#[test]
fn members_leave_at_their_hazard() {
    let found = still(5, &["consortium.exit=0.1"], MANY);
    let p = (-1.0_f64).exp();
    expect(found.of("members_at_end"), 5.0 * p, "members at the end");
    let spread = variance(found.of("members_at_end"));
    // Variance of a binomial's sample variance, about 2σ⁴/n.
    let error = 5.0 * p * (1.0 - p) * (2.0 / MANY as f64).sqrt();
    assert!((spread - 5.0 * p * (1.0 - p)).abs() <= ERRORS * error, "variance {spread}");
}

/// A gamma factor of variance v on all hazards: (1 + v·h·T)^(−1/v) stay, here 3^(−1/2).
#[test]
fn exits_in_waves_follow_the_gamma_factor() {
    let found = still(5, &["consortium.exit=0.1", "consortium.contagion=2"], MANY);
    expect(found.of("members_at_end"), 5.0 / 3.0_f64.sqrt(), "members at the end");
    assert!(variance(found.of("members_at_end")) > 2.0 * 5.0 / 4.0, "exits do not come in waves");
}

/// Hazard 0.3 during the year of the build and 0.1 in the nine after it: e^−1.2 stay.
#[test]
fn hazards_before_and_after_go_live_add_up() {
    let found = still(5, &["schedule.coefficient=12", "consortium.exit_build=0.3", "consortium.exit=0.1"], MANY);
    // Ended before go-live by the exit of all five: abandoned, with nobody left all the same.
    expect(found.of("members_at_end"), 5.0 * (-1.2_f64).exp(), "members at the end");
}

/// Live after a year, ten years to go at 0.05 a year: 1 − e^−0.5.
#[test]
fn consortia_dissolve_at_their_rate() {
    let found = still(3, &["horizon=11", "schedule.coefficient=12", "consortium.dissolution=0.05"], MANY);
    expect(found.of("dissolved"), 1.0 - (-0.5_f64).exp(), "dissolved");
    expect(found.of("members_at_end"), 3.0 * (-0.5_f64).exp(), "members at the end");
}

/// An abandoned core costs half of its 100 PM; the two members then build alone, 100 PM each, in place of nothing.
#[test]
fn cores_are_abandoned_as_often_as_said() {
    let found = still(2, &["schedule.coefficient=12", "consortium.cancellation=0.3"], MANY);
    expect(found.of("abandoned"), 0.3, "abandoned");
    expect(found.of("shared.effort"), 0.7 * 100.0 + 0.3 * 250.0, "effort");
    let alone = still(2, &["effort.cancellation=0.3"], MANY);
    expect(alone.of("independent.effort"), 2.0 * 100.0 * 1.15, "builds begun again");
}

/// Four in ten own systems are begun again after half; a product's set-up of a quarter of one in one case of ten, an adaptation
/// of three tenths in twelve of a hundred.
#[test]
fn small_builds_are_seldom_abandoned() {
    let sets = [
        r#"strategies=["independent", "shared", "buy"]"#,
        "effort.cancellation=0.4",
        "consortium.cancellation=0",
        "reuse.adaptation_same_level=0.3",
        "buy.fee=1",
        "buy.integration=0.25",
        "buy.customisation=0",
    ];
    let found = still(2, &sets, MANY);
    expect(found.of("independent.build"), 2.0 * 100.0 * 1.2, "own systems");
    expect(found.of("buy.adaptation"), 2.0 * 25.0 * 1.05, "set-ups");
    expect(found.of("shared.adaptation"), 2.0 * 30.0 * 1.06, "adaptations");
}

/// Abandoned is the quarter that overran most. Overruns are lognormal, median 1, sigma 0.5: beyond the upper quartile, 0.674490
/// standard deviations, they add up to e^0.125·Φ(0.5 − 0.674490), Φ(−0.174490) = 0.430740, and half of that is lost.
#[test]
fn what_is_abandoned_had_overrun() {
    let sets = [
        "effort.overrun={ lognormal = { median = 1, sigma = 0.5 } }",
        "effort.cancellation=0.25",
        "effort.cancellation_correlation=1",
        "consortium.cancellation=0",
    ];
    let found = still(1, &sets, MANY);
    expect(found.of("independent.build"), 100.0 * 0.125_f64.exp() * (1.0 + 0.5 * 0.430_740), "effort");
}
