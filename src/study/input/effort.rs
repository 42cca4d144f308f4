//! The effort model of a scenario, and the numbers that its mode or its ratings settle.

use super::arrange::Arranged;
use super::assumptions::Log;
use super::data;
use super::data::Data;
use super::known;
use super::node::Node;
use super::problem::ORIGIN;
use super::ratings;
use super::reading::Reading;
use super::settled::Settled;
use super::suggest;
use super::text;
use model::distribution::Distribution;
use model::effort;
use model::effort::cocomo_81;
use model::scenario::EffortModel;
use model::scenario::keys::{Global, Mark};

/// Overruns of estimates that are right in the median; the spread is that of kitchenham.csv, ln-sd 0.355.
const WITHOUT_OPTIMISM: &str = "{ lognormal = { median = 1, sigma = 0.35 } }";

/// What `[effort]` says of the model.
#[derive(Debug)]
pub(crate) struct Effort {
    /// From size to effort.
    pub model: EffortModel,
    /// Finished projects, where the model is fitted to them.
    pub data: Option<Data>,
    /// Numbers that follow from it.
    settled: Vec<Settled>,
}

impl Effort {
    /// Unit of sizes, in short.
    pub fn unit(&self) -> &'static str {
        self.data.as_ref().map_or(effort::card(self.model).unit, |data| data.unit)
    }

    /// Whether sizes may be in lines of code.
    pub fn may_count_code(&self) -> bool {
        self.data.as_ref().map_or(self.model.may_count_code(), |data| data.counts_code)
    }

    /// What the model settles for a key.
    pub fn settled(&self, key: Global) -> Option<&Settled> {
        self.settled.iter().find(|settled| settled.key == key)
    }

    /// Reports a number that is given beside what settles it too; on the command line it stands in its place.
    pub fn refuse_both(&self, key: Global, node: &Node, reading: &mut Reading) {
        let beside = self.settled(key).is_some_and(|settled| settled.given);
        if beside && reading.sources.name(node.place.file) != ORIGIN {
            let path = key.spec().path;
            let ratings = reading.either(&node.place, "[effort.ratings]", "`effort.ratings`");
            let message = format!("`{path}` is given, and ratings in {ratings} settle it too");
            reading.error_help(&node.place, message, format!("take out `{path}` or those ratings"));
        }
    }

    /// What the default of a key counts that this model counts already, and what to give in its place.
    pub fn counted_twice(&self, key: Global) -> Option<String> {
        let fitted = match self.model {
            EffortModel::PersonMonths | EffortModel::Regression => return None,
            EffortModel::FunctionPoints => "hours per point are of finished projects, overruns included",
            EffortModel::Power => "coefficient and exponent are mostly fitted to finished projects, overruns included",
            EffortModel::CocomoIi | EffortModel::Cocomo81 | EffortModel::Cocomo81Basic => {
                "COCOMO is fitted to finished projects, overruns included"
            }
        };
        (key == Global::Overrun).then(|| {
            format!(
                "counts optimism twice: {fitted}. Give how far such estimates of yours were off, such as \
                 effort.overrun = {WITHOUT_OPTIMISM}, the spread of 145 projects about their first estimates (kitchenham.csv)"
            )
        })
    }

    /// Why a key of effort models plays no part in this one, if so.
    pub fn unused(&self, key: Global) -> Option<String> {
        if self.model.uses(key) {
            return None;
        }
        Some(match (self.model, users(key).as_slice()) {
            (EffortModel::PersonMonths, _) => "sizes are in person-months".to_owned(),
            (_, [one]) => format!("it belongs to the effort model `{one}`"),
            (_, models) => format!("it belongs to the effort models {}", suggest::list(models.iter().copied())),
        })
    }
}

/// The models that use a key.
fn users(key: Global) -> Vec<&'static str> {
    EffortModel::ALL.iter().filter(|model| model.uses(key)).map(|model| model.word()).collect()
}

