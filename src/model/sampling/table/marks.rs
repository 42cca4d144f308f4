//! Where a quantile function may have a corner, a jump or a flat stretch, in the scale of a table or of one of its
//! cells.

use crate::distribution::{Atom, Distribution, Tails};

/// Places of landmarks, and the stretches where the quantile function stands at a value with a probability of its own.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// Ascending.
    places: Vec<f64>,
    /// Ascending, none over another.
    flats: Vec<Flat>,
}

#[derive(Debug, Clone, Copy)]
struct Flat {
    from: f64,
    to: f64,
    value: f64,
}

/// How much of a cell has one value.
pub(super) enum Share {
    /// All of it.
    Whole(f64),
    /// A part of it.
    Part,
    /// No stretch of it.
    Nothing,
}

impl Marks {
    /// The landmarks of a distribution as probabilities in the lower (0) or upper (1) tail.
    pub(super) fn of(distribution: &Distribution, landmarks: &[f64], side: u64) -> Marks {
        let lower = side == 0;
        let tail = |tails: Tails| if lower { tails.below } else { tails.above };
        let mut places: Vec<f64> = Vec::new();
        // before and after the landmark: it may have a probability of its own
        for x in landmarks.iter().flat_map(|x| [*x, x.next_down()]) {
            let tails = Tails { below: distribution.cdf(x), above: distribution.survival(x) };
            if (tails.below <= tails.above) == lower {
                places.push(tail(tails));
            }
        }
        let flat = |atom: &Atom| {
            let (from, to) = if lower { (atom.from, atom.to) } else { (atom.to, atom.from) };
            Flat { from: tail(from), to: tail(to).min(0.5), value: atom.value }
        };
        let flats = distribution.law().atoms().iter().map(flat).collect();
        Marks::sorted(places, flats)
    }

    fn sorted(mut places: Vec<f64>, mut flats: Vec<Flat>) -> Marks {
        places.sort_by(f64::total_cmp);
        places.dedup();
        flats.retain(|flat| flat.from < flat.to);
        flats.sort_by(|one, other| one.from.total_cmp(&other.from));
        Marks { places, flats }
    }

    /// Those of two tails in one other scale, in which the lower comes first.
    pub(super) fn together([lower, upper]: [&Marks; 2], scale: impl Fn(Tails) -> f64) -> Marks {
        let below = |p: f64| scale(Tails::from_below(p));
        let above = |p: f64| scale(Tails::from_above(p));
        let places = lower.places.iter().map(|p| below(*p)).chain(upper.places.iter().map(|p| above(*p)));
        let flats = lower.flats.iter().map(|flat| Flat { from: below(flat.from), to: below(flat.to), ..*flat });
        let others = upper.flats.iter().map(|flat| Flat { from: above(flat.to), to: above(flat.from), ..*flat });
        let mut marks = Marks::sorted(places.collect(), flats.chain(others).collect());
        // what has the median is in both tails
        marks.flats.dedup_by(|next, flat| {
            let same = next.value == flat.value;
            flat.to = if same { next.to } else { flat.to };
            same
        });
        marks
    }

    /// Those strictly inside an interval, in the scale of the interval.
    pub(super) fn between(&self, start: f64, width: f64) -> Marks {
        let end = start + width;
        let first = self.places.partition_point(|place| *place <= start);
        let after = self.places.partition_point(|place| *place < end).max(first);
        let inside = |place: f64| (place - start) / width;
        let places = self.places[first..after].iter().map(|place| inside(*place)).collect();
        let first = self.flats.partition_point(|flat| flat.to <= start);
        let over = self.flats[first..].iter().take_while(|flat| flat.from < end);
        let flats = over.map(|flat| Flat { from: inside(flat.from), to: inside(flat.to), value: flat.value }).collect();
        Marks { places, flats }
    }

    /// Places of the landmarks.
    pub(super) fn places(&self) -> &[f64] {
        &self.places
    }

    /// How much of the cell in whose scale they are, from 0 to 1, has one value.
    pub(super) fn share(&self) -> Share {
        match self.flats.as_slice() {
            [] => Share::Nothing,
            [flat] if flat.from <= 0.0 && flat.to >= 1.0 => Share::Whole(flat.value),
            _ => Share::Part,
        }
    }
}
