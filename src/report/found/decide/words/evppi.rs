//! What knowing inputs beforehand is worth, each, in groups and by studies.

use crate::document::{Cell, Document, Layout, Table};
use crate::language::{Language, Noun, Unit, figure, file, path, percent, say};
use crate::words::inputs;
use study::analysis::decide::found::{
    Decision, Estimated, GroupWorth, Idle, InputWorth, Observation, StudyWorth, Why, Worthwhile,
};
use study::input::problem::shown;

/// Inputs shown; the file has all.
const INPUTS: usize = 8;
/// Standard errors that an amount must be above 0.
const SURE: f64 = 2.0;
/// Share of what everything is worth below which an input is not worth a line.
const LEAST: f64 = 0.003;

const INPUT: Noun = Noun::new(["input", "inputs"], ["donnée", "données"]);
const OBSERVATION: Noun = Noun::new(["observation", "observations"], ["observation", "observations"]);
const CASE: Noun = Noun::new(["case", "cases"], ["cas", "cas"]);
const YEAR_WATCHED: Noun =
    Noun::new(["year watched", "years watched"], ["année d’observation", "années d’observation"]);

/// The tables, or the sentence that nothing is worth finding out.
pub(super) fn evppi(found: &Decision, is_certain: bool, document: &mut Document) {
    let language = document.language;
    if is_certain {
        document.paragraph(language.pick(
            "Every replication is alike, so that there is nothing to find out beforehand.",
            "Toutes les simulations se valent\u{202F}: il n’y a rien à chercher à savoir d’avance.",
        ));
        return;
    }
    let all = found.evpi.among_all_strategies;
    let unit = Unit::of(both(found.evpi)[0].value.max(all.value), &shown(&found.header.currency), language);
    let words = Words { found, least: all.value * LEAST, unit, language };
    let inputs: Vec<&InputWorth> = found.evppi.iter().filter(|one| words.is_told(one)).take(INPUTS).collect();
    if inputs.is_empty() {
        document.paragraph(words.hardly());
    }
    if !inputs.is_empty() || !found.groups.is_empty() {
        document.table(words.known(&inputs));
        document.paragraph(say!(
            language,
            "A study that costs more than this does not pay; ± is one standard error. All other inputs are in the file {}."
                | "Une étude plus chère que cela n’est pas avantageuse ; ± : une erreur type. Toutes les autres données sont dans le fichier {}.",
            file("evppi.csv")
        ));
        if inputs.iter().any(|one| one.chance) {
            document.paragraph(language.pick(
                "* Chance: no study before the choice can tell it; the figure says how much the choice hinges on it.",
                "* Hasard\u{202F}: aucune étude ne le révèle avant le choix\u{202F}; le chiffre dit combien le choix en dépend.",
            ));
        }
    }
    let idle = found.groups.iter().flat_map(|group| group.idle.iter().map(move |idle| of_idle(group, idle, language)));
    document.paragraphs(idle);
    if !found.studies.is_empty() {
        document.section().table(words.studies()).paragraphs(words.as_uncertain());
    }
}

/// For the choice between alone and shared, and among all strategies.
fn both(worth: Worthwhile) -> [Estimated; 2] {
    [worth.to_share_or_not, worth.among_all_strategies]
}

struct Words<'a> {
    found: &'a Decision,
    /// What is not worth a line.
    least: f64,
    unit: Unit,
    language: Language,
}