/// Reads what `[effort]` says of the model.
pub(crate) fn read(arranged: &Arranged, log: &mut Log, reading: &mut Reading) -> Effort {
    let node = arranged.get("effort", "model");
    word("model", arranged, log, reading);
    let model = node.and_then(|node| text::choice("effort.model", &known::MODELS, node, reading));
    let model = model.unwrap_or(EffortModel::PersonMonths);
    let mut settled = Vec::new();
    match model {
        EffortModel::Cocomo81 | EffortModel::Cocomo81Basic => settled = mode(model, arranged, log, reading),
        _ => idle("mode", "cocomo-81", arranged, reading),
    }
    let data = projects(model, arranged, log, reading);
    settled.extend(data.iter().flat_map(Data::settled));
    let card = effort::card(model);
    match (arranged.get("effort", "ratings"), card.drivers().next()) {
        (Some(node), Some(_)) => settled.extend(ratings::read(card, node, log, reading)),
        _ => idle("ratings", "cocomo-ii` or `cocomo-81", arranged, reading),
    }
    Effort { model, data, settled }
}

/// What a line through projects settles.
const LINE: [&str; 4] = ["centre", "coefficient", "exponent", "overrun"];

/// The projects that a regression is fitted to; none where the scenario tells all that they would settle.
fn projects(model: EffortModel, arranged: &Arranged, log: &mut Log, reading: &mut Reading) -> Option<Data> {
    if model != EffortModel::Regression {
        idle("data", "regression", arranged, reading);
        return None;
    }
    let Some(node) = arranged.get("effort", "data") else {
        // A line that was fitted elsewhere, as `calibrate` prints it, needs no projects.
        if LINE.iter().all(|key| arranged.get("effort", key).is_some()) {
            return None;
        }
        let place = arranged.get("effort", "model").map_or(&arranged.place, |node| &node.place);
        let line = reading.setting(place, "effort.data", "desharnais");
        let help = format!("give {line}, or {{ file = \"own.csv\", size = \"…\", effort = \"…\", unit = \"hours\" }}");
        reading.missing(place, "the effort model `regression` lacks `effort.data`", help);
        return None;
    };
    let data = data::read(node, reading)?;
    if let Some(spec) = known::word_spec("effort", "data") {
        log.word(spec, Some(node), data.said(), reading);
    }
    Some(data)
}

/// A line in the log for a word.
fn word(key: &'static str, arranged: &Arranged, log: &mut Log, reading: &Reading) {
    if let Some(spec) = known::word_spec("effort", key) {
        log.word(spec, arranged.get("effort", key), arranged.said("effort", key), reading);
    }
}

/// Warns of a key that is for other models.
fn idle(key: &'static str, models: &str, arranged: &Arranged, reading: &mut Reading) {
    if let Some(node) = arranged.get("effort", key) {
        let message = format!("`effort.{key}` has no effect: it belongs to the effort model `{models}`");
        reading.idle(&node.place, message, "take it out, or give effort.model");
    }
}

/// What the mode of COCOMO 81 settles.
fn mode(model: EffortModel, arranged: &Arranged, log: &mut Log, reading: &mut Reading) -> Vec<Settled> {
    let node = arranged.get("effort", "mode");
    word("mode", arranged, log, reading);
    let words = cocomo_81::MODES.map(|mode| (mode.word, mode));
    let mode = node.and_then(|node| text::choice("effort.mode", &words, node, reading));
    let mode = mode.unwrap_or(cocomo_81::MODES[0]);
    let (coefficient, source) = match model {
        EffortModel::Cocomo81 => (mode.intermediate, cocomo_81::INTERMEDIATE_SOURCE),
        _ => (mode.basic, cocomo_81::BASIC_SOURCE),
    };
    let basic = cocomo_81::BASIC_SOURCE;
    let settled = |(key, value, source): (Global, f64, &'static str)| Settled {
        key,
        distribution: Distribution::Constant(value),
        value: value.to_string(),
        given: false,
        mark: Mark::S,
        source: source.to_owned(),
        note: Some(format!("of COCOMO 81, {}", mode.word)),
    };
    [
        (Global::EffortCoefficient, coefficient, source),
        (Global::EffortExponent, mode.exponent, basic),
        (Global::ScheduleCoefficient, cocomo_81::SCHEDULE_COEFFICIENT, basic),
        (Global::ScheduleExponent, mode.schedule, basic),
    ]
    .map(settled)
    .into()
}
