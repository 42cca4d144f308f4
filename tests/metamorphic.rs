//! Changes to shipped scenarios whose consequences are known whatever the scenario says: what `metamorphic_shipped.rs` does not ask of all
//! of them.

mod trial;

use model::sampling::Sampler;
use model::scenario::keys::Member;
use model::scenario::layout::Row;
use model::simulation::{Settings, simulate, summarise};
use report::output::replications_csv;
use std::ops::ControlFlow;
use trial::changed::{ROUNDING, add_newcomer, agree, all_of, rewritten};
use trial::{SHIPPED, Trial, close, mean, shipped, trial};

const SEED: u64 = 5;

/// Asserts that each administration and each total is as it was; `fork` depends on who is listed first.
fn same_results(name: &str, found: &Trial, expected: &Trial) {
    for (input, values) in &expected.inputs {
        assert_eq!(&found.inputs[input], values, "{name}: {input}");
    }
    for (output, values) in expected.outputs.iter().filter(|(output, _)| !output.contains("fork")) {
        let scale = if output.ends_with("cost") { expected.of("shared.cost") } else { values };
        agree(found.of(output), values, scale, &format!("{name}: {output}"));
    }
}

/// Another administration first, and the others in another order. Sampled inputs of `[[correlated]]` groups included.
#[test]
fn nor_does_it_matter_who_is_first() {
    for (name, replications) in SHIPPED {
        let expected = trial(&shipped(name, &[]), SEED, replications);
        let reversed = rewritten(name, |rows| rows.reverse());
        same_results(name, &trial(&reversed.read(&[]), SEED, replications), &expected);
    }
}

/// Draws belong to names: one administration more leaves all others what they had, alone to the bit.
#[test]
fn a_newcomer_leaves_the_draws_of_others() {
    for (name, replications) in SHIPPED {
        let before = trial(&shipped(name, &[]), SEED, replications);
        let more = rewritten(name, add_newcomer);
        let after = trial(&more.read(&["administration.newcomer.joins=1.5"]), SEED, replications);
        for (input, values) in &before.inputs {
            assert_eq!(&after.inputs[input], values, "{name}: {input}");
        }
        for (output, values) in before.outputs.iter().filter(|(output, _)| output.contains(".independent.")) {
            if output.starts_with("administration.") {
                assert_eq!(after.of(output), values, "{name}: {output}");
            }
        }
        assert_ne!(before.of("shared.cost"), after.of("shared.cost"), "{name}: the newcomer takes part");
    }
}

/// What administrations pay adds up to what sharing costs, less the grant; alone, to what it costs. Effort and benefits
/// likewise, and what each costs at equal service.
#[test]
fn payments_add_up() {
    for (name, replications) in SHIPPED {
        for rule in ["", "equal", "population", "standalone", "{ equal = 0.5, standalone = 0.5 }"] {
            let sharing = format!("consortium.cost_sharing={rule}");
            // Nothing: the scenario's own, with what it says of joiners.
            let scenario = match rule.is_empty() {
                true => all_of(name, &[]),
                false => shipped(name, &[&sharing, "consortium.buy_in=0.5"]),
            };
            let found = trial(&scenario, SEED, replications);
            let sum = |strategy: &str, what: &str| -> Vec<f64> {
                let ids = scenario.administrations.iter().map(|administration| &administration.id);
                let columns: Vec<&[f64]> =
                    ids.map(|id| found.of(&format!("administration.{id}.{strategy}.{what}"))).collect();
                (0..replications as usize).map(|l| columns.iter().map(|column| column[l]).sum()).collect()
            };
            for strategy in scenario.strategies.iter().map(|strategy| strategy.word()) {
                let grant = |l: usize| if strategy == "shared" { found.of("funding")[l] } else { 0.0 };
                let total = found.of(&format!("{strategy}.cost"));
                let expected: Vec<f64> = total.iter().enumerate().map(|(l, cost)| cost - grant(l)).collect();
                agree(&sum(strategy, "cost"), &expected, total, &format!("{name}, {rule}: {strategy}.cost"));
                let effort = found.of(&format!("{strategy}.effort"));
                agree(&sum(strategy, "effort"), effort, effort, &format!("{name}, {rule}: {strategy}.effort"));
                let benefit = found.of(&format!("{strategy}.benefit"));
                agree(&sum(strategy, "benefit"), benefit, benefit, &format!("{name}, {rule}: {strategy}.benefit"));
                let equal = found.of(&format!("{strategy}.equal_service"));
                let expected: Vec<f64> = equal.iter().enumerate().map(|(l, cost)| cost - grant(l)).collect();
                let what = format!("{name}, {rule}: {strategy}.equal_service");
                agree(&sum(strategy, "equal_service"), &expected, total, &what);
            }
            agree(&sum("shared", "funding"), found.of("funding"), found.of("funding"), name);
            if !rule.is_empty() {
                continue;
            }
            // Who buys or keeps has no grant.
            for strategy in ["independent", "buy", "keep"] {
                assert!(sum(strategy, "funding").iter().all(|&grant| grant == 0.0), "{name}: {strategy}");
            }
        }
    }
}

