//! Lines of equal value over a grid, by straight lines within each square of four neighbours.

/// Pieces of the line on which values equal a level; places are in steps of the grid, `values[row][column]`.
pub(super) fn contour(values: &[Vec<f64>], level: f64) -> Vec<[(f64, f64); 2]> {
    let mut pieces = Vec::new();
    for (row, pair) in values.windows(2).enumerate() {
        for column in 0..pair[0].len().min(pair[1].len()).saturating_sub(1) {
            let corners = [
                (column as f64, row as f64, pair[0][column]),
                (column as f64 + 1.0, row as f64, pair[0][column + 1]),
                (column as f64 + 1.0, row as f64 + 1.0, pair[1][column + 1]),
                (column as f64, row as f64 + 1.0, pair[1][column]),
            ];
            if corners.iter().any(|corner| !corner.2.is_finite()) {
                continue;
            }
            let mut crossings = Vec::with_capacity(4);
            for k in 0..4 {
                let (a, b) = (corners[k], corners[(k + 1) % 4]);
                if (a.2 > level) != (b.2 > level) {
                    let share = (level - a.2) / (b.2 - a.2);
                    crossings.push((a.0 + share * (b.0 - a.0), a.1 + share * (b.1 - a.1)));
                }
            }
            // Of a saddle either pairing is as good as the other.
            pieces.extend(crossings.chunks_exact(2).map(|ends| [ends[0], ends[1]]));
        }
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plane_has_a_straight_line() {
        let values: Vec<Vec<f64>> = (0..3).map(|row| (0..3).map(|column| (row + column) as f64).collect()).collect();
        let pieces = contour(&values, 1.5);
        assert_eq!(pieces.len(), 3);
        for (x, y) in pieces.into_iter().flatten() {
            assert!((x + y - 1.5).abs() < 1e-12, "{x} {y}");
        }
        assert!(contour(&values, 9.0).is_empty() && contour(&[], 0.0).is_empty());
        assert!(contour(&[vec![f64::NAN, 1.0], vec![-1.0, 1.0]], 0.0).is_empty());
    }
}
