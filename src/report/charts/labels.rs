//! Places for labels: beside what they name, clear of each other and, where it can be, of lines.

/// An upright rectangle.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    /// Left edge.
    pub left: f64,
    /// Upper edge.
    pub top: f64,
    /// Right edge.
    pub right: f64,
    /// Lower edge.
    pub bottom: f64,
}

impl Area {
    /// The rectangle of a size around a centre.
    pub(super) fn around(centre: (f64, f64), (width, height): (f64, f64)) -> Area {
        let (x, y) = centre;
        Area { left: x - width / 2.0, top: y - height / 2.0, right: x + width / 2.0, bottom: y + height / 2.0 }
    }

    /// Width.
    pub(super) fn width(&self) -> f64 {
        self.right - self.left
    }

    /// Height.
    pub(super) fn height(&self) -> f64 {
        self.bottom - self.top
    }

    /// Centre.
    pub(super) fn centre(&self) -> (f64, f64) {
        ((self.left + self.right) / 2.0, (self.top + self.bottom) / 2.0)
    }

    /// The same rectangle, larger by a margin on every side.
    pub(super) fn grown(&self, by: f64) -> Area {
        Area { left: self.left - by, top: self.top - by, right: self.right + by, bottom: self.bottom + by }
    }

    /// Whether a point lies in it.
    pub(super) fn holds(&self, (x, y): (f64, f64)) -> bool {
        self.left <= x && x <= self.right && self.top <= y && y <= self.bottom
    }

    fn overlaps(&self, other: &Area) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    fn inside(&self, other: &Area) -> bool {
        self.left >= other.left && self.right <= other.right && self.top >= other.top && self.bottom <= other.bottom
    }

    /// Whether a line between two points meets the rectangle (Liang and Barsky).
    fn meets(&self, from: (f64, f64), to: (f64, f64)) -> bool {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let (mut enter, mut leave) = (0.0f64, 1.0f64);
        let edges = [
            (-dx, from.0 - self.left),
            (dx, self.right - from.0),
            (-dy, from.1 - self.top),
            (dy, self.bottom - from.1),
        ];
        for (slope, room) in edges {
            if slope == 0.0 {
                if room < 0.0 {
                    return false;
                }
            } else if slope < 0.0 {
                enter = enter.max(room / slope);
            } else {
                leave = leave.min(room / slope);
            }
        }
        enter <= leave
    }
}

/// Directions in which a label may leave its point, dearer ones later.
const DIRECTIONS: [(f64, f64); 12] = [
    (1.0, 0.7),
    (-1.0, -0.7),
    (1.0, 0.0),
    (-1.0, 0.0),
    (0.6, 1.0),
    (-0.6, -1.0),
    (1.0, -0.7),
    (-1.0, 0.7),
    (0.0, -1.0),
    (0.0, 1.0),
    (0.6, -1.0),
    (-0.6, 1.0),
];

/// Room between a label and what it names, in growing distances.
const DISTANCES: [f64; 13] = [10.0, 13.0, 18.0, 25.0, 34.0, 45.0, 60.0, 80.0, 105.0, 135.0, 170.0, 220.0, 300.0];

/// Rectangles that stand for a band from one of its points to the next.
const PIECES: u32 = 8;

/// Finds places for labels one after the other.
#[derive(Debug, Clone)]
pub(super) struct Placer {
    bounds: Area,
    taken: Vec<Area>,
    lines: Vec<((f64, f64), (f64, f64))>,
}

impl Placer {
    /// A placer for labels within bounds.
    pub(super) fn new(bounds: Area) -> Placer {
        Placer { bounds, taken: Vec::new(), lines: Vec::new() }
    }

    /// Keeps labels off an area.
    pub(super) fn block(&mut self, area: Area) {
        self.taken.push(area);
    }

    /// Keeps labels off a band between two edges that have a point each at the same places across.
    pub(super) fn block_band(&mut self, low: &[(f64, f64)], high: &[(f64, f64)]) {
        let at = |pair: &[(f64, f64)], share: f64| pair[0].1 + (pair[1].1 - pair[0].1) * share;
        for (one, other) in low.windows(2).zip(high.windows(2)) {
            for piece in 0..PIECES {
                let ends = [piece, piece + 1].map(|k| f64::from(k) / f64::from(PIECES));
                let heights = ends.map(|share| [at(one, share), at(other, share)]).concat();
                let x = ends.map(|share| one[0].0 + (one[1].0 - one[0].0) * share);
                self.taken.push(Area {
                    left: x[0],
                    right: x[1],
                    top: heights.iter().copied().fold(f64::INFINITY, f64::min),
                    bottom: heights.iter().copied().fold(f64::NEG_INFINITY, f64::max),
                });
            }
        }
    }

