//! The plain evaluation of model.md against known answers computed apart from the project, and against what follows
//! from the text.

#![allow(clippy::disallowed_methods, reason = "answers that are compared to need not be the same bytes everywhere")]

mod known;
mod plain;

use known::Known;
use plain::{Fallback, Growth, Key, Row, Structure, Way, benefit_at_which_alone_pays, equal_service_cost, evaluate};

/// Outputs that must agree exactly; all others to 1e-9, relative.
const EXACT: [&str; 4] = ["break_even", "members_at_end", "abandoned", "dissolved"];

const IDS: [&str; 4] = ["a", "b", "c", "d"];

/// What stands in the way of agreement in one column, if anything does.
fn disagreement(column: &str, expected: Option<&f64>, found: Option<&f64>) -> Option<String> {
    let agrees = match (expected, found) {
        (Some(expected), Some(found)) if EXACT.contains(&column) => expected == found,
        (Some(expected), Some(found)) => expected == found || close(*expected, *found),
        (expected, found) => expected.is_none() && found.is_none(),
    };
    (!agrees).then(|| format!("{column}: expected {expected:?}, found {found:?}"))
}

fn close(one: f64, other: f64) -> bool {
    (one - other).abs() <= 1e-9 * one.abs().max(other.abs())
}

/// The row with other values for some inputs. `*` stands for each administration.
fn with(row: &Row, inputs: &[(&str, f64)]) -> Row {
    let mut changed = row.clone();
    for (input, value) in inputs {
        let names: Vec<String> = if input.contains('*') {
            IDS.iter().map(|id| input.replace('*', id)).collect()
        } else {
            vec![(*input).to_owned()]
        };
        for name in names {
            let old = changed.insert(name.clone(), *value);
            assert!(old.is_some(), "{name} is no input");
        }
    }
    changed
}

/// The row with some inputs times a factor.
fn times(row: &Row, inputs: &[&str], factor: f64) -> Row {
    let mut changed = row.clone();
    for (name, value) in &mut changed {
        let id = |id: &&str| name.replace(&format!("administration.{id}."), "administration.*.");
        if inputs.contains(&name.as_str()) || IDS.iter().any(|one| inputs.contains(&id(one).as_str())) {
            *value *= factor;
        }
    }
    changed
}

/// The structure with keeping as the one further way: it needs no inputs of its own.
fn with_keep(structure: &Structure) -> Structure {
    Structure { further_ways: vec![Way::Keep], ..structure.clone() }
}

