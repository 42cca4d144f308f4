//! The data sets, one entry each.

use super::{DataSet, EffortUnit, Ratings, SizeColumn, SizeUnit};

const FP: SizeUnit = SizeUnit::FunctionPoints;
const KLOC: SizeUnit = SizeUnit::Kloc;

const fn set(name: &'static str, about: &'static str, source: &'static str, text: &'static str) -> DataSet {
    let (unit, sizes) = (EffortUnit::Hours, &[]);
    DataSet { name, about, sizes, effort: "Effort", unit, estimate: None, ratings: None, missing: None, source, text }
}

macro_rules! file {
    ($name:literal) => {
        include_str!(concat!("../../../scenarios/effort/", $name, ".csv"))
    };
}

/// Every data set, in the order of the alphabet.
pub const SETS: [DataSet; 12] = [
    DataSet {
        sizes: &[SizeColumn { column: "AdjFP", unit: FP }],
        unit: EffortUnit::ThousandHours,
        ..set("albrecht", "IBM, business applications", "Albrecht & Gaffney 1983", file!("albrecht"))
    },
    DataSet {
        sizes: &[SizeColumn { column: "AFP", unit: FP }],
        ..set("china", "Chinese firms", "Fang Hon Yun 2010, Zenodo 268446", file!("china"))
    },
    DataSet {
        sizes: &[SizeColumn { column: "loc", unit: KLOC }],
        effort: "actual",
        unit: EffortUnit::PersonMonths,
        ratings: Some(Ratings::Cocomo81Numbers),
        ..set("cocomo81", "TRW and others, before 1981", "Boehm 1981", file!("cocomo81"))
    },
    DataSet {
        sizes: &[SizeColumn { column: "PointsAjust", unit: FP }],
        missing: Some("-1"),
        ..set("desharnais", "one Canadian firm, 1980s", "Desharnais 1988", file!("desharnais"))
    },
    DataSet {
        sizes: &[SizeColumn { column: "FP", unit: FP }],
        effort: "dev.eff.hrs.",
        ..set("finnish", "Finnish firms", "Kitchenham, by way of Sigweni & Shepperd 2015", file!("finnish"))
    },
    DataSet {
        sizes: &[SizeColumn { column: "AdjFP", unit: FP }, SizeColumn { column: "KSLOC", unit: KLOC }],
        effort: "EffortMM",
        unit: EffortUnit::PersonMonths,
        ..set("kemerer", "one consultancy, business applications", "Kemerer 1987", file!("kemerer"))
    },
    DataSet {
        sizes: &[SizeColumn { column: "Adjusted.function.points", unit: FP }],
        effort: "Actual.effort",
        estimate: Some("First.estimate"),
        ..set(
            "kitchenham",
            "one outsourcing firm, with its first estimates",
            "Kitchenham et al. 2002",
            file!("kitchenham"),
        )
    },
    DataSet {
        sizes: &[SizeColumn { column: "Size", unit: FP }],
        ..set("maxwell", "a Finnish bank", "Maxwell 2002", file!("maxwell"))
    },
    DataSet {
        sizes: &[SizeColumn { column: "KLOC", unit: KLOC }],
        effort: "MM",
        unit: EffortUnit::PersonMonths,
        ..set("miyazaki94", "Japanese firms, COBOL", "Miyazaki et al. 1994", file!("miyazaki94"))
    },
    DataSet {
        sizes: &[SizeColumn { column: "equivphyskloc", unit: KLOC }],
        effort: "act_effort",
        unit: EffortUnit::PersonMonths,
        ratings: Some(Ratings::Cocomo81Words),
        ..set("nasa93", "NASA 1971 to 1987, ratings of COCOMO 81", "Hihn, PROMISE", file!("nasa93"))
    },
    DataSet {
        sizes: &[SizeColumn { column: "kloc", unit: KLOC }],
        effort: "effort",
        unit: EffortUnit::PersonMonths,
        ratings: Some(Ratings::CocomoIiWords),
        ..set(
            "nasa93_dem",
            "the projects of nasa93 in ratings of COCOMO II",
            "Hihn and Menzies, PROMISE",
            file!("nasa93_dem"),
        )
    },
    DataSet {
        sizes: &[SizeColumn { column: "Logical EKLOC", unit: KLOC }],
        effort: "ACT_EFFORT",
        unit: EffortUnit::PersonMonths,
        ratings: Some(Ratings::CocomoIiNumbers),
        ..set("nasa_coc2000", "NASA, ratings of COCOMO II", "PROMISE, by way of ESEUR", file!("nasa_coc2000"))
    },
];
