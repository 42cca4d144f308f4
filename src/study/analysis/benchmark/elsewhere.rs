//! What a place without finished projects of its own can know: effort in proportion to size, as in other data sets.
//!
//! r = ln(effort/size) · r̄_s its mean in data set s, one of k · m = mean of r̄_s · v = mean over s of mean (r − m)².
//! Foreseen of ln y: t of k − 1 degrees at ln x + m, scale √(v(1 + 1/k)): each data set counts the same, and what differs
//! between places is learnt from k of them, however many projects they have. Needs three of them.

use super::sample::Sample;
use crate::calibration::student::Student;
use crate::data_sets::{DataSet, SETS};
use model::samples::mean;

/// Fewest other data sets.
const LEAST: usize = 3;

/// Data sets that share projects share a family: their names begin so.
const FAMILIES: [&str; 1] = ["nasa"];

fn family(name: &str) -> &str {
    let name = name.split(' ').next().unwrap_or(name);
    FAMILIES.into_iter().find(|family| name.starts_with(family)).unwrap_or(name)
}

/// What the other public data sets in the same unit foresee; none without three of them.
pub fn from_other_sets(sample: &Sample) -> Option<Vec<Student>> {
    let unit = sample.unit?;
    let mut others: Vec<&DataSet> = Vec::new();
    for set in SETS.iter().filter(|set| family(set.name) != family(&sample.name)) {
        let counts = set.sizes.iter().any(|column| column.unit == unit);
        if counts && others.iter().all(|other| family(other.name) != family(set.name)) {
            others.push(set);
        }
    }
    let logs = |set: &&DataSet| -> Option<Vec<f64>> {
        let projects = set.projects(unit).ok()?;
        Some(projects.iter().map(|one| libm::log(one.effort / one.size)).collect())
    };
    let sets: Vec<Vec<f64>> = others.iter().map(logs).collect::<Option<_>>()?;
    if sets.len() < LEAST {
        return None;
    }
    let k = sets.len() as f64;
    let middle = mean(&sets.iter().map(|set| mean(set)).collect::<Vec<f64>>());
    let squares = |set: &Vec<f64>| set.iter().map(|r| (r - middle) * (r - middle)).sum::<f64>() / set.len() as f64;
    let variance = mean(&sets.iter().map(squares).collect::<Vec<f64>>());
    let scale = (variance * (1.0 + 1.0 / k)).sqrt();
    let of = |size: f64| Student { location: libm::log(size) + middle, scale, degrees: k - 1.0 };
    Some(sample.projects.iter().map(|one| of(one.size)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data_sets::{SizeUnit, find};

    fn foreseen(name: &str, unit: SizeUnit) -> Student {
        let sample = Sample::of(find(name).expect("a data set"), unit).expect("projects");
        from_other_sets(&sample).expect("a forecast")[0]
    }

    /// 12 hours a function point, with all seven sets; without one of them not far from it.
    #[test]
    fn a_place_knows_the_hours_per_point_of_others() {
        let t = foreseen("kemerer", SizeUnit::FunctionPoints);
        let hours = 152.0 * (t.location - 1217.1_f64.ln()).exp();
        assert!((10.0..14.0).contains(&hours) && t.degrees == 5.0, "{hours}");
        assert!((0.8..1.1).contains(&t.scale), "{}", t.scale);
    }

    #[test]
    fn the_same_projects_in_another_file_are_no_other_place() {
        // kemerer, miyazaki94 and one of NASA for cocomo81; kemerer, miyazaki94 and cocomo81 for each of NASA.
        assert_eq!(foreseen("cocomo81", SizeUnit::Kloc).degrees, 2.0);
        let [one, other] = ["nasa93", "nasa93_dem"].map(|name| foreseen(name, SizeUnit::Kloc));
        assert_eq!((one.degrees, one.scale), (2.0, other.scale));
    }
}