/// The shorter run is the beginning of the longer one, row by row.
#[test]
fn longer_runs_begin_as_shorter_ones() {
    for (name, replications) in SHIPPED {
        let scenario = shipped(name, &[]);
        let short = replications_csv(&scenario, &Sampler::new(&scenario, SEED), 21).expect("written");
        let long = replications_csv(&scenario, &Sampler::new(&scenario, SEED), replications).expect("written");
        assert!(long.len() > short.len() && long.starts_with(&short), "{name}");
    }
}

/// A run summarises the very replications that are exported, however many threads and batches it takes.
#[test]
fn runs_summarise_their_first_replications() {
    for (name, replications) in SHIPPED {
        let scenario = shipped(name, &[]);
        let found = trial(&scenario, SEED, replications);
        for count in [replications, 33] {
            let settings = Settings::new(count, SEED);
            let simulation = simulate(&scenario, &settings, &mut |_| ControlFlow::Continue(())).expect("finite");
            let results = summarise(&scenario, &simulation);
            for strategy in &results.strategies {
                let column = &found.of(&format!("{}.cost", strategy.strategy.word()))[..count as usize];
                let expected = mean(column);
                close(strategy.cost.mean.expect("a mean"), expected, ROUNDING, name);
                assert_eq!(strategy.cost.max, column.iter().copied().reduce(f64::max), "{name}");
                assert_eq!(strategy.cost.min, column.iter().copied().reduce(f64::min), "{name}");
                // What a live year is worth is settled by a run's own replications.
                if count == replications {
                    let column = found.of(&format!("{}.equal_service", strategy.strategy.word()));
                    close(strategy.equal_service.mean.expect("a mean"), mean(column), ROUNDING, name);
                }
            }
        }
    }
}

/// A core that is given up before it has begun, by a consortium that takes no time to form, leaves everyone as they
/// were: nobody saves anything, and no trace of rounding counts as a saving.
#[test]
fn a_core_that_never_begins_saves_nothing() {
    for (name, replications) in SHIPPED {
        let never = [
            "consortium.cancellation=1",
            "consortium.fallback=independent",
            "consortium.formation=0",
            "effort.sunk=0",
            "horizon=12",
        ];
        let scenario = shipped(name, &never);
        let settings = Settings::new(replications, SEED);
        let simulation = simulate(&scenario, &settings, &mut |_| ControlFlow::Continue(())).expect("finite");
        let results = summarise(&scenario, &simulation);
        let saving = &results.savings[0];
        assert_eq!((saving.cost.min, saving.cost.max, saving.positive.value), (Some(0.0), Some(0.0), 0.0), "{name}");
        assert_eq!((saving.cash.min, saving.cash.max), (Some(0.0), Some(0.0)), "{name}");
        assert_eq!((saving.effort.min, saving.effort.max), (Some(0.0), Some(0.0)), "{name}");
        for administration in &results.administrations {
            assert_eq!(administration.better_off.value, 0.0, "{name} {}", administration.id);
        }
    }
}

/// P95 − P5 by rank.
fn width(values: &[f64]) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at = |share: f64| sorted[(share * (sorted.len() - 1) as f64) as usize];
    at(0.95) - at(0.05)
}

/// The same median and a wider range of one size: a wider range of cost, whichever strategy.
#[test]
fn a_wider_size_makes_costs_less_sure() {
    for (name, replications) in SHIPPED {
        let module = &shipped(name, &[]).modules[0].id;
        let with = |sigma: f64| {
            let set = format!("module.{module}.size={{ lognormal = {{ median = 100, sigma = {sigma} }} }}");
            trial(&shipped(name, &[&set]), SEED, replications)
        };
        let (narrow, wide) = (with(0.05), with(1.5));
        for strategy in ["independent", "shared"] {
            let [before, after] = [&narrow, &wide].map(|trial| width(trial.of(&format!("{strategy}.cost"))));
            assert!(after > 1.1 * before, "{name}: {strategy} from {before} to {after}");
        }
    }
}

