//! Panels on one sheet, one for each strategy: side by side while there is room, then in rows.

use super::labels::Area;

/// How panels are laid out.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Panels {
    /// How many there are.
    pub count: usize,
    /// Left edge of the first, and where the gap behind the last of a row ends.
    pub across: [f64; 2],
    /// Room right of every panel.
    pub gap: f64,
    /// Upper edge of the first.
    pub top: f64,
    /// Height of a panel where they stand in one row, and in more.
    pub heights: [f64; 2],
    /// What stands between rows.
    pub between: f64,
}

impl Panels {
    /// Panels side by side: two, or three where that leaves fewer gaps.
    pub(super) fn columns(&self) -> usize {
        if matches!(self.count, 3 | 5) { 3 } else { 2 }
    }

    /// Where a panel stands.
    pub(super) fn area(&self, k: usize) -> Area {
        let (columns, [first, last]) = (self.columns(), self.across);
        let step = (last - first) / columns as f64;
        let height = self.heights[usize::from(self.count > columns)];
        let left = first + step * (k % columns) as f64;
        let top = self.top + (height + self.between) * (k / columns) as f64;
        Area { left, top, right: left + step - self.gap, bottom: top + height }
    }

    /// Lower edge of the last row.
    pub(super) fn bottom(&self) -> f64 {
        self.area(self.count.saturating_sub(1)).bottom
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn panels_stand_apart_and_within_their_sheet() {
        for count in 1..=5 {
            let panels =
                Panels { count, across: [84.0, 936.0], gap: 90.0, top: 172.0, heights: [362.0, 262.0], between: 92.0 };
            let areas: Vec<Area> = (0..count).map(|k| panels.area(k)).collect();
            for (k, area) in areas.iter().enumerate() {
                assert!(area.left >= 84.0 && area.right <= 936.0 - 90.0 + 1e-9 && area.width() > 190.0);
                assert!(area.bottom <= panels.bottom());
                let apart = |other: &Area| other.right + 89.0 < area.left || other.bottom + 91.0 < area.top;
                assert!(areas[..k].iter().all(apart), "{count} {k}");
            }
        }
    }
}
