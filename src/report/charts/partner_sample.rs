//! Partners to draw, plain and odd.

use super::sample::header;
use model::scenario::Text;
use study::analysis::partners::found::{
    Against, Chosen, Invitations, KinshipResult, MeanResult, Method, Partner, Partners, Size, Skipped, StructureResult,
    Worth,
};

fn mean(value: f64) -> MeanResult {
    MeanResult { value, standard_error: value.abs() / 10.0 }
}

/// n of one name, whose consortium of k saves a number of k.
fn partners(n: usize, name: &str, saving: impl Fn(f64) -> f64) -> Partners {
    let text = |text: &str| Text { en: text.to_owned(), fr: None };
    let id = |i: usize| format!("m{i}");
    let one = |i: usize| Partner {
        id: id(i),
        name: text(&format!("{name}{i}")),
        level: String::new(),
        networks: Vec::new(),
        alone: 1.0,
    };
    let against = || Against { cost: mean(1.0), saving: mean(0.0), cheaper: None };
    let size = |k: usize| {
        let (now, before) = (saving(k as f64), if k == 2 { 0.0 } else { saving(k as f64 - 1.0) });
        let each = now / k as f64;
        Size {
            members: k,
            group: (0..k).map(id).collect(),
            // One gives way to two newcomers, and comes back.
            joins: match k {
                2 => vec![id(0), id(1)],
                4 => vec![id(2), id(3)],
                5 => vec![id(1), id(4)],
                _ => vec![id(k - 1)],
            },
            leaves: match k {
                4 => vec![id(1)],
                5 => vec![id(2)],
                _ => Vec::new(),
            },
            gain: mean(now - before),
            saving: mean(now),
            saving_per_member: mean(each),
            per_member_p5_p50_p95: [each - each.abs() * 2.0, each, each + each.abs()],
        }
    };
    let sizes: Vec<Size> = (2..=n).map(size).collect();
    let most =
        |figure: fn(&Size) -> f64| sizes.iter().max_by(|a, b| figure(a).total_cmp(&figure(b))).map(|size| size.members);
    Partners {
        header: header(text(&name.repeat(3)), name, 1024),
        administrations: (0..n).map(one).collect(),
        structure: StructureResult {
            exact: n <= 12,
            method: if n <= 12 { Method::EveryGroup } else { Method::Merging },
            groups: Vec::new(),
            cost: mean(1.0),
            against_alone: against(),
            against_together: against(),
        },
        invitations: Invitations { group: Vec::new(), chosen: Chosen::Given, candidates: Vec::new() },
        largest_saving: most(|size| size.saving.value),
        largest_saving_per_member: most(|size| size.saving_per_member.value),
        sizes,
        kinship: KinshipResult {
            networks: Worth::Nothing {
                skipped: if n.is_multiple_of(2) { Skipped::NoRelief } else { Skipped::NoCoordination },
            },
            levels: Worth::Nothing { skipped: if n > 1 { Skipped::LevelsAlike } else { Skipped::NoTwo } },
        },
    }
}

/// Partners by name.
pub(crate) fn all_partners() -> Vec<(&'static str, Partners)> {
    let turns = |k: f64| 1e6 * (k * k * 3.0 - k * k * k * 0.2);
    vec![
        ("partners", partners(13, "CAD", turns)),
        ("partners-four", partners(4, "CAD", |k| 1e6 * (k - 3.0))),
        ("partners-two", partners(2, "CAD", |k| k)),
        ("partners-one", partners(1, "CAD", |k| k)),
        ("partners-many", partners(68, "Large municipality ", |k| 1e7 * k)),
        ("partners-losing", partners(16, "CAD", |k| -1e12 * k)),
        ("partners-zero", partners(5, "CAD", |_| 0.0)),
        ("partners-tiny", partners(5, "CAD", |k| 1e-13 * k)),
        ("partners-largest", partners(5, "CAD", |k| 1e300 * k)),
        ("partners-not-numbers", partners(5, "CAD", |k| if k > 3.0 { f64::NAN } else { k })),
        ("partners-hostile", partners(7, &"<script>&\"\u{202e}\u{0}".repeat(40), |k| k)),
    ]
}
