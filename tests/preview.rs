//! `commonweal check --chart`: what uncertain inputs look like, against distributions that can be written down.

mod program;

use program::{commonweal, place};
use study::analysis::preview::ask::preview;
use study::analysis::preview::found::{Basis, Preview};
use study::input::Written;

/// Three administrations, the labour rates of two of them uncertain, with an overrun.
fn text(overrun: &str) -> String {
    format!(
        "title = 'Some'\ncurrency = 'CAD'\nprice_year = 2024\nhorizon = 3\nmodule = [{{ id = 'm', size = '80 to 120' }}]\n\
         administration = [{{ id = 'a', level = 'l', labour_rate = '100 to 300' }},\n\
         {{ id = 'b', level = 'l', labour_rate = '400 to 800' }}, {{ id = 'c', level = 'l', labour_rate = 200 }}]\n\
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

/// Rates are 100 to 300 and 400 to 800: two are uncertain, the upper one is in the middle of two.
#[test]
fn administrations_with_values_of_their_own_are_one_input() {
    let found = found("1");
    let rates: Vec<_> = found.inputs.iter().filter(|one| one.path.ends_with(".labour_rate")).collect();
    let total: usize = rates.iter().filter_map(|one| one.administrations).sum();
    assert_eq!(total, 2, "{rates:?}");
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
    assert!(said.contains("good") && said.contains("inputs.svg"), "{said}");
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
    let output = commonweal(place.path(), &["check", "some.toml", "--chart"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let svg = std::fs::read_to_string(place.path().join("output/some-inputs/inputs.svg")).expect("readable");
    assert!(svg.contains("No input is uncertain") || svg.contains("uncertain"), "{svg}");
}