    /// Makes labels avoid a line where they can.
    pub(super) fn avoid(&mut self, line: &[(f64, f64)]) {
        self.lines.extend(line.windows(2).map(|pair| (pair[0], pair[1])));
    }

    /// The best free place for a label of a size beside one of several points; it is taken from then on. None where
    /// nothing is free. The point chosen comes with it.
    pub(super) fn place(&mut self, points: &[(f64, f64)], size: (f64, f64)) -> Option<(Area, (f64, f64))> {
        let mut best: Option<(f64, Area, (f64, f64))> = None;
        for (order, &point) in points.iter().enumerate() {
            for distance in DISTANCES {
                for (rank, direction) in DIRECTIONS.into_iter().enumerate() {
                    let base = distance + rank as f64 * 1.5 + order as f64 * 6.0;
                    if best.is_some_and(|(score, ..)| base >= score) {
                        continue;
                    }
                    let area = candidate(point, size, distance, direction);
                    if !area.inside(&self.bounds) || self.taken.iter().any(|taken| taken.overlaps(&area)) {
                        continue;
                    }
                    let score = base + 40.0 * self.crossings(&area) as f64;
                    if best.is_none_or(|(least, ..)| score < least) {
                        best = Some((score, area, point));
                    }
                }
            }
        }
        let (_, area, point) = best?;
        self.taken.push(area.grown(3.0));
        Some((area, point))
    }

    fn crossings(&self, area: &Area) -> usize {
        let near = area.grown(3.0);
        self.lines.iter().filter(|(from, to)| near.meets(*from, *to)).count()
    }
}

fn candidate((x, y): (f64, f64), (width, height): (f64, f64), distance: f64, direction: (f64, f64)) -> Area {
    let (dx, dy) = direction;
    let centre = (x + dx * (distance + width / 2.0), y + dy * (distance + height / 2.0));
    Area::around(centre, (width, height))
}

/// Moves the centres of labels in a row apart, so that none overlap and all lie between two ends if there is room.
/// The centres must ascend.
pub(super) fn spread(centres: &[f64], widths: &[f64], (low, high): (f64, f64), gap: f64) -> Vec<f64> {
    let mut places: Vec<f64> = centres.to_vec();
    let mut edge = low;
    for (place, width) in places.iter_mut().zip(widths) {
        *place = place.max(edge + width / 2.0);
        edge = *place + width / 2.0 + gap;
    }
    let mut edge = high;
    for (place, width) in places.iter_mut().zip(widths).rev() {
        *place = place.min(edge - width / 2.0);
        edge = *place - width / 2.0 - gap;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRAME: Area = Area { left: 0.0, top: 0.0, right: 400.0, bottom: 300.0 };

    #[test]
    fn twelve_labels_of_one_point_do_not_overlap() {
        let mut placer = Placer::new(FRAME);
        let places: Vec<Area> =
            (0..12).filter_map(|_| placer.place(&[(200.0, 150.0)], (60.0, 16.0))).map(|p| p.0).collect();
        assert_eq!(places.len(), 12);
        for (i, a) in places.iter().enumerate() {
            assert!(a.inside(&FRAME));
            assert!(places[..i].iter().all(|b| !a.overlaps(b)));
        }
    }

    #[test]
    fn a_label_avoids_a_line() {
        let mut placer = Placer::new(FRAME);
        placer.avoid(&[(200.0, 150.0), (400.0, 150.0)]);
        let (area, _) = placer.place(&[(200.0, 150.0)], (60.0, 16.0)).unwrap();
        assert!(!area.meets((200.0, 150.0), (400.0, 150.0)));
    }

    #[test]
    fn a_label_stands_clear_of_a_band() {
        let mut placer = Placer::new(FRAME);
        let (low, high) = ([(0.0, 290.0), (400.0, 290.0)], [(0.0, 290.0), (400.0, 40.0)]);
        placer.block_band(&low, &high);
        let (area, _) = placer.place(&[(390.0, 100.0)], (60.0, 16.0)).unwrap();
        assert!(area.bottom <= 290.0 - 250.0 * area.right / 400.0 + 0.1);
    }

    #[test]
    fn nothing_is_placed_where_there_is_no_room() {
        assert_eq!(Placer::new(FRAME).place(&[(200.0, 150.0)], (500.0, 16.0)), None);
    }

    #[test]
    fn rows_spread_within_their_ends() {
        let places = spread(&[10.0, 12.0, 14.0], &[20.0, 20.0, 20.0], (0.0, 100.0), 5.0);
        assert_eq!(places, vec![10.0, 35.0, 60.0]);
        let places = spread(&[90.0, 95.0, 99.0], &[20.0, 20.0, 20.0], (0.0, 100.0), 5.0);
        assert_eq!(places, vec![40.0, 65.0, 90.0]);
    }
}
