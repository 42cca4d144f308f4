//! The JSON Schema of a scenario file, made from the tables of keys and forms.

mod special;

use super::forms;
use super::forms::Form;
use super::known;
use super::known::{Known, Shape, WordSpec};
use super::observed;
use super::sharing;
use super::table::MOST_COLUMNS;
use model::scenario::Observable;
use model::scenario::adoption::Adoption;
use model::scenario::keys::{Domain, Global, KeySpec, Mark};
use serde_json::{Map, Value, json};

/// The JSON Schema (draft 2020-12) of a scenario: the TOML file as a tree.
pub fn json_schema() -> Value {
    let mut properties = section("");
    for name in known::SECTIONS {
        properties.insert(name.to_owned(), closed(section(name), &[]));
    }
    properties[observed::SECTION]["anyOf"] = Observable::ALL.map(|what| json!({ "required": [what.word()] })).into();
    for name in known::LISTS {
        properties.insert(name.to_owned(), json!({ "type": "array", "items": list_item(name) }));
    }
    let required: Vec<&str> = known::keys("").filter(|known| is_required(*known)).map(Known::key).collect();
    let mut schema = closed(properties, &required);
    let more = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "commonweal scenario",
        "description": "What administrations might save by sharing one core codebase: the question, in TOML.",
        "$defs": definitions(),
        "oneOf": [
            { "required": ["administrations"], "properties": { "administration": false } },
            { "required": ["administration"] , "properties": { "administrations": false } },
        ],
    });
    if let (Value::Object(schema), Value::Object(more)) = (&mut schema, more) {
        schema.extend(more);
        add(schema, "required", json!([&required[..], &["module"]].concat()));
    }
    schema
}

fn add(object: &mut Map<String, Value>, key: &str, value: Value) {
    object.insert(key.to_owned(), value);
}

/// A table that takes no other keys.
fn closed(properties: Map<String, Value>, required: &[&str]) -> Value {
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": false })
}

fn is_required(known: Known) -> bool {
    match known {
        Known::Word(word) => word.required,
        Known::Size => true,
        Known::Global(key) => key.spec().path == "discount_rate",
        Known::Member(key) => key.spec().path == "labour_rate",
    }
}

fn section(name: &str) -> Map<String, Value> {
    known::keys(name).map(|known| (known.key().to_owned(), property(known))).collect()
}

fn list_item(name: &str) -> Value {
    let required: Vec<&str> = known::keys(name).filter(|known| is_required(*known)).map(Known::key).collect();
    let mut item = closed(section(name), &required);
    if name == "administration" {
        item["additionalProperties"] = json!({
            "description": format!("a key for cost sharing, named `{}` and its name there", sharing::COLUMN),
            "$ref": "#/$defs/fixed", "minimum": 0,
        });
        item["maxProperties"] = json!(MOST_COLUMNS);
    }
    item
}

fn property(known: Known) -> Value {
    match (known, known.spec()) {
        (Known::Word(word), _) => word_property(word),
        (_, Some(spec)) => number_property(spec),
        (_, None) => json!({}),
    }
}

fn number_property(spec: &KeySpec) -> Value {
    let bare = spec.unit == "1" || spec.domain == Domain::Growth;
    let unit = if bare { String::new() } else { format!(" [{}]", spec.unit) };
    let mut described = format!("{}{unit}", spec.meaning);
    if spec.domain != Domain::Growth {
        described.push_str(&format!("; {}", spec.domain.words()));
    }
    if !spec.source.is_empty() {
        let mark = if spec.mark == Mark::Neutral { String::new() } else { format!("{}: ", spec.mark) };
        described.push_str(&format!(". Default: {mark}{}", spec.source));
    }
    let mut forms = match spec.domain {
        Domain::Growth => special::growths(),
        domain => vec![number_in(domain), json!({ "$ref": "#/$defs/range" }), json!({ "$ref": "#/$defs/form" })],
    };
    if spec.path == Global::DiscountRate.spec().path {
        forms.push(special::changing_rates(spec.domain));
    }
    let mut property = json!({ "description": described, "anyOf": forms });
    if let Some(default) = default(spec.default) {
        property["default"] = default;
    }
    property
}

fn number_in(domain: Domain) -> Value {
    let mut number = json!({ "type": "number" });
    let (low, high) = domain.bounds();
    let open = matches!(domain, Domain::Positive | Domain::AboveMinusOne);
    if low.is_finite() {
        number[if open { "exclusiveMinimum" } else { "minimum" }] = json!(low);
    }
    if high.is_finite() {
        number["maximum"] = json!(high);
    }
    number
}

/// A default in the notation of the file as JSON.
fn default(text: &str) -> Option<Value> {
    let parsed: toml::Value = toml::from_str::<toml::Table>(&format!("x = {text}")).ok()?.remove("x")?;
    serde_json::to_value(parsed).ok()
}

