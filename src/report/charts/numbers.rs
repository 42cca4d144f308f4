//! Which table holds the numbers that a chart of an analysis draws. Those of a run have no file of their own.

use super::Chart;

/// Where the numbers of a chart are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Numbers {
    /// Name of the chart.
    chart: &'static str,
    /// Name of the file.
    pub table: &'static str,
    /// What its columns that are drawn begin with; none where all are.
    pub columns: &'static [&'static str],
}

const ALL: [Numbers; 13] = [
    Numbers { chart: "joint", table: "joint.csv", columns: &[] },
    Numbers { chart: "evppi", table: "evppi.csv", columns: &["input", "share_or_not", "all_strategies", "mark"] },
    Numbers { chart: "shares", table: "allocations.csv", columns: &["rule", "member", "alone", "share", "saving"] },
    Numbers {
        chart: "stability",
        table: "stability.csv",
        columns: &["rule", "in_core", "worst_coalition", "excess", "worse_off"],
    },
    Numbers {
        chart: "break-even",
        table: "break-even.csv",
        columns: &["input", "unit", "now_", "switching_value", "low", "high", "above_threshold", "searched_"],
    },
    Numbers {
        chart: "sensitivity",
        table: "sensitivity.csv",
        columns: &["factor", "ranks_first_order", "ranks_total"],
    },
    Numbers {
        chart: "tornado",
        table: "tornado.csv",
        columns: &["factor", "unit", "p10", "p90", "statistic_at", "span"],
    },
    Numbers {
        chart: "tornado-median",
        table: "tornado.csv",
        columns: &["factor", "unit", "p10", "p90", "median_case"],
    },
    Numbers {
        chart: "budget",
        table: "budget.csv",
        columns: &["administration", "strategy", "fiscal_year", "build_p", "run_p", "total_p", "people_"],
    },
    Numbers {
        chart: "staffing",
        table: "budget.csv",
        columns: &["administration", "strategy", "fiscal_year", "people_", "short"],
    },
    Numbers { chart: "entry", table: "entry.csv", columns: &[] },
    Numbers { chart: "departures", table: "departures.csv", columns: &[] },
    Numbers { chart: "upstreaming", table: "upstreaming.csv", columns: &[] },
];

impl Chart {
    /// Where the numbers that it draws are, if a file has them.
    pub fn numbers(&self) -> Option<&'static Numbers> {
        ALL.iter().find(|one| one.chart == self.name)
    }
}

impl Numbers {
    /// Whether it draws a column.
    pub fn draws(&self, column: &str) -> bool {
        self.columns.is_empty() || self.columns.iter().any(|start| column.starts_with(start))
    }
}
