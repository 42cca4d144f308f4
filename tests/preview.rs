//! `commonweal check --chart`: what uncertain inputs look like, against distributions that can be written down.

mod program;

use model::distribution::Tails;
use model::scenario::Source;
use model::scenario::keys::Member;
use model::scenario::layout::Row;
use program::{commonweal, place};
use std::path::Path;
use study::analysis::preview::ask::preview;
use study::analysis::preview::found::{Basis, Preview};
use study::input::Written;

/// Three administrations, the labour rates of two of them uncertain, with an overrun.
fn text(overrun: &str) -> String {
    format!(
        "title = 'Some'\ncurrency = 'CAD'\nprice_year = 2024\nhorizon = 6\ndiscount_rate = 0.03\n\
         module = [{{ id = 'm', size = '80 to 120' }}]\n\
         administration = [{{ id = 'a', level = 'l', labour_rate = '10000 to 30000' }},\n\
         {{ id = 'b', level = 'l', labour_rate = '20000 to 40000' }}, {{ id = 'c', level = 'l', labour_rate = 20000 }}]\n\
         effort = {{ overrun = {overrun} }}\n"
    )
}

fn found(overrun: &str) -> Preview {
    let place = place(&text(overrun));
    let written = Written::read(&place.path().join("some.toml"), &[], false).expect("readable");
    preview(written.loaded().scenario.as_ref().expect("good"))
}

#[test]
fn what_nobody_sourced_stands_first_and_there_the_widest() {
    let found = found("{ uniform = [1, 3] }");
    let bases: Vec<Basis> = found.inputs.iter().map(|one| one.basis).collect();
    assert!(bases.is_sorted() && bases[0] == Basis::Unsourced, "{bases:?}");
    let own = found.inputs.iter().filter(|one| one.basis == Basis::Unsourced);
    let widths: Vec<f64> = own.map(|one| one.quantiles.width()).collect();
    assert!(widths.len() >= 3 && widths.is_sorted_by(|a, b| a >= b), "{widths:?}");
    // Overruns of members and consortium repeat that of all.
    let overruns: Vec<&str> =
        found.inputs.iter().map(|one| &*one.path).filter(|path| path.ends_with(".overrun")).collect();
    assert_eq!(overruns, ["effort.overrun"]);
}

#[test]
fn quantiles_and_bins_are_those_of_the_distribution() {
    let found = found("{ uniform = [1, 3] }");
    let one = found.inputs.iter().find(|one| one.path == "effort.overrun").expect("drawn");
    let of = one.quantiles;
    let near = [of.p1 - 1.02, of.p10 - 1.2, of.p50 - 2.0, of.p90 - 2.8, of.p99 - 2.98];
    assert!(near.iter().all(|off| off.abs() < 1e-9), "{of:?}");
    let even = 0.98 / one.bins.shares.len() as f64;
    assert!(one.bins.shares.iter().all(|share| (share - even).abs() < 1e-9), "{:?}", one.bins);
}

#[test]
fn a_value_with_a_probability_of_its_own_fills_a_bin() {
    let found = found("{ discrete = [[1, 1], [2, 1], [4, 2]] }");
    let one = found.inputs.iter().find(|one| one.path == "effort.overrun").expect("drawn");
    let full: Vec<f64> = one.bins.shares.iter().copied().filter(|share| *share > 0.0).collect();
    assert_eq!(full.len(), 3);
    assert!(full.iter().zip([0.25, 0.25, 0.5]).all(|(share, want)| (share - want).abs() < 1e-12), "{full:?}");
}

/// Thirteen rates of a table are one input, that of the seventh by its median; a certain one is none.
#[test]
fn administrations_with_values_of_their_own_are_one_input() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/canada-notify.toml");
    let written = Written::read(&path, &[], false).expect("readable");
    let scenario = written.loaded().scenario.as_ref().expect("good");
    let found = preview(scenario);
    let rates = found.inputs.iter().find(|one| one.path == "administration.*.labour_rate").expect("drawn");
    assert_eq!((rates.administrations, rates.alike), (Some(13), false));
    let rate = |i: usize| match scenario.source(Row::Member(i, Member::LabourRate)) {
        Source::Drawn(distribution) => distribution.quantile(Tails::from_below(0.5)),
        _ => f64::NAN,
    };
    let mut medians: Vec<f64> = (0..13).map(rate).collect();
    medians.sort_by(f64::total_cmp);
    assert_eq!(rates.quantiles.p50, medians[6]);
    // Named one by one they are inputs of their own.
    let own = self::found("1");
    let names: Vec<&str> = own.inputs.iter().map(|one| &*one.path).filter(|path| path.ends_with("rate")).collect();
    assert_eq!(names, ["administration.a.labour_rate", "administration.b.labour_rate"]);
}

#[test]
fn charts_are_left_in_a_folder_of_their_own() {
    let place = place(&text("{ uniform = [1, 3] }"));
    let output = commonweal(place.path(), &["check", "some.toml", "--chart"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let folder = place.path().join("output/some-inputs");
    for name in ["inputs.json", "inputs.csv", "inputs.svg", "inputs.png", "manifest.json"] {
        assert!(folder.join(name).exists(), "{name}");
    }
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(said.contains("good") && said.contains("output/some-inputs"), "{said}");
    let svg = std::fs::read_to_string(folder.join("inputs.svg")).expect("readable");
    // Again, elsewhere: the same bytes.
    let again = commonweal(place.path(), &["check", "some.toml", "--chart", "--out", "elsewhere", "--quiet"]);
    assert!(again.status.success() && again.stdout.is_empty());
    let other = std::fs::read_to_string(place.path().join("elsewhere/some-inputs/inputs.svg")).expect("readable");
    assert_eq!(svg, other);
    // Without the wish nothing is written.
    let plain = commonweal(place.path(), &["check", "some.toml", "--out", "nowhere"]);
    assert!(!plain.status.success() && !place.path().join("nowhere").exists());
}

#[test]
fn a_certain_scenario_says_that_there_is_nothing_to_show() {
    let place = place(&program::certain(2));
    let left = ["running.legacy=1", "reuse.adaptation_same_level=0", "reuse.adaptation_other_level=0"];
    let mut arguments = vec!["check", "some.toml", "--chart"];
    left.iter().for_each(|set| arguments.extend(["--set", set]));
    let output = commonweal(place.path(), &arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let svg = std::fs::read_to_string(place.path().join("output/some-inputs/inputs.svg")).expect("readable");
    assert!(svg.contains("No input is uncertain"), "{svg}");
}
