//! Patterns of lines, cut by hand: the SVG back end of plotters draws unbroken lines only.

/// A pattern of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dash {
    /// Unbroken.
    Solid,
    /// Long dashes.
    Long,
    /// Dots.
    Dots,
    /// Dashes and dots.
    Mixed,
    /// Very long dashes.
    Rare,
}

impl Dash {
    fn pattern(self) -> &'static [f64] {
        match self {
            Dash::Solid => &[],
            Dash::Long => &[9.0, 5.0],
            Dash::Dots => &[2.5, 4.0],
            Dash::Mixed => &[11.0, 4.0, 2.5, 4.0],
            Dash::Rare => &[24.0, 5.0],
        }
    }
}

/// The pieces of a line that a pattern of dashes and gaps leaves.
pub(super) fn pieces(points: &[(f64, f64)], dash: Dash) -> Vec<Vec<(f64, f64)>> {
    let pattern = dash.pattern();
    if pattern.is_empty() || points.len() < 2 {
        return vec![points.to_vec()];
    }
    let (mut pieces, mut piece) = (Vec::new(), vec![points[0]]);
    let (mut at, mut left) = (0, pattern[0]);
    for pair in points.windows(2) {
        let ((mut x, mut y), (to_x, to_y)) = (pair[0], pair[1]);
        let mut length = ((to_x - x) * (to_x - x) + (to_y - y) * (to_y - y)).sqrt();
        while length > left {
            let share = left / length;
            (x, y) = (x + (to_x - x) * share, y + (to_y - y) * share);
            length -= left;
            if at % 2 == 0 {
                piece.push((x, y));
                pieces.push(std::mem::take(&mut piece));
            } else {
                piece = vec![(x, y)];
            }
            at = (at + 1) % pattern.len();
            left = pattern[at];
        }
        left -= length;
        if at % 2 == 0 {
            piece.push((to_x, to_y));
        }
    }
    if piece.len() > 1 {
        pieces.push(piece);
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dashes_keep_their_pattern_around_a_corner() {
        let line = [(0.0, 0.0), (12.0, 0.0), (12.0, 20.0)];
        assert_eq!(pieces(&line, Dash::Solid), vec![line.to_vec()]);
        let dashed = pieces(&line, Dash::Long);
        assert_eq!(dashed[0], vec![(0.0, 0.0), (9.0, 0.0)]);
        assert_eq!(dashed[1], vec![(12.0, 2.0), (12.0, 11.0)]);
        assert_eq!(dashed.len(), 3);
        assert_eq!(pieces(&[(1.0, 1.0)], Dash::Dots).len(), 1);
    }
}
