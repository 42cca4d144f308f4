//! Which models can be held against which data: a model of this program by its published constants, and fitted ones.

use super::candidates::Learning;
use super::elsewhere::from_other_sets;
use super::found::Learnt;
use super::sample::Sample;
use crate::data_sets::{Project, Rated, SETS, SizeUnit};
use model::effort::cocomo_81::{MODES, basic, intermediate};
use model::effort::{cocomo_ii, function_points, power};

/// A model to hold against a sample.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Its word: that of `effort.model` where it is one.
    pub model: &'static str,
    /// What it learns from the other projects, in words.
    pub learnt: Learnt,
    /// How.
    pub learning: Learning,
    /// Whether it was made from these very projects.
    pub made_on_these: bool,
}

/// The coefficient and the exponent that `power` takes unless given.
const POWER: [f64; 2] = [2.94, 1.0997];
/// The median of `function-points` unless given; it was made from the public sets, all of them.
const HOURS_PER_POINT: f64 = 12.0;
/// The data set that COCOMO 81 was made from.
const BOEHM: &str = "cocomo81";

/// All that apply to a sample.
pub fn candidates(sample: &Sample) -> Vec<Candidate> {
    let own = |model, learnt, learning| Candidate { model, learnt, learning, made_on_these: false };
    let sizes = sample.projects.iter().map(|one| one.size).collect();
    let mut all = vec![
        own("mean", Learnt::Baseline, Learning::Mean),
        own("median", Learnt::Baseline, Learning::Median),
        own("proportional", Learnt::Coefficient, Learning::Coefficient(sizes)),
        own("log-log", Learnt::Both, Learning::Regression),
    ];
    if let Some(each) = from_other_sets(sample) {
        all.push(own("proportional", Learnt::Elsewhere, Learning::Foreseen(each)));
    }
    if sample.unit == Some(SizeUnit::FunctionPoints) {
        let nominal = sample.projects.iter().map(|one| function_points::effort(one.size, HOURS_PER_POINT)).collect();
        let (model, made_on_these) = ("function-points", SETS.iter().any(|set| sample.name.starts_with(set.name)));
        all.push(Candidate { model, learnt: Learnt::Width, learning: Learning::Published(nominal), made_on_these });
    }
    if sample.unit == Some(SizeUnit::Kloc) {
        for (model, nominal) in published(sample) {
            let made_on_these = sample.name == BOEHM && model.starts_with("cocomo-81");
            let learning = Learning::Published(nominal.clone());
            all.push(Candidate { model, learnt: Learnt::Width, learning, made_on_these });
            let learning = Learning::Coefficient(nominal);
            all.push(Candidate { model, learnt: Learnt::Coefficient, learning, made_on_these });
        }
    }
    all
}

/// Models in KLOC with their constants, and the nominal effort of every project.
fn published(sample: &Sample) -> Vec<(&'static str, Vec<f64>)> {
    let of_size = |effort: &dyn Fn(&Project) -> f64| sample.projects.iter().map(effort).collect();
    let of_rated = |rated: &[Rated], effort: &dyn Fn(&Rated) -> f64| rated.iter().map(effort).collect();
    let mut all = vec![("power", of_size(&|one| power::effort(one.size, POWER[0], POWER[1])))];
    let rated = sample.rated.as_deref().unwrap_or_default();
    match rated.first().map(|one| one.mode) {
        None => all.push(("cocomo-81-basic", of_size(&|one| basic(one.size, &MODES[0])))),
        Some(Some(_)) => {
            let mode = |one: &Rated| one.mode.unwrap_or(&MODES[0]);
            all.push(("cocomo-81-basic", of_rated(rated, &|one| basic(one.project.size, mode(one)))));
            let effort = |one: &Rated| intermediate(one.project.size, mode(one), one.multipliers);
            all.push(("cocomo-81", of_rated(rated, &effort)));
        }
        Some(None) => {
            let effort = |one: &Rated| cocomo_ii::effort(one.project.size, one.scale_factors, one.multipliers);
            all.push(("cocomo-81-basic", of_size(&|one| basic(one.size, &MODES[0]))));
            all.push(("cocomo-ii", of_rated(rated, &effort)));
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data_sets::find;
    use model::scenario::keys::Global;

    fn words(name: &str) -> Vec<(&'static str, bool)> {
        let set = find(name).expect("a data set");
        let sample = Sample::of(set, set.usual_size()).expect("projects");
        candidates(&sample).iter().map(|one| (one.model, one.made_on_these)).collect()
    }

    #[test]
    fn models_are_held_against_what_they_are_for() {
        assert_eq!(words("china").len(), 6);
        assert!(words("china").contains(&("function-points", true)));
        assert!(words("nasa93").contains(&("cocomo-81", false)) && words("cocomo81").contains(&("cocomo-81", true)));
        assert!(words("nasa_coc2000").contains(&("cocomo-ii", false)));
        assert!(!words("miyazaki94").iter().any(|(model, _)| ["cocomo-81", "cocomo-ii"].contains(model)));
    }

    #[test]
    fn constants_are_those_of_a_scenario_which_gives_nothing() {
        let default = |key: Global| key.spec().default.parse::<f64>().expect("a number");
        let hours = Global::HoursPerPoint.spec().default;
        assert!(hours.contains(&format!("median = {HOURS_PER_POINT},")), "{hours}");
        assert_eq!(POWER, [default(Global::EffortCoefficient), default(Global::EffortExponent)]);
    }
}
