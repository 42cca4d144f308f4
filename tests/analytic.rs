//! Scenarios whose answers are known in closed form, worked out by hand in the comments.
//!
//! Answers without chance agree to 1e-9. Means agree within 4.5 standard errors: a right program fails such a test
//! with probability 7e-6 (normal), some 1e-4 for the whole file; the seeds are fixed, so it passes always or never.

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
overrun_correlation = 0
cancellation = 0
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
[consortium]
setup = 0
coordination = 0
support = 0
cancellation = 0
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
/// variance 0.16 (error of a normal's variance: 0.16·√(2/n)); two builds of correlation 0.3 vary together as much.
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
    expect(&together(&a, &core), 0.3_f64.sqrt(), "an administration and the common cause");
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
