//! SIMPLE, the Structured Intuitive Model of Product Line Economics (SEI).
//!
//! Use it to lay out what a product line costs before anything is known precisely; it has no numbers of its own.
//!
//! C = Corg + Ccab + Σ (Cunique_i + Creuse_i)
//!
//! Corg cost of organising for a product line · Ccab of the core asset base · Cunique_i of what product i alone has · Creuse_i of
//! reusing the core in it. Here all four are the scenario's: `consortium.setup`; RCWR × what is common × variants; own needs;
//! RCR × what is common. It is thus the simulation without coordination, overruns, abandoned builds and exits.
//! Cost: linear in the number of systems.
//!
//! Source: Clements, McGregor & Cohen, CMU/SEI-2005-TR-003; Clements, SEI February 2004 (Corg and Ccab were read there, the rest
//! of the sum not). No published example has numbers.

use super::{Differs, Family, Model, Published, Said};

fn says(family: &Family) -> Said {
    Said {
        apart: family.apart(),
        parts: vec![
            ("organisation", family.organisation),
            ("core", family.written * family.common * family.variants),
            ("unique", family.systems.iter().map(|system| system.unique()).sum()),
            ("reuse", family.systems.iter().map(|system| family.reused * system.common).sum()),
        ],
    }
}

/// The model.
pub const MODEL: Model = Model {
    model: Published::Simple,
    name: "SIMPLE",
    formula: "organisation + core asset base + sum over members of (unique + reuse)",
    differs: Differs::AtMedians,
    constants: &[],
    source: "Clements, McGregor & Cohen, CMU/SEI-2005-TR-003; the terms but Corg and Ccab not verified [R]",
    says,
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_systems_by_hand() {
        let said = says(&crate::product_lines::tests::two());
        let wanted = 6.0 + 1.6 * 80.0 * 1.25 + 2.0 * 20.0 + 2.0 * 0.1 * 80.0;
        assert!((said.together() - wanted).abs() < 1e-9, "{} {wanted}", said.together());
    }
}
