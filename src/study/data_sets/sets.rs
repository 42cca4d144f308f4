//! The data sets, one entry each.

use super::{DataSet, EffortUnit, Projects, Ratings, SizeColumn, SizeUnit};

const FP: SizeUnit = SizeUnit::FunctionPoints;
const KLOC: SizeUnit = SizeUnit::Kloc;

const fn set(name: &'static str, about: Projects, source: &'static str, text: &'static str) -> DataSet {
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
        ..set("albrecht", Projects::IbmBusiness, "Albrecht & Gaffney 1983", file!("albrecht"))
    },
    DataSet {
        sizes: &[SizeColumn { column: "AFP", unit: FP }],
        ..set("china", Projects::ChineseFirms, "Fang Hon Yun 2010, Zenodo 268446", file!("china"))
    },
    DataSet {
        sizes: &[SizeColumn { column: "loc", unit: KLOC }],
        effort: "actual",
        unit: EffortUnit::PersonMonths,
        ratings: Some(Ratings::Cocomo81Numbers),
        ..set("cocomo81", Projects::TrwAndOthers, "Boehm 1981", file!("cocomo81"))
    },
    DataSet {
        sizes: &[SizeColumn { column: "PointsAjust", unit: FP }],
        missing: Some("-1"),
        ..set("desharnais", Projects::CanadianFirm, "Desharnais 1988", file!("desharnais"))
    },
    DataSet {
        sizes: &[SizeColumn { column: "FP", unit: FP }],
        effort: "dev.eff.hrs.",
        ..set("finnish", Projects::FinnishFirms, "Kitchenham, via Sigweni & Shepperd 2015", file!("finnish"))
    },
    DataSet {
        sizes: &[SizeColumn { column: "AdjFP", unit: FP }, SizeColumn { column: "KSLOC", unit: KLOC }],
        effort: "EffortMM",
        unit: EffortUnit::PersonMonths,
        ..set("kemerer", Projects::Consultancy, "Kemerer 1987", file!("kemerer"))
    },
    DataSet {
        sizes: &[SizeColumn { column: "Adjusted.function.points", unit: FP }],
        effort: "Actual.effort",
        estimate: Some("First.estimate"),
        ..set("kitchenham", Projects::OutsourcingFirm, "Kitchenham et al. 2002", file!("kitchenham"))
    },
    DataSet {
        sizes: &[SizeColumn { column: "Size", unit: FP }],
        ..set("maxwell", Projects::FinnishBank, "Maxwell 2002", file!("maxwell"))
    },
    DataSet {
        sizes: &[SizeColumn { column: "KLOC", unit: KLOC }],
        effort: "MM",
        unit: EffortUnit::PersonMonths,
        ..set("miyazaki94", Projects::JapaneseFirms, "Miyazaki et al. 1994", file!("miyazaki94"))
    },
    DataSet {
        sizes: &[SizeColumn { column: "equivphyskloc", unit: KLOC }],
        effort: "act_effort",
        unit: EffortUnit::PersonMonths,
        ratings: Some(Ratings::Cocomo81Words),
        ..set("nasa93", Projects::Nasa71To87, "Hihn, PROMISE", file!("nasa93"))
    },
    DataSet {
        sizes: &[SizeColumn { column: "kloc", unit: KLOC }],
        effort: "effort",
        unit: EffortUnit::PersonMonths,
        ratings: Some(Ratings::CocomoIiWords),
        ..set("nasa93_dem", Projects::Nasa93InCocomoIi, "Hihn & Menzies, PROMISE", file!("nasa93_dem"))
    },
    DataSet {
        sizes: &[SizeColumn { column: "Logical EKLOC", unit: KLOC }],
        effort: "ACT_EFFORT",
        unit: EffortUnit::PersonMonths,
        ratings: Some(Ratings::CocomoIiNumbers),
        ..set("nasa_coc2000", Projects::NasaInCocomoIi, "PROMISE, via ESEUR", file!("nasa_coc2000"))
    },
];