fn word_property(word: &WordSpec) -> Value {
    let mut property = match word.shape {
        Shape::Title => json!({ "$ref": "#/$defs/text" }),
        Shape::Text => json!({ "type": "string", "minLength": 1 }),
        Shape::Id => json!({ "$ref": "#/$defs/id" }),
        Shape::File => json!({ "type": "string", "minLength": 1 }),
        Shape::Choice(words) => json!({ "enum": words }),
        Shape::Choices(words) => json!({ "type": "array", "items": { "enum": words } }),
        Shape::Texts => json!({ "type": "array", "items": { "type": "string", "minLength": 1 } }),
        Shape::Whole(low, high) => json!({ "$ref": "#/$defs/fixed", "minimum": low, "maximum": high, "multipleOf": 1 }),
        Shape::Fixed(low, high) => json!({ "$ref": "#/$defs/fixed", "minimum": low, "maximum": high }),
        Shape::Licence => json!({ "type": "string", "pattern": "^[A-Za-z0-9.+:() -]+$" }),
        Shape::Needs => json!({ "$ref": "#/$defs/needed_by" }),
        Shape::Sharing => json!({ "$ref": "#/$defs/cost_sharing" }),
        Shape::Truth => json!({ "type": "boolean" }),
        Shape::Known(what) => special::known_after(what),
        Shape::Ratings => special::ratings(),
        Shape::Adapted => special::adapted(),
        Shape::Data => special::data(),
    };
    let listed = known::LISTS.contains(&word.section) || word.section == observed::SECTION;
    if word.shape.is_words() && !listed {
        property = special::may_be_said_of(property);
    }
    property["description"] = json!(word.meaning);
    if !word.default.is_empty() && matches!(word.shape, Shape::Choice(_) | Shape::Whole(..) | Shape::Fixed(..)) {
        let number = word.default.parse::<f64>().map(|number| json!(number));
        property["default"] = number.unwrap_or_else(|_| json!(word.default));
    }
    property
}

fn definitions() -> Value {
    let number = r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?";
    let mut said = special::said();
    said.insert("value".to_owned(), json!({ "type": "number" }));
    let share = json!({ "$ref": "#/$defs/fixed", "minimum": 0, "maximum": 1 });
    let keys = format!("^({}|{}.+)$", sharing::KEYS.join("|"), sharing::COLUMN);
    json!({
        "id": {
            "description": "letters, digits, `_`, `.` and `-`, beginning with a letter or digit",
            "type": "string", "pattern": "^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$",
        },
        "text": {
            "description": "a text, in one language or two",
            "anyOf": [
                { "type": "string", "minLength": 1 },
                {
                    "type": "object", "minProperties": 1, "additionalProperties": false,
                    "properties": { "en": { "type": "string", "minLength": 1 }, "fr": { "type": "string", "minLength": 1 } },
                },
            ],
        },
        "fixed": {
            "description": "a number that is certain, perhaps with its source",
            "anyOf": [
                { "type": "number" },
                { "type": "object", "properties": said, "required": ["value"], "additionalProperties": false },
            ],
        },
        "range": {
            "description": "`low to high`: 5 % below, 5 % above; lognormal when both ends are above 0, else normal",
            "type": "string", "pattern": format!("^ *{number} +to +{number} *$"),
        },
        "form": {
            "description": "a value by one of its forms",
            "oneOf": forms::FORMS.iter().map(|form| form_schema(form, false)).collect::<Vec<Value>>(),
        },
        "part": {
            "description": "a part of a mixture: a form and its weight",
            "oneOf": forms::FORMS.iter().map(|form| form_schema(form, true)).collect::<Vec<Value>>(),
        },
        "needed_by": {
            "description": "ids and `level:NAME`, or shares by these",
            "anyOf": [
                { "type": "array", "minItems": 1, "items": { "type": "string", "minLength": 1 } },
                { "type": "object", "additionalProperties": share },
            ],
        },
        "cost_sharing": {
            "description": format!(
                "{}, `{}COLUMN`, a mixture of these, a rule on the game of all coalitions, or a schedule of fees",
                sharing::KEYS.join(", "), sharing::COLUMN
            ),
            "anyOf": [
                { "type": "string", "pattern": keys },
                { "enum": sharing::games().collect::<Vec<&str>>() },
                { "type": "object", "propertyNames": { "pattern": keys }, "minProperties": 1, "additionalProperties": share },
                special::schedule(),
            ],
        },
    })
}

fn form_schema(form: &Form, part: bool) -> Value {
    let mut properties = Map::new();
    properties.insert(form.name.to_owned(), content(form));
    for (name, meaning) in forms::BESIDE {
        if form.name != "value" {
            properties.insert(name.to_owned(), json!({ "type": "number", "description": meaning }));
        }
    }
    properties.extend(special::said());
    let mut required = vec![form.name];
    if part {
        properties.insert("weight".to_owned(), json!({ "type": "number", "minimum": 0 }));
        required.push("weight");
    }
    let mut schema = closed(properties, &required);
    schema["description"] = json!(form.meaning);
    schema
}

fn content(form: &Form) -> Value {
    match form.shape {
        forms::Shape::Number => json!({ "type": "number" }),
        forms::Shape::List(parameters) => {
            let names = parameters.names();
            json!({
                "description": names.join(", "), "type": "array", "items": { "type": "number" },
                "minItems": names.len(), "maxItems": names.len(),
            })
        }
        forms::Shape::Table(sets) => {
            let set = |parameters: &forms::Parameters| {
                let names = parameters.names();
                let numbers = names.iter().map(|name| ((*name).to_owned(), json!({ "type": "number" })));
                closed(numbers.collect(), names)
            };
            json!({ "oneOf": sets.iter().map(set).collect::<Vec<Value>>() })
        }
        forms::Shape::Column => json!({ "type": "string", "pattern": "^.+#[^#]+$" }),
        forms::Shape::Pairs => json!({
            "type": "array", "minItems": 1,
            "items": { "type": "array", "items": { "type": "number" }, "minItems": 2, "maxItems": 2 },
        }),
        forms::Shape::Preset => json!({ "enum": Adoption::names().collect::<Vec<String>>() }),
        forms::Shape::Parts => json!({ "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/part" } }),
    }
}
