//! The schema of keys whose values have a form of their own.

use super::{add, closed, number_in};
use crate::data_sets::SETS;
use crate::input::adapted;
use crate::input::administrations;
use crate::input::data;
use crate::input::growth;
use crate::input::observed;
use crate::input::rates;
use crate::input::said;
use crate::input::tiers;
use model::effort::CARDS;
use model::effort::adapted::UNDERSTANDING;
use model::scenario::keys::Domain;
use model::scenario::{CostSharing, Grade, Observable};
use serde_json::{Map, Value, json};

/// What may be said beside any value.
pub(super) fn said() -> Map<String, Value> {
    let text = |name: &str| match name {
        "signed_off" => json!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" }),
        _ => json!({ "type": "string", "minLength": 1 }),
    };
    let property = |(name, meaning): &(&str, &str)| {
        let mut property = text(name);
        property["description"] = json!(meaning);
        ((*name).to_owned(), property)
    };
    said::BESIDE.iter().map(property).collect()
}

/// A value in words, which may stand in a table with what is said of it.
pub(super) fn may_be_said_of(value: Value) -> Value {
    let mut table = said();
    add(&mut table, "value", value.clone());
    json!({ "anyOf": [value, closed(table, &["value"])] })
}

/// A word, or words with weights.
pub(super) fn growths() -> Vec<Value> {
    let words = growth::WORDS.map(|(word, _)| word);
    let mut weighted: Map<String, Value> =
        words.iter().map(|word| ((*word).to_owned(), json!({ "type": "number", "minimum": 0 }))).collect();
    add(&mut weighted, "value", json!({ "enum": words }));
    weighted.extend(said());
    vec![json!({ "enum": words }), closed(weighted, &[])]
}

/// Rates with their first years.
pub(super) fn changing_rates(domain: Domain) -> Value {
    let year = json!({ "type": "number", "minimum": 0, "multipleOf": 1 });
    let pair = json!({ "type": "array", "prefixItems": [year, number_in(domain)], "minItems": 2, "maxItems": 2 });
    let list = json!({
        "description": "rates that change, each from a year on: [first year, rate], years ascending from 0",
        "type": "array", "minItems": 1, "items": pair,
    });
    let mut properties = said();
    add(&mut properties, rates::SCHEDULE, list);
    closed(properties, &[rates::SCHEDULE])
}

/// Ratings of all effort models: a word, or words with weights. Which driver belongs to which model a schema cannot say.
pub(super) fn ratings() -> Value {
    let mut properties = Map::new();
    for driver in CARDS.iter().flat_map(|card| card.drivers()) {
        let words: Vec<&str> = driver.rated().map(|(rating, _)| rating.word()).collect();
        let mut weighted: Map<String, Value> =
            words.iter().map(|word| ((*word).to_owned(), json!({ "type": "number", "minimum": 0 }))).collect();
        weighted.insert("value".to_owned(), json!({ "enum": words }));
        weighted.extend(said());
        let table = closed(weighted, &[]);
        let rating = json!({ "anyOf": [{ "enum": words }, table], "description": driver.meaning });
        let same_name = properties.get_mut(driver.key).and_then(|known: &mut Value| known["anyOf"].as_array_mut());
        match same_name {
            Some(forms) => forms.extend([json!({ "enum": words }), rating["anyOf"][1].clone()]),
            None => add(&mut properties, driver.key, rating),
        }
    }
    closed(properties, &[])
}

pub(super) fn adapted() -> Value {
    let mut properties = Map::new();
    for (key, most, meaning) in adapted::NUMBERS {
        let number = json!({ "$ref": "#/$defs/fixed", "minimum": 0, "maximum": most, "description": meaning });
        add(&mut properties, key, number);
    }
    let words: Vec<&str> = UNDERSTANDING.rated().map(|(rating, _)| rating.word()).collect();
    add(&mut properties, adapted::RATING, json!({ "enum": words, "description": UNDERSTANDING.meaning }));
    properties.extend(said());
    json!({ "anyOf": [{ "const": adapted::NONE }, closed(properties, &[])] })
}

/// Finished projects: a public set, or a table of one's own.
pub(super) fn data() -> Value {
    let mut properties = Map::new();
    for (key, meaning) in data::FIELDS {
        add(&mut properties, key, json!({ "type": "string", "minLength": 1, "description": meaning }));
    }
    add(
        &mut properties,
        "unit",
        json!({ "enum": data::UNITS.map(|(word, _)| word), "description": data::FIELDS[3].1 }),
    );
    properties.extend(said());
    let own = closed(properties, &data::FIELDS.map(|(key, _)| key));
    json!({ "anyOf": [{ "enum": SETS.each_ref().map(|set| set.name) }, own] })
}

/// A figure that is known after the event: what was read has a source, all else a note.
pub(super) fn known_after(what: Observable) -> Value {
    let mut properties = Map::new();
    for (name, meaning) in observed::FIELDS.into_iter().filter(|(name, _)| what.needs_plan() || *name != "planned") {
        let mut part = match name {
            "value" if what.is_event() => json!({ "type": "boolean" }),
            "value" | "planned" => json!({ "type": "number" }),
            "mark" => json!({ "enum": Grade::ALL.map(|(word, _)| word) }),
            _ => json!({ "type": "string", "minLength": 1 }),
        };
        part["description"] = json!(meaning);
        add(&mut properties, name, part);
    }
    let (low, high, whole) = observed::range(what, administrations::MOST);
    if !what.is_event() {
        properties["value"]["minimum"] = json!(low);
        properties["value"]["maximum"] = json!(high);
        if whole {
            properties["value"]["multipleOf"] = json!(1);
        }
    }
    if what.needs_plan() {
        properties["planned"]["minimum"] = json!(observed::LEAST_PLAN);
        properties["planned"]["maximum"] = json!(observed::most_planned(what));
    }
    let required: &[&str] = if what.needs_plan() { &["value", "planned", "mark"] } else { &["value", "mark"] };
    let mut figure = closed(properties, required);
    let marks = |sourced: bool| {
        Grade::ALL.iter().filter(move |(_, grade)| grade.is_sourced() == sourced).map(|(word, _)| *word).collect()
    };
    let (read, told): (Vec<&str>, Vec<&str>) = (marks(true), marks(false));
    figure["oneOf"] = json!([
        { "properties": { "mark": { "enum": read } }, "required": ["source"] },
        { "properties": { "mark": { "enum": told }, "source": false }, "required": ["note"] },
    ]);
    figure
}

/// A schedule of fees.
pub(super) fn schedule() -> Value {
    let mut class = Map::new();
    for (name, meaning) in tiers::FIELDS {
        let least = if name == "up_to" { 1 } else { 0 };
        add(&mut class, name, json!({ "description": meaning, "$ref": "#/$defs/fixed", "minimum": least }));
    }
    class.extend(said());
    let classes = json!({
        "description": "classes by population, ascending; the last may do without `up_to`",
        "type": "array", "minItems": 1, "maxItems": tiers::MOST, "items": closed(class, &["yearly"]),
    });
    let mut properties = said();
    add(&mut properties, CostSharing::TIERS, classes);
    closed(properties, &[CostSharing::TIERS])
}
