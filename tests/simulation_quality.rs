//! What a run says of itself: how its mean settled, what it is at each point of what is not known, and whether inputs moved
//! together as asked.

mod program;

use model::results::{Best, Results};
use model::sampling::design::Design;
use model::scenario::Scenario;
use model::simulation::{Settings, simulate, summarise};
use std::ops::ControlFlow;
use std::path::Path;
use study::input::Written;

fn shipped(name: &str) -> Scenario {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(format!("{name}.toml"));
    let written = Written::read(&path, &[], false).expect("readable");
    written.loaded().scenario.clone().expect("good")
}

fn run(scenario: &Scenario, settings: &Settings, threads: usize) -> Results {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
    pool.install(|| {
        let simulation = simulate(scenario, settings, &mut |_| ControlFlow::Continue(())).expect("finite");
        summarise(scenario, &simulation)
    })
}

fn best(results: &Results) -> &Best {
    results.best.as_ref().expect("a choice")
}

/// The first replications of a long run are those of a short one, so that its mean on the way is the mean of the short one.
#[test]
fn the_mean_on_the_way_is_that_of_a_shorter_run() {
    let scenario = shipped("canada-notify");
    let long = run(&scenario, &Settings::new(6000, 3), 2);
    let steps = &best(&long).settling;
    assert!(steps.len() >= 8 && steps[0].replications == 32, "{steps:?}");
    assert!(steps.windows(2).all(|pair| 3 * pair[1].replications >= 4 * pair[0].replications), "{steps:?}");
    for step in [steps[0], steps[3], steps[steps.len() - 1]] {
        let short = run(&scenario, &Settings::new(step.replications, 3), 1);
        assert_eq!((best(&short).strategy, best(&short).rival), (best(&long).strategy, best(&long).rival));
        let of = &best(&short).cheaper_by;
        let near = |a: f64, b: f64| (a / b - 1.0).abs() < 1e-9;
        assert!(near(of.mean.expect("a mean"), step.mean), "{step:?} {of:?}");
        assert!(near(of.standard_error.expect("an error"), step.standard_error.expect("an error")), "{step:?}");
    }
}

#[test]
fn what_a_run_says_of_itself_does_not_depend_on_threads() {
    for (name, replications, design) in [
        ("canada-notify", 5000, Design::Random),
        ("canada-notify", 4096, Design::Sobol),
        ("os2-denmark", 700, Design::Random),
    ] {
        let scenario = shipped(name);
        let settings = Settings { ambiguity: true, ..Settings::new(replications, 5).with(design) };
        let [one, three] = [1, 3].map(|threads| run(&scenario, &settings, threads));
        assert_eq!(best(&one).settling, best(&three).settling, "{name}");
        assert!(!best(&one).settling.is_empty() && !one.together.is_empty(), "{name}");
        assert_eq!((&one.together, &one.ambiguity), (&three.together, &three.ambiguity), "{name}");
    }
}

/// Of a design the error comes from its sixteen randomisations, which are equally far at each step.
#[test]
fn a_design_is_followed_by_its_randomisations() {
    let scenario = shipped("canada-notify");
    let results = run(&scenario, &Settings::new(4096, 3).with(Design::Sobol), 2);
    let steps = &best(&results).settling;
    assert!(steps.len() >= 4 && steps.iter().all(|step| step.replications % 128 == 0), "{steps:?}");
    let half = steps.iter().find(|step| step.replications == 1024).expect("a power of two");
    let short = run(&scenario, &Settings::new(1024, 3).with(Design::Sobol), 1);
    let of = &best(&short).cheaper_by;
    let near = |a: f64, b: f64| (a / b - 1.0).abs() < 1e-9;
    assert!(near(of.mean.expect("a mean"), half.mean), "{half:?} {of:?}");
    assert!(near(of.standard_error.expect("an error"), half.standard_error.expect("an error")), "{half:?} {of:?}");
}

/// The quantiles that results tell are those of the points.
#[test]
fn points_of_what_is_not_known_are_those_of_the_range() {
    let results = run(&shipped("canada-notify"), &Settings { ambiguity: true, ..Settings::new(4000, 1) }, 2);
    let ambiguity = results.ambiguity.expect("told");
    for told in &ambiguity.differences {
        let mut chances: Vec<f64> = told.at.iter().map(|point| point.positive).collect();
        chances.sort_by(f64::total_cmp);
        assert_eq!(chances.len() as u64, ambiguity.points);
        let [low, high] = [0.05, 0.95].map(|p| model::samples::quantile(&chances, p));
        assert!((low - told.positive.p5).abs() < 1e-12 && (high - told.positive.p95).abs() < 1e-12, "{told:?}");
        let [reverse, upright] = [told.at[7].reversed(0.25), told.at[7]];
        assert_eq!(reverse.positive, (0.75 - upright.positive).clamp(0.0, 1.0));
    }
}

/// Module sizes are asked to move together by 0.4: of ranks 6/π·asin(0.2) = 0.385; a pair of 4,096 draws is within 0.06 but for
/// one in 10,000.
#[test]
fn inputs_move_together_as_asked() {
    let results = run(&shipped("canada-notify"), &Settings::new(5000, 2), 2);
    let sizes = results.together.iter().find(|group| group.name.contains("size")).expect("asked");
    assert_eq!((sizes.asked, sizes.replications), (0.4, 4096));
    assert!((sizes.asked_of_ranks - 0.384_6).abs() < 1e-3, "{}", sizes.asked_of_ranks);
    for group in &results.together {
        let pairs = &group.achieved;
        assert!(!pairs.is_empty(), "{}", group.name);
        let off = |of_ranks: f64| (of_ranks - group.asked_of_ranks).abs();
        assert!(pairs.iter().all(|pair| off(pair.of_ranks) < 0.07), "{group:?}");
    }
}

#[test]
fn nothing_is_told_of_what_was_not_asked_or_not_drawn() {
    let place = program::place(&program::certain(3));
    let written = Written::read(&place.path().join("some.toml"), &[], false).expect("readable");
    let scenario = written.loaded().scenario.clone().expect("good");
    let results = run(&scenario, &Settings::new(1000, 1), 1);
    assert_eq!(results.together, []);
    let single = run(&shipped("canada-notify"), &Settings::new(1, 1), 1);
    assert_eq!((&single.together[..], &best(&single).settling[..]), (&[][..], &[][..]));
}
