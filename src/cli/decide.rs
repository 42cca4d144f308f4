//! `commonweal decide`: which strategy to choose, how surely, for whom not, and what to find out first.

use super::count;
use super::question::{Question, Unanswered};
use study::analysis::decide::ask::decide;
use study::analysis::decide::found::{Decision, Observation};
use study::analysis::decide::named::{Asked, Group, Study};
use study::analysis::variants::Variants;
use study::input::problem::shown;

/// Most observations of a study.
const MOST: u64 = 1_000_000;

/// Name the strategy to choose, what it would cost to be wrong, what to budget, and what is worth finding out first
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  commonweal decide scenarios/canada-notify.toml\n  commonweal decide scenarios/canada-notify.toml --set consortium.coordination=0.1 -n 50000\n  commonweal decide scenarios/canada-notify.toml --group risks=effort.overrun,consortium.cancellation\n  commonweal decide scenarios/canada-notify.toml --study consortium.cancellation=40 --study running.maintenance=5:20%"
)]
pub struct Decide {
    /// Inputs, `*` for any id, of which it is told what knowing all of them is worth; can be given several times
    #[arg(long = "group", value_name = "NAME=PATH,…", value_parser = group)]
    groups: Vec<Group>,
    /// An input, and how many observations of it a study has whose worth is told; can be given several times. Each is off by
    /// ERROR, a standard deviation in the unit of the input or in percent of its value [default: as uncertain as the input; of a
    /// probability N cases, yes or no; of a hazard N years]
    #[arg(long = "study", value_name = "PATH=N[:ERROR]", value_parser = study)]
    studies: Vec<Study>,
}

/// `risks=effort.overrun,consortium.cancellation`
fn group(text: &str) -> Result<Group, String> {
    let example = "give a name and paths, such as risks=effort.overrun,consortium.cancellation";
    let (name, paths) = text.split_once('=').ok_or(example)?;
    let name = name.trim().to_owned();
    let paths: Vec<String> =
        paths.split(',').map(str::trim).filter(|path| !path.is_empty()).map(str::to_owned).collect();
    if name.is_empty() || paths.is_empty() {
        return Err(example.to_owned());
    }
    Ok(Group { name, paths })
}

/// `consortium.cancellation=40`, `running.maintenance=5:20%`, `consortium.formation=3:0.5`
fn study(text: &str) -> Result<Study, String> {
    let example = "give a path and a number of observations, such as consortium.cancellation=40, or also the error of each, \
                   such as running.maintenance=5:20%";
    let (path, study) = text.rsplit_once('=').ok_or(example)?;
    let (observations, error) = match study.split_once(':') {
        Some((observations, error)) => (observations, Some(of_error(error.trim())?)),
        None => (study, None),
    };
    let path = path.trim().to_owned();
    if path.is_empty() {
        return Err(example.to_owned());
    }
    Ok(Study { path, observations: count::within(1..=MOST)(observations)?, error })
}

fn of_error(text: &str) -> Result<Observation, String> {
    let number = |text: &str| text.trim().parse().ok().filter(|error: &f64| *error > 0.0 && error.is_finite());
    let found = match text.strip_suffix('%') {
        Some(percent) => number(percent).map(|percent| Observation::Relative { error: percent / 100.0 }),
        None => number(text).map(|error| Observation::Absolute { error }),
    };
    let wanted = "an error above 0 is wanted, in the unit of the input or in percent, such as 0.02 or 30%";
    found.ok_or_else(|| format!("`{}`: {wanted}", shown(text)))
}

impl Question for Decide {
    type Found = Decision;
    const FOLDER: &'static str = "decision";
    const COUNTED: &'static str = "Replications";
    const ALLOWED: [u32; 2] = [100, 1_000_000];

    fn ask(&self, variants: &Variants) -> Result<Decision, Unanswered> {
        for (k, group) in self.groups.iter().enumerate() {
            if self.groups[..k].iter().any(|other| other.name == group.name) {
                let message = format!("two groups are called `{}`: give each a name of its own", shown(&group.name));
                return Err(Unanswered::Usage(message));
            }
        }
        let asked = Asked { groups: self.groups.clone(), studies: self.studies.clone() };
        Ok(decide(variants, &variants.scenario(&[])?, &asked)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_and_studies_are_read() {
        let risks = group("risks = effort.overrun, consortium.cancellation").expect("a group");
        assert_eq!((risks.name.as_str(), risks.paths.len()), ("risks", 2));
        assert!(["risks", "=a", "risks=", "risks=,"].into_iter().all(|text| group(text).is_err()));
        let of = |text: &str| study(text).map(|study| (study.path, study.observations, study.error));
        assert_eq!(of("a.b=40"), Ok(("a.b".to_owned(), 40, None)));
        assert_eq!(of("a.b=4: 0.5"), Ok(("a.b".to_owned(), 4, Some(Observation::Absolute { error: 0.5 }))));
        assert_eq!(of("a.b=4:30%"), Ok(("a.b".to_owned(), 4, Some(Observation::Relative { error: 0.3 }))));
        for text in
            ["a.b", "a.b=", "a.b=0", "=3", "a.b=3:", "a.b=3:0", "a.b=3:-1", "a.b=3:nan", "a.b=1.5", "a.b=3:inf%"]
        {
            assert!(of(text).is_err(), "{text}");
        }
    }
}