/// Strategies are compared on the same draws: what the consortium does is no concern of who builds alone.
#[test]
fn the_consortium_leaves_those_alone_as_they_were() {
    let changes = [
        "consortium.coordination=0.3",
        "consortium.overrun=3",
        "consortium.cancellation=1",
        "consortium.exit=0.5",
        "consortium.contagion=3",
        "consortium.dissolution=0.3",
        "consortium.formation=2",
        "consortium.participation=1",
        "consortium.fallback=keep",
        "consortium.funding=0",
    ];
    for (name, replications) in SHIPPED {
        let before = trial(&shipped(name, &[]), SEED, replications);
        for change in changes {
            let after = trial(&shipped(name, &[change]), SEED, replications);
            let others = |output: &str| !output.contains("shared") && !output.starts_with("fees.");
            let fates = ["funding", "members_at_end", "abandoned", "dissolved"];
            for (output, values) in &before.outputs {
                if others(output) && !fates.contains(&output.as_str()) {
                    assert_eq!(after.of(output), values, "{name}, {change}: {output}");
                }
            }
            // These may be what the scenario says already.
            if !["consortium.funding=0", "consortium.fallback=keep"].contains(&change) {
                assert_ne!(after.of("shared.effort"), before.of("shared.effort"), "{name}, {change}");
            }
        }
    }
}

/// Nobody's own overrun, adaptation or patience is another's: inputs of an administration are its own.
#[test]
fn draws_of_administrations_differ() {
    for (name, replications) in SHIPPED {
        let scenario = shipped(name, &[]);
        let found = trial(&scenario, SEED, replications);
        for key in ["overrun", "adaptation", "patience", "incident_quantile"] {
            let of = |i: usize| &found.inputs[&format!("administration.{}.{key}", scenario.administrations[i].id)];
            assert_ne!(of(0), of(1), "{name}: {key}");
        }
        let common = |i: usize| &found.inputs[&scenario.input_name(Row::Member(i, Member::MemberUpstreaming))];
        assert_eq!(common(0), common(1), "{name}: a default of the section is one draw for all");
    }
}

/// What is off, is out: said so, or left to a default, it changes no number.
#[test]
fn nothing_that_is_off_changes_a_number() {
    let off = [
        "effort.wage_growth=0",
        "operations.instance=0",
        "operations.per_person=0",
        "operations.pooled=0.7",
        "administration.*.rollout_cost=0",
        "community.quality=0",
    ];
    for (name, replications) in SHIPPED {
        let before = trial(&shipped(name, &[]), SEED, replications);
        let after = trial(&shipped(name, &off), SEED, replications);
        assert_eq!(after.outputs, before.outputs, "{name}");
        // Nothing is abandoned: no fallback, nothing to salvage, nothing sunk, nothing that goes with overruns.
        let calm = ["effort.cancellation=0", "consortium.cancellation=0", "consortium.exit_build=0"];
        let fallback = ["consortium.fallback=keep", "consortium.salvage=1", "effort.sunk=1"];
        let with = ["effort.cancellation_correlation=1"];
        let before = trial(&shipped(name, &calm), SEED, replications);
        let after = trial(&shipped(name, &[&calm[..], &fallback, &with].concat()), SEED, replications);
        assert_eq!(after.outputs, before.outputs, "{name}");
    }
}

/// A benefit is no payment: whatever it is, bills are what they were, and who builds alone has the service that all else
/// is measured by.
#[test]
fn a_benefit_changes_no_payment() {
    for (name, replications) in SHIPPED {
        let before = trial(&all_of(name, &[]), SEED, replications);
        let after = trial(&all_of(name, &["administration.*.benefit=1000 to 900000"]), SEED, replications);
        let worth = |output: &str| output.ends_with("benefit") || output.ends_with("equal_service");
        for (output, values) in before.outputs.iter().filter(|(output, _)| !worth(output)) {
            assert_eq!(after.of(output), values, "{name}: {output}");
        }
        for found in [&before, &after] {
            for (output, values) in found.outputs.iter().filter(|(name, _)| name.ends_with("independent.cost")) {
                if !output.starts_with("year.") {
                    assert_eq!(found.of(&output.replace(".cost", ".equal_service")), values, "{name}: {output}");
                }
            }
        }
        assert_ne!(after.of("shared.equal_service"), before.of("shared.equal_service"), "{name}");
    }
}

