//! Keys of a scenario with default, mark, unit and source, and the forms of a number: from the JSON Schema of scenario files, the
//! table of keys, and what `check` tells of the smallest scenario.

use super::{cell, printed};
use model::scenario::conditional::{CONDITIONAL, When};
use model::scenario::keys::{Global, KeySpec, MODULE_SIZE, Member};
use serde_json::Value;
use std::collections::BTreeMap;

const BEGINNING: &str = "# Keys of a scenario

This page is written by the program, from the tables that it reads scenarios by. `commonweal schema` prints the same as JSON Schema, for editors;
`commonweal check SCENARIO` says which of them a scenario gives.

A default has a mark: S read in its source, D derived from data, R commonly quoted and not verified, G judgement, – neutral or off.
A number may be certain, a range, or [one of the forms](#forms). Keys in bold must be given.

";

/// The page.
pub fn page() -> String {
    let schema: Value = serde_json::from_str(&printed(&["schema"])).expect("JSON");
    let told: Value = serde_json::from_str(&printed(&["check", "tests/good/smallest.toml", "--json"])).expect("JSON");
    let told = told["smallest"].as_array().expect("a list");
    let defaults: BTreeMap<&str, &Value> =
        told.iter().map(|one| (one["path"].as_str().expect("a path"), one)).collect();
    let mut page = BEGINNING.to_owned();
    page += &section("At the top", "", &schema, &schema, &defaults);
    for (name, property) in schema["properties"].as_object().expect("an object") {
        let (title, keys) = match (&property["properties"], &property["items"]) {
            (Value::Object(_), _) => (format!("[{name}]"), property),
            (_, items) if items["properties"].is_object() => (format!("[[{name}]]"), items),
            _ => continue,
        };
        page += &section(&title, name, keys, &schema, &defaults);
    }
    page + &conditional() + &forms(&schema)
}

fn section(title: &str, name: &str, keys: &Value, schema: &Value, defaults: &BTreeMap<&str, &Value>) -> String {
    let required: Vec<&str> = keys["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let mut text = format!(
        "## {title}\n\n| key | meaning | takes | default | mark and source |\n| --- | --- | --- | --- | --- |\n"
    );
    for (key, property) in keys["properties"].as_object().expect("an object") {
        if property["properties"].is_object() && name.is_empty() || property["items"]["properties"].is_object() {
            continue;
        }
        let bold = if required.contains(&key.as_str()) { "**" } else { "" };
        let row = match spec(name, key) {
            Some(spec) => of_number(spec),
            None => of_word(&path(name, key), property, schema, defaults),
        };
        text += &format!("| {bold}`{key}`{bold} | {} |\n", row.map(|text| cell(&text)).join(" | "));
    }
    text + "\n"
}

/// Its path in the file, `*` for an id.
fn path(section: &str, key: &str) -> String {
    match section {
        "" => key.to_owned(),
        "administration" | "module" => format!("{section}.*.{key}"),
        section => format!("{section}.{key}"),
    }
}

/// What is known of a key that takes a number.
fn spec(section: &str, key: &str) -> Option<&'static KeySpec> {
    match section {
        "module" => (key == MODULE_SIZE.path).then_some(&MODULE_SIZE),
        "administration" => Member::find(key).map(Member::spec),
        section => Global::find(&path(section, key)).map(Global::spec),
    }
}

fn of_number(spec: &KeySpec) -> [String; 4] {
    let default = if spec.default.is_empty() { String::new() } else { format!("`{}`", spec.default) };
    let source = match (spec.default, spec.source) {
        ("", "") => String::new(),
        (_, source) => format!("{} {source}", spec.mark),
    };
    let takes = match (spec.domain.words(), spec.unit) {
        (words, "1" | "share") => words.to_owned(),
        (words, unit) => format!("{words} ({unit})"),
    };
    [spec.meaning.to_owned(), takes, default, source.trim().to_owned()]
}

fn of_word(path: &str, property: &Value, schema: &Value, defaults: &BTreeMap<&str, &Value>) -> [String; 4] {
    let meaning = property["description"].as_str().unwrap_or_default().to_owned();
    let told = defaults.get(path).filter(|told| told["given"] == false);
    let default = told.map(|told| format!("`{}`", told["value"].as_str().expect("a text")));
    let mark = told.and_then(|told| told["mark"].as_str()).map(|mark| if mark == "neutral" { "–" } else { mark });
    [meaning, takes(property, schema), default.unwrap_or_default(), mark.unwrap_or_default().to_owned()]
}

