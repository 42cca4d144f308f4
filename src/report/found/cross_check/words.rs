//! The answer of `cross-check`: the models beside the simulation, and what makes them differ.

mod about;
mod why;

use crate::document::{Cell, Document, Table};
use crate::language::{Language, Noun, range, say};
use crate::words::names::count;
use study::analysis::cross_check::found::{Added, CrossCheck, CrossConstant, CrossModel};
use study::input::problem::shown;

/// Systems.
const SYSTEM: Noun = Noun::new(["system", "systems"], ["système", "systèmes"]);

/// What was found, in words.
pub fn document(found: &CrossCheck, language: Language) -> Document {
    let words = Words { found, language };
    let mut document = Document::new(language);
    document.paragraph(words.head()).section().table(words.models());
    document.section().paragraph(language.pick(
        "What the models leave out, one after another (medians, each with all before it):",
        "Ce que les modèles laissent de côté, l’un après l’autre (médianes, chacun avec tous les précédents)\u{202F}:",
    ));
    document.section().table(words.steps()).section();
    document.paragraphs(words.why()).paragraphs(found.models.iter().map(|model| words.about(model)));
    document
}

struct Words<'a> {
    found: &'a CrossCheck,
    language: Language,
}

impl Words<'_> {
    fn head(&self) -> String {
        let (found, language) = (self.found, self.language);
        let (scenario, seed) = (shown(&found.header.scenario), found.header.seed);
        let members = found.members;
        let systems = format!("{members} {}", SYSTEM.word(members as f64, language));
        let count = count(found.header.replications, language);
        say!(
            language,
            "{scenario}: person-months of building {systems}, alone and by a shared core, nothing of running them; {count} replications, seed {seed}"
                | "{scenario} : mois-personnes pour construire {systems}, chacun seul et par un code commun, sans leur exploitation ; {count} simulations, graine {seed}"
        )
    }

    /// Person-months, with a decimal where all are few.
    fn months(&self, value: f64) -> Cell {
        let decimals = if self.found.simulated.independent[1] < 100.0 { 1 } else { 0 };
        Cell::number(value, decimals, self.language)
    }

    fn months_in_words(&self, value: f64) -> String {
        self.months(value).text.plain()
    }

    /// The same with its sign.
    fn signed(&self, value: f64) -> Cell {
        let cell = self.months(value);
        let sign = if value >= 0.0 { "+" } else { "" };
        let text = format!("{sign}{}", cell.text.plain());
        cell.read(text)
    }

    fn models(&self) -> Table {
        let (found, language) = (self.found, self.language);
        let header = language.pick(
            ["", "alone", "shared", "of\nalone", "pays from\nmembers"],
            ["", "seul", "en commun", "commun/\nseul", "avantageux\ndès (membres)"],
        );
        let from = |members: Option<usize>| -> Cell {
            match members {
                Some(members) => Cell::number(members as f64, 0, language).read(members.to_string()),
                None if found.counted == 0 => language.pick("not counted", "non compté").into(),
                None => language.pick("never", "jamais").into(),
            }
        };
        let simulated = &found.simulated;
        let between = |[low, middle, high]: [f64; 3]| match low == high {
            true => self.months(middle),
            false => {
                let [low, high] = [low, high].map(|end| self.months_in_words(end));
                let text = format!("{} ({})", self.months_in_words(middle), range(&low, &high, language));
                self.months(middle).read(text)
            }
        };
        let last = vec![
            say!(language, "simulation, median (5% to 95%)" | "simulation, médiane (P5 à P95)").into(),
            between(simulated.independent),
            between(simulated.shared),
            Cell::percent(simulated.shared[1] / simulated.independent[1], language),
            from(simulated.pays_from),
        ];
        let rows = found.models.iter().map(|one| {
            vec![
                one.name.into(),
                self.months(one.independent),
                self.months(one.shared),
                Cell::percent(one.shared / one.independent, language),
                from(one.pays_from),
            ]
        });
        Table::new(header, rows.chain([last]))
    }

    fn steps(&self) -> Table {
        let (steps, language) = (&self.found.steps, self.language);
        let header = language.pick(["", "alone", "", "shared", ""], ["", "seul", "", "en commun", ""]);
        let rows = steps.iter().enumerate().map(|(k, step)| {
            let before = k.checked_sub(1).map(|before| &steps[before]);
            let more = |now: f64, then: Option<f64>| then.map_or_else(Cell::default, |then| self.signed(now - then));
            vec![
                self.with(step.with).into(),
                self.months(step.independent),
                more(step.independent, before.map(|before| before.independent)),
                self.months(step.shared),
                more(step.shared, before.map(|before| before.shared)),
            ]
        });
        Table::new(header, rows)
    }

    fn with(&self, added: Added) -> &'static str {
        let language = self.language;
        match added {
            Added::Medians => {
                language.pick("SIMPLE: all inputs at their median", "SIMPLE\u{202F}: toutes les données à leur médiane")
            }
            Added::Uncertainty => language.pick("inputs as uncertain as they are", "incertitude réelle des données"),
            Added::Coordination => language.pick("coordination", "coordination"),
            Added::Overruns => language.pick("overruns", "dépassements"),
            Added::Failures => language.pick("abandoned builds and exits", "constructions abandonnées et départs"),
        }
    }

    /// What sets a model apart, and the numbers that it brings with it.
    fn about(&self, model: &CrossModel) -> String {
        let language = self.language;
        let one = |constant: &CrossConstant| {
            let value = crate::words::names::value(&constant.value.to_string(), language);
            format!("{} {value} [{}]", about::constant(constant.name, language), constant.mark)
        };
        let own = match model.constants.as_slice() {
            [] => String::new(),
            all => {
                let all = all.iter().map(one).collect::<Vec<_>>().join(", ");
                say!(language, " Its numbers: {all}." | " Ses nombres : {all}.")
            }
        };
        let (name, source) = (model.name, about::source(model, language));
        let differs = about::differs(model.differs, language);
        say!(language, "{name} {differs}.{own} Source: {source}." | "{name} {differs}.{own} Source : {source}.")
    }
}