/// Who keeps what there is works on nothing and has nothing new, so at equal service it lacks all that a system of its
/// own is worth.
#[test]
fn who_keeps_what_there_is_does_nothing() {
    for (name, replications) in SHIPPED {
        let scenario = all_of(name, &[]);
        let found = trial(&scenario, SEED, replications);
        let none = ["effort", "live_years", "benefit", "incidents", "operations", "build", "running"];
        for nothing in none {
            assert!(found.of(&format!("keep.{nothing}")).iter().all(|&x| x == 0.0), "{name}: {nothing}");
        }
        for never in ["go_live", "wait", "last_live"] {
            assert!(found.of(&format!("keep.{never}")).iter().all(|&x| x == f64::INFINITY), "{name}: {never}");
        }
        let whose =
            scenario.administrations.iter().map(|administration| format!("administration.{}.", administration.id));
        for who in whose.chain([String::new()]) {
            let of = |output: &str| found.of(&format!("{who}{output}"));
            let with_what_it_lacks: Vec<f64> =
                of("keep.cost").iter().zip(of("independent.benefit")).map(|(cost, lacks)| cost + lacks).collect();
            agree(of("keep.equal_service"), &with_what_it_lacks, of("keep.cost"), &format!("{name}: {who}"));
        }
    }
}

/// Where no benefit is given, building alone just pays: at equal service to keep what there is costs the same in the
/// mean, or more where building alone is cheaper whatever a live year is worth.
#[test]
fn where_no_benefit_is_given_building_alone_just_pays() {
    let mut pays = [0, 0];
    for (name, _) in SHIPPED {
        for legacy in ["running.legacy=0", "running.legacy=1"] {
            let scenario = all_of(name, &[legacy]);
            // As many as it is found from.
            let found = trial(&scenario, SEED, 1024);
            for administration in &scenario.administrations {
                let mean = |output: &str| found.mean(&format!("administration.{}.{output}", administration.id));
                let (alone, keep) = (mean("independent.cost"), mean("keep.equal_service"));
                let worth = mean("independent.benefit") > 0.0;
                pays[usize::from(worth)] += 1;
                if worth {
                    close(keep, alone, ROUNDING, &format!("{name} {legacy}: {}", administration.id));
                } else {
                    assert!(keep >= alone, "{name} {legacy}: {}", administration.id);
                }
            }
        }
    }
    assert!(pays[1] > 0, "{pays:?}");
}

/// One rate for all years, said year by year.
#[test]
fn a_schedule_of_one_rate_is_that_rate() {
    for (name, replications) in SHIPPED {
        let before = trial(&all_of(name, &["discount_rate=0.045"]), SEED, replications);
        let schedule = "discount_rate={ schedule = [[0, 0.045], [3, 0.045], [7, 0.045]] }";
        let after = trial(&all_of(name, &[schedule]), SEED, replications);
        for (output, values) in &before.outputs {
            let scale = if output.ends_with("equal_service") { before.of("independent.cost") } else { values };
            agree(after.of(output), values, scale, &format!("{name}: {output}"));
        }
    }
}

/// Where labour is all that there is to pay, what matters is by how much it grows more slowly than money:
/// (1 + w)^t·(1 + r)^−(t + 1/2) = ((1 + r)/(1 + w))^−(t + 1/2)·(1 + w)^−1/2.
#[test]
fn growing_wages_are_a_lower_rate() {
    let (r, w): (f64, f64) = (0.05, 0.02);
    // A buy-in is of what was paid years before.
    let bills = ["consortium.cost_sharing=equal", "consortium.buy_in=0", "consortium.funding=0"];
    let labour = ["administration.*.legacy_cost=0", "security.loss=0"];
    for (name, replications) in SHIPPED {
        let with = |rate: f64, growth: f64| {
            let sets = [format!("discount_rate={rate}"), format!("effort.wage_growth={growth}")];
            let sets: Vec<&str> = sets.iter().map(String::as_str).chain(labour).chain(bills).collect();
            trial(&shipped(name, &sets), SEED, replications)
        };
        let (grown, plain) = (with(r, w), with((1.0 + r) / (1.0 + w) - 1.0, 0.0));
        for (output, values) in plain.outputs.iter().filter(|(output, _)| output.ends_with("cost")) {
            if !output.starts_with("year.") {
                let expected: Vec<f64> = values.iter().map(|cost| cost / (1.0 + w).sqrt()).collect();
                agree(grown.of(output), &expected, plain.of("shared.cost"), &format!("{name}: {output}"));
            }
        }
        assert_eq!(grown.of("shared.effort"), plain.of("shared.effort"), "{name}");
    }
}