/// What a key takes, in words.
fn takes(property: &Value, schema: &Value) -> String {
    let list = |words: &Value| {
        let words = words.as_array().expect("a list").iter().filter_map(Value::as_str).map(|word| format!("`{word}`"));
        words.collect::<Vec<String>>().join(", ")
    };
    if property["enum"].is_array() {
        return list(&property["enum"]);
    }
    if let Some(word) = property["const"].as_str() {
        return format!("`{word}`");
    }
    if let Some(name) = property["$ref"].as_str() {
        let name = name.trim_start_matches("#/$defs/");
        let ends = [&property["minimum"], &property["maximum"]].map(Value::as_f64);
        return match ends {
            [Some(low), Some(high)] if name == "fixed" => {
                let kind = if property["multipleOf"].is_number() { "a whole number" } else { "a number" };
                format!("{kind} from {low} to {high}")
            }
            _ => schema["$defs"][name]["description"].as_str().expect("described").to_owned(),
        };
    }
    match property["type"].as_str() {
        Some("string") => "a text".to_owned(),
        Some("number") => "a number".to_owned(),
        Some("boolean") => "`true` or `false`".to_owned(),
        Some("array") if property["items"]["enum"].is_array() => {
            format!("a list of {}", list(&property["items"]["enum"]))
        }
        Some("array") => "a list of texts".to_owned(),
        Some("object") => {
            let keys = property["properties"].as_object().expect("an object").keys().map(|key| format!("`{key}`"));
            format!("a table of {}", keys.collect::<Vec<String>>().join(", "))
        }
        _ => {
            let forms = property["anyOf"].as_array().unwrap_or_else(|| panic!("an unknown kind: {property}")).iter();
            forms.map(|form| takes(form, schema)).collect::<Vec<String>>().join("; or ")
        }
    }
}

/// Defaults that depend on what a scenario says.
fn conditional() -> String {
    let mut text =
        "## Defaults that depend on others\n\n| where | key | default | mark and source |\n| --- | --- | --- | --- |\n"
            .to_owned();
    for one in CONDITIONAL {
        let says = match one.when {
            When::Bond(bond) => format!("`consortium.bond` is `{}`", bond.word()),
            When::ClosedLicence => "`community.licence` is `closed`".to_owned(),
            When::OwnOverrun => "`effort.overrun` is given, or projects settle it".to_owned(),
        };
        let spec = one.spec();
        text += &format!("| {says} | `{}` | `{}` | {} {} |\n", spec.path, one.default, one.mark, cell(one.source));
    }
    text + "\n"
}

/// Forms of a number.
fn forms(schema: &Value) -> String {
    let definitions = &schema["$defs"];
    let mut text = format!(
        "## Forms\n\nA number alone is certain. A range is a text: {}. All else is a table with one of these keys, and beside it, where it may be cut, \
         `min` and `max`; `source`, where the value comes from, `note`, what a reader should know, `owner`, who answers for it, and `signed_off`, on which day.\n\n\
         | form | takes | meaning |\n| --- | --- | --- |\n",
        definitions["range"]["description"].as_str().expect("a text")
    );
    for form in definitions["form"]["oneOf"].as_array().expect("a list") {
        let name = form["required"][0].as_str().expect("a name");
        let takes = form_takes(&form["properties"][name]);
        let meaning = form["description"].as_str().expect("a text");
        text += &format!("| `{name}` | {} | {} |\n", cell(&takes), cell(meaning));
    }
    text
}

fn form_takes(content: &Value) -> String {
    let sets = content["oneOf"].as_array();
    match (content["type"].as_str(), sets) {
        (Some("number"), _) => "a number".to_owned(),
        (Some("string"), _) => "`file.csv#column`".to_owned(),
        (Some("array"), _) => match content["description"].as_str() {
            Some(names) => format!("`[{names}]`"),
            None if content["items"]["type"] == "array" => "`[[value, weight], …]`".to_owned(),
            None => "`[{ weight, a form }, …]`".to_owned(),
        },
        (_, Some(sets)) => {
            let keys =
                |set: &Value| set["properties"].as_object().expect("an object").keys().cloned().collect::<Vec<_>>();
            sets.iter().map(|set| format!("`{{ {} }}`", keys(set).join(", "))).collect::<Vec<_>>().join(" or ")
        }
        _ => {
            let names = content["enum"].as_array().expect("a list").iter().filter_map(Value::as_str);
            names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
        }
    }
}