impl Words<'_> {
    fn is_worth(&self, worth: Estimated) -> bool {
        worth.value > SURE * worth.standard_error && worth.value > self.least
    }

    fn is_told(&self, one: &InputWorth) -> bool {
        both(one.worth).into_iter().any(|worth| self.is_worth(worth))
    }

    /// `0.46 ±0.20`
    fn with_error(&self, worth: Estimated) -> Cell {
        let [value, error] = [worth.value, worth.standard_error].map(|value| self.unit.bare(value, self.language));
        Cell::bare(worth.value, &self.unit, self.language).read(format!("{value} ±{error}"))
    }

    /// The amount of what is surely worth a line.
    fn amount(&self, worth: Estimated) -> Option<Cell> {
        self.is_worth(worth).then(|| self.with_error(worth))
    }

    fn or_dash(&self, worth: Estimated) -> Cell {
        self.amount(worth).unwrap_or_else(|| "–".into())
    }

    /// Of what was asked for: what is surely worth no line is worth nothing, what may be is told with its error.
    fn or_nothing(&self, worth: Estimated) -> Cell {
        let told = self.with_error(worth);
        let is_zero = !told.text.plain().bytes().any(|digit| (b'1'..=b'9').contains(&digit));
        match is_zero || worth.value + SURE * worth.standard_error <= self.least {
            true => self.language.pick("nothing", "rien").into(),
            false => told,
        }
    }

    fn hardly(&self) -> String {
        let (language, words) = (self.language, &self.unit.words);
        let everything = match self.amount(self.found.evpi.among_all_strategies) {
            None => language.pick(", nor would to know all of them", ", et toutes les connaître non plus").to_owned(),
            Some(some) => {
                let some = some.text.plain();
                say!(language, " (all of them together: {some} {words})" | " (toutes ensemble : {some} {words})")
            }
        };
        say!(
            language,
            "To know any single input beforehand would hardly change the choice{everything}."
                | "Connaître d’avance une seule donnée ne changerait guère le choix{everything}."
        )
    }

    /// What it is worth to know everything, groups, and inputs.
    fn known(&self, inputs: &[&InputWorth]) -> Table {
        let (language, words) = (self.language, &self.unit.words);
        let header = [
            say!(language, "worth knowing beforehand, {words}" | "valeur de savoir d’avance, {words}"),
            say!(language, "alone or shared" | "seul ou en commun"),
            say!(language, "among all strategies" | "entre toutes les stratégies"),
            say!(language, "rests on" | "source"),
        ];
        let row = |what: String, cells: [Cell; 2], rests_on: String| {
            let [to_share, all] = cells;
            vec![what.into(), to_share, all, rests_on.into()]
        };
        let everything = row(
            language.pick("everything", "tout").to_owned(),
            both(self.found.evpi).map(|worth| self.or_dash(worth)),
            String::new(),
        );
        let groups = self.found.groups.iter().map(|group| {
            let cells = both(group.worth).map(|worth| self.or_nothing(worth));
            row(of_group(group), cells, INPUT.counted(group.inputs, language))
        });
        let inputs = inputs.iter().map(|one| {
            let mark = one.mark.as_ref().map_or_else(
                || language.pick("the scenario", "le scénario").to_owned(),
                |mark| say!(language, "default [{mark}]" | "valeur par défaut [{mark}]"),
            );
            let star = if one.chance { "*" } else { "" };
            row(inputs::named(&one.path, language) + star, both(one.worth).map(|worth| self.or_dash(worth)), mark)
        });
        Table::new(header, std::iter::once(everything).chain(groups).chain(inputs)).laid_out(Layout::Wrapped)
    }

    /// What studies are worth, with what it is worth to know their inputs exactly.
    fn studies(&self) -> Table {
        let (language, words) = (self.language, &self.unit.words);
        let exactly = language.pick("known\nexactly", "connue\nexactement");
        let header = [
            say!(language, "worth of a study, {words}" | "valeur d’une étude, {words}"),
            say!(language, "alone or\nshared" | "seul ou\nen commun"),
            exactly.to_owned(),
            say!(language, "among all\nstrategies" | "entre toutes\nles stratégies"),
            exactly.to_owned(),
        ];
        let row = |one: &StudyWorth| {
            let cells = both(one.worth).into_iter().zip(both(one.known)).flat_map(|(study, known)| [study, known]);
            let cells = cells.map(|worth| self.or_nothing(worth));
            std::iter::once(of_study(one, language).into()).chain(cells).collect::<Vec<Cell>>()
        };
        Table::new(header, self.found.studies.iter().map(row)).laid_out(Layout::Wrapped)
    }

    /// How uncertain an observation is whose error is not given.
    fn as_uncertain(&self) -> Option<&'static str> {
        let measured = |one: &&StudyWorth| !matches!(one.observation, Observation::Cases | Observation::Events);
        self.found.studies.iter().filter(measured).any(|one| !one.given).then(|| {
            self.language.pick(
                "An observation whose error is not given is as uncertain as the input is today.",
                "Une observation dont l’erreur n’est pas donnée est aussi incertaine que la donnée l’est aujourd’hui.",
            )
        })
    }
}

/// A group by its name, with its paths below.
fn of_group(group: &GroupWorth) -> String {
    let paths: Vec<String> = group.paths.iter().map(|one| path(&shown(one))).collect();
    format!("{}\n({})", shown(&group.name), paths.join(", "))
}

/// Why an input of a group adds nothing.
fn of_idle(group: &GroupWorth, idle: &Idle, language: Language) -> String {
    let (name, path) = (shown(&group.name), path(&shown(&idle.path)));
    match idle.why {
        Why::Certain => say!(
            language,
            "In {name}, {path} is certain: there is nothing to find out of it."
                | "Dans « {name} », {path} est une donnée certaine : il n’y a rien à en apprendre."
        ),
        Why::Off => say!(
            language,
            "In {name}, {path} plays no part in this scenario: there is nothing to find out of it."
                | "Dans « {name} », {path} ne joue aucun rôle ici : il n’y a rien à en apprendre."
        ),
        Why::Derived => say!(
            language,
            "In {name}, {path} follows from other inputs: name those."
                | "Dans « {name} », {path} découle d’autres données : ce sont elles qu’il faut nommer."
        ),
    }
}

/// `overrun of the core build (consortium.overrun): 10 observations, each off by 45%`
fn of_study(one: &StudyWorth, language: Language) -> String {
    let (input, count) = (inputs::named(&one.path, language), one.observations as usize);
    let how = match one.observation {
        Observation::Absolute { error } => off_by(count, &figure(error, language), language),
        Observation::Relative { error } => off_by(count, &percent(error, language), language),
        Observation::Cases => {
            let cases = CASE.counted(count, language);
            say!(language, "{cases}, yes or no" | "{cases}, oui ou non")
        }
        Observation::Events => YEAR_WATCHED.counted(count, language),
    };
    say!(language, "{input}: {how}" | "{input} : {how}")
}

/// Observations with their error.
fn off_by(count: usize, error: &str, language: Language) -> String {
    let observations = OBSERVATION.counted(count, language);
    match count {
        1 => say!(language, "{observations}, off by {error}" | "{observations}, à {error} près"),
        _ => say!(language, "{observations}, each off by {error}" | "{observations}, chacune à {error} près"),
    }
}