#[test]
fn known_answers() {
    let mut wrong = Vec::new();
    for Known { name, structure, outputs, rows } in known::all() {
        assert_eq!(rows.len(), 40, "{name}");
        for (number, row) in rows.iter().enumerate() {
            let found = evaluate(&structure, row);
            for column in &outputs {
                let differs = disagreement(column, row.get(column), found.get(column));
                wrong.extend(differs.map(|text| format!("{name}, replication {number}, {text}")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// log2 2 = 2 − 1 = 2·1/2: two members who never leave cannot tell the three growths apart.
#[test]
fn coordination_of_two_is_the_same_however_it_grows() {
    let Known { structure, rows, .. } = known::one("founders");
    for row in rows {
        let stay = [
            ("administration.a.joins", 0.0),
            ("administration.b.joins", 0.0),
            ("consortium.frailty", 0.0),
            ("consortium.lifetime", f64::INFINITY),
        ];
        let row = with(&row, &stay);
        let two = |coordination_growth| {
            let mut structure = Structure { coordination_growth, ..structure.clone() };
            structure.administrations.truncate(2);
            structure.needs.truncate(2);
            evaluate(&structure, &row)
        };
        let logarithmic = two(Growth::Logarithmic);
        assert_eq!(logarithmic, two(Growth::Linear));
        assert_eq!(logarithmic, two(Growth::Pairs));
    }
}

/// The column of a drawn growth says which it is: where one is given the column says that one.
#[test]
fn a_drawn_growth_is_what_the_row_says() {
    for Known { name, structure, rows, .. } in known::all() {
        let drawn = Structure { coordination_growth: Growth::Drawn, ..structure.clone() };
        for row in rows {
            assert_eq!(evaluate(&drawn, &row), evaluate(&structure, &row), "{name}");
        }
    }
}

/// Funded or not, what the members pay is what the consortium costs less the grant (section 4), in every replication.
#[test]
fn the_members_pay_the_difference() {
    for Known { name, structure, rows, .. } in known::all() {
        for row in rows {
            let found = evaluate(&structure, &row);
            let paid: f64 = IDS.iter().map(|id| found[&format!("administration.{id}.shared.cost")]).sum();
            let difference = found["shared.cost"] - found["shared.funding"];
            assert!((paid - difference).abs() <= 1e-9 * found["shared.cost"], "{name}: {paid}, {difference}");
        }
    }
}

/// Who keeps what it has does nothing and gets nothing (section 5), and what it pays is the legacy alone.
#[test]
fn keeping_takes_no_effort() {
    for Known { name, structure, rows, .. } in known::all() {
        let structure = with_keep(&structure);
        for row in rows {
            let kept = |row: &Row| {
                let found = evaluate(&structure, row);
                assert_eq!((found["keep.effort"], found["keep.live_years"]), (0.0, 0.0), "{name}");
                found["keep.cost"]
            };
            let others = ["administration.*.labour_rate", "administration.*.incident_loss", "operations.per_person"];
            assert_eq!(kept(&row), kept(&times(&row, &others, 3.0)), "{name}");
            let doubled = kept(&times(&row, &["administration.*.legacy_cost"], 2.0));
            assert_eq!(2.0 * kept(&row), doubled, "{name}");
        }
    }
}

/// Where the legacy system stays when the core is abandoned, nobody builds: members who stay to that day do nothing
/// but take part, and nothing is ever live. Where they build alone, they do.
#[test]
fn after_an_abandoned_core_who_keeps_builds_nothing() {
    let mut build_alone = 0;
    for Known { name, structure, rows, .. } in known::all() {
        for row in rows {
            let row = with(&row, &[("consortium.frailty", 0.0), ("consortium.participation", 0.0)]);
            let after = |fallback| {
                let found = evaluate(&Structure { fallback, ..structure.clone() }, &row);
                let builds = IDS.iter().any(|id| found[&format!("administration.{id}.shared.effort")] > 0.0);
                (found["abandoned"] == 1.0, builds || found["shared.live_years"] > 0.0)
            };
            let (abandoned, builds) = after(Fallback::Keep);
            assert!(!abandoned || !builds, "{name}");
            build_alone += usize::from(after(Fallback::Independent) == (true, true));
        }
    }
    assert!(build_alone > 50, "{build_alone} rows are too few to say so");
}

/// A core that is abandoned before anybody did anything for it costs what the fallback costs, salvage or not.
#[test]
fn a_core_abandoned_at_once_costs_what_the_fallback_costs() {
    let Known { rows, structure, .. } = known::one("fork");
    let at_once = [
        ("administration.*.joins", 1.25),
        ("consortium.formation", 0.0),
        ("consortium.setup", 0.0),
        ("consortium.cancellation", 1.0),
        ("effort.sunk", 0.0),
        ("consortium.frailty", 0.0),
        ("consortium.salvage", 1.0),
    ];
    for row in &rows {
        let row = with(row, &at_once);
        for (fallback, way) in
            [(Fallback::Independent, "independent"), (Fallback::Keep, "keep"), (Fallback::Buy, "buy")]
        {
            let found = evaluate(&Structure { fallback, ..structure.clone() }, &row);
            assert_eq!(found["abandoned"], 1.0);
            for output in ["effort", "cost", "live_years", "go_live"] {
                let (shared, alone) = (found[&format!("shared.{output}")], found[&format!("{way}.{output}")]);
                assert!(shared == alone || close(shared, alone), "{way}.{output}: {shared}, {alone}");
            }
        }
    }
}

/// Inputs with the values at which others are idle, and those others.
type Idle<'a> = (&'a [(&'a str, f64)], &'a [&'a str]);

/// What is off makes other inputs idle: off, they change no number; on, they do.
#[test]
fn nothing_that_is_off_changes_a_number() {
    let cases: [Idle; 10] = [
        (
            &[("community.market", 0.0)],
            &[
                "community.innovation",
                "community.imitation",
                "community.contributors",
                "community.contribution",
                "community.triage",
            ],
        ),
        (
            &[("security.vulnerabilities", 0.0)],
            &["security.exploited", "security.eyes", "security.fix", "administration.*.incident_loss", "buy.exposure"],
        ),
        (&[("effort.cancellation", 0.0), ("consortium.cancellation", 0.0)], &["effort.sunk"]),
        (
            &[("consortium.frailty", 0.0)],
            &["administration.*.patience", "administration.*.exit", "consortium.exit_build"],
        ),
        (&[("operations.instance", 0.0)], &["operations.pooled"]),
        (&[("consortium.coordination", 0.0), ("consortium.formation", 0.0)], &["consortium.network_relief"]),
        (
            &[("effort.overrun_growth", 0.0), ("consortium.overrun", 1.0), ("administration.*.overrun", 1.0)],
            &["running.overrun_carried", "schedule.overrun_exponent"],
        ),
        (&[("consortium.cancellation", 0.0), ("consortium.exit_build", 0.0)], &["consortium.salvage"]),
        (&[("consortium.frailty", 0.0), ("consortium.lifetime", f64::INFINITY)], &["consortium.transition"]),
        (&[("reuse.usefulness", 0.0)], &["reuse.cross_level"]),
    ];
    // Between them they have outside adopters, every way and each kind of exit.
    let scenarios = [known::one("community"), known::one("fork")];
    for (off, idle) in cases {
        let mut changes = vec![false; idle.len()];
        for Known { name, structure, rows, .. } in &scenarios {
            for row in rows {
                let switched_off = with(row, off);
                let other = evaluate(structure, &times(&switched_off, idle, 0.875));
                assert_eq!(evaluate(structure, &switched_off), other, "{name}: {off:?}");
                let on = evaluate(structure, row);
                for (input, changes) in idle.iter().zip(&mut changes) {
                    *changes = *changes || on != evaluate(structure, &times(row, &[*input], 0.875));
                }
            }
        }
        assert!(changes.iter().all(|changes| *changes), "some of {idle:?} are idle always");
    }
}

/// Nobody is counted where nothing goes by population.
#[test]
fn populations_change_nothing_but_operations_fees_and_shares() {
    let Known { structure, rows, .. } = known::one("extremes");
    let mut double = structure.clone();
    for administration in &mut double.administrations {
        administration.population *= 2.0;
    }
    for row in rows {
        let nothing = with(&row, &[("operations.per_person", 0.0), ("buy.fee_per_person", 0.0)]);
        assert_eq!(evaluate(&structure, &nothing), evaluate(&double, &nothing));
        let per_person = ["operations.per_person", "buy.fee_per_person"];
        assert_eq!(evaluate(&double, &row), evaluate(&structure, &times(&row, &per_person, 2.0)));
    }
}

/// The currency is a matter of names: twice as much of all that is money is twice the money, and nothing else.
#[test]
fn money_has_no_scale() {
    let money = [
        "administration.*.labour_rate",
        "administration.*.legacy_cost",
        "administration.*.rollout_cost",
        "administration.*.incident_loss",
        "operations.per_person",
        "consortium.funding",
        "buy.fee",
        "buy.fee_per_person",
    ];
    for Known { name, structure, outputs, rows } in known::all() {
        for row in rows {
            let (once, twice) = (evaluate(&structure, &row), evaluate(&structure, &times(&row, &money, 2.0)));
            for column in &outputs {
                let is_money = column.ends_with(".cost") || column == "shared.funding";
                let expected = once.get(column).map(|value| if is_money { 2.0 * value } else { *value });
                assert_eq!(twice.get(column).copied(), expected, "{name}: {column}");
            }
        }
    }
}

/// A schedule of one rate is that rate, whatever it says of years past the end.
#[test]
fn a_schedule_of_one_rate_is_that_rate() {
    for Known { name, structure, outputs, rows } in known::all().into_iter().filter(|known| known.name != "operations")
    {
        for row in rows {
            let schedule = vec![(0.0, row["discount_rate"]), (structure.horizon as f64, 0.5)];
            let scheduled = Structure { discount_schedule: Some(schedule), ..structure.clone() };
            let (found, expected) = (evaluate(&scheduled, &row), evaluate(&structure, &row));
            for column in &outputs {
                assert_eq!(disagreement(column, expected.get(column), found.get(column)), None, "{name}");
            }
        }
    }
}

/// Where all money is wages, wages that grow are a lower discount rate: v_t·(1+g)^t is v_t at (1+r)/(1+g) − 1, but for
/// the half year.
#[test]
fn growing_wages_lower_the_discount_rate() {
    let labour_alone = [
        ("administration.*.legacy_cost", 0.0),
        ("administration.*.rollout_cost", 0.0),
        ("administration.*.incident_loss", 0.0),
        ("operations.per_person", 0.0),
        ("consortium.funding", 0.0),
        ("consortium.buy_in", 0.0),
        ("effort.wage_growth", 0.03),
    ];
    let Known { structure, rows, .. } = known::one("cocomo");
    for row in rows {
        let growing = with(&row, &labour_alone);
        let rate = (1.0 + growing["discount_rate"]) / 1.03 - 1.0;
        let still = with(&growing, &[("effort.wage_growth", 0.0), ("discount_rate", rate)]);
        let (growing, still) = (evaluate(&structure, &growing), evaluate(&structure, &still));
        for output in ["independent.cost", "shared.cost", "fork.cost", "administration.c.shared.cost"] {
            assert!(close(growing[output] * 1.03_f64.sqrt(), still[output]), "{output}");
        }
    }
}

/// Without discounting and with nothing that changes from year 0, nothing hangs on when the horizon starts.
#[test]
fn what_happens_three_years_later_costs_the_same() {
    for Known { name, structure, outputs, rows } in known::all() {
        let undiscounted =
            |horizon| Structure { horizon, discount_schedule: Some(vec![(0.0, 0.0)]), ..structure.clone() };
        for row in rows {
            let mut early = with(&row, &[("effort.wage_growth", 0.0)]);
            if early.contains_key("buy.escalation") {
                early = with(&early, &[("buy.escalation", 0.0)]);
            }
            let mut late = early.clone();
            for id in IDS {
                *late.get_mut(&format!("administration.{id}.joins")).expect("an input") += 3.0;
            }
            let early = evaluate(&undiscounted(structure.horizon), &early);
            let late = evaluate(&undiscounted(structure.horizon + 3), &late);
            for column in outputs.iter().filter(|column| *column != "break_even") {
                // What members pay each other may leave little of much.
                let rounding = 1e-9 * if column.ends_with(".cost") { early["shared.cost"] } else { early[column] };
                let difference = (early[column] - late[column]).abs();
                assert!(difference <= rounding, "{name}: {column}: {} {}", early[column], late[column]);
            }
        }
    }
}

/// A consortium of one, whose code is written for one, is building alone: it costs the same every year but for
/// rounding, which is no reason to call it dearer.
#[test]
fn a_consortium_of_one_is_building_alone() {
    let alike = [
        ("administration.a.adaptation", 0.0),
        ("reuse.writing_for_reuse", 1.0),
        ("reuse.reusing", 0.0),
        ("consortium.setup", 0.0),
        ("consortium.participation", 0.0),
        ("consortium.support", 0.0),
        ("consortium.frailty", 0.0),
        ("consortium.lifetime", f64::INFINITY),
        ("consortium.cancellation", 0.0),
        ("effort.cancellation", 0.0),
        ("community.market", 0.0),
    ];
    for Known { name, mut structure, rows, .. } in known::all() {
        structure.administrations.truncate(1);
        structure.needs.truncate(1);
        let structure = Structure {
            minimum_members: 1,
            lead: None,
            cost_sharing: vec![(1.0, Key::Equal)],
            ..with_keep(&structure)
        };
        for row in rows {
            let same_draws = [
                ("consortium.overrun", row["administration.a.overrun"]),
                ("consortium.incident_quantile", row["administration.a.incident_quantile"]),
                ("consortium.funding", 0.0),
            ];
            let found = evaluate(&structure, &with(&with(&row, &alike), &same_draws));
            for output in ["effort", "cost", "administration.a.cost", "administration.a.live_years"] {
                let of = |way: &str| match output.rsplit_once('.') {
                    Some((administration, name)) => found[&format!("{administration}.{way}.{name}")],
                    None => found[&format!("{way}.{output}")],
                };
                let (shared, alone) = (of("shared"), of("independent"));
                assert!(shared == alone || close(shared, alone), "{name}: {output}: {shared}, {alone}");
            }
            assert_eq!(found["break_even"], 0.0, "{name}");
        }
    }
}

/// At equal service (section 7) building alone costs what it costs, and at the worth at which it just pays so does
/// keeping what there is.
#[test]
fn keeping_costs_as_much_as_building_alone_where_that_just_pays() {
    let mut just_pays = 0;
    for Known { name, structure, rows, .. } in known::all() {
        let structure = with_keep(&structure);
        let replications: Vec<Row> = rows.iter().map(|row| evaluate(&structure, row)).collect();
        for id in IDS {
            let benefit = benefit_at_which_alone_pays(&replications, id);
            let total = |way: &str, benefit: f64| -> f64 {
                replications.iter().map(|row| equal_service_cost(row, id, way, benefit)).sum()
            };
            let alone = total("independent", 0.0);
            assert!(close(alone, total("independent", 1e5)), "{name}");
            if benefit > 0.0 {
                just_pays += 1;
                assert!(close(alone, total("keep", benefit)), "{name}, {id}");
            } else {
                assert!(alone <= total("keep", 0.0), "{name}, {id}");
            }
        }
    }
    assert!(just_pays > 0, "building alone pays everywhere");
}
