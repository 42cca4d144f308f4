//! `commonweal benchmark`: how well effort models estimate finished projects that they have not seen.

use super::delivery::{Begun, Delivery, Drawing};
use super::{Exit, Failure};
use std::io::Write;
use std::path::Path;
use study::analysis::benchmark::ask::{LEAST, benchmark};
use study::analysis::benchmark::found::{Described, Origin};
use study::analysis::benchmark::sample::Sample;
use study::data_sets;
use study::data_sets::{DataSet, Project, SETS, SizeUnit};
use study::input;
use study::input::columns::{Allowed, load_columns};
use study::input::problem::shown;
use study::input::{InputFile, UNITS, suggest};

/// Most projects of a table: each is estimated from all others.
const MOST: usize = 5000;

/// Most data sets that the name of a folder lists.
const NAMED: usize = 3;

/// Hold effort models against finished projects: how far off, and how wide their intervals really are
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  commonweal benchmark\n  commonweal benchmark kitchenham nasa93\n  commonweal benchmark ours.csv --size FP --effort Hours --unit hours --size-unit function-points"
)]
pub struct Benchmark {
    /// Public data sets by name, or tables of one's own with --size, --effort and --unit; - for standard input [default: all
    /// public ones]
    #[arg(value_name = "DATASET|FILE")]
    samples: Vec<String>,
    #[command(flatten)]
    columns: Columns,
    /// What the sizes of a table count: COCOMO is held against KLOC only
    #[arg(long, value_name = "UNIT", value_enum)]
    size_unit: Option<SizeWord>,
    #[command(flatten)]
    drawing: Drawing,
    #[command(flatten)]
    delivery: Delivery,
}

/// Columns of a table of projects.
#[derive(Debug, clap::Args)]
pub struct Columns {
    /// Column of a table that holds sizes
    #[arg(long, value_name = "COLUMN", requires_all = ["effort", "unit"])]
    pub size: Option<String>,
    /// Column of a table that holds efforts
    #[arg(long, value_name = "COLUMN", requires_all = ["size", "unit"])]
    pub effort: Option<String>,
    /// What efforts of a table are counted in
    #[arg(long, value_name = "UNIT", value_parser = effort_unit())]
    pub unit: Option<EffortUnit>,
}

/// A unit of effort.
#[derive(Debug, Clone, Copy)]
pub struct EffortUnit {
    /// Its word.
    pub word: &'static str,
    /// Person-months in one.
    pub person_months: f64,
}

fn effort_unit() -> impl clap::builder::TypedValueParser<Value = EffortUnit> {
    use clap::builder::TypedValueParser;
    clap::builder::PossibleValuesParser::new(UNITS.map(|unit| unit.0)).map(|text| {
        let (word, person_months) = UNITS.into_iter().find(|unit| unit.0 == text).unwrap_or(UNITS[0]);
        EffortUnit { word, person_months }
    })
}

/// Units of size on the command line.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
pub enum SizeWord {
    /// Function points
    FunctionPoints,
    /// Thousands of lines of code
    Kloc,
}

impl SizeWord {
    /// The unit.
    pub fn unit(self) -> SizeUnit {
        match self {
            SizeWord::FunctionPoints => SizeUnit::FunctionPoints,
            SizeWord::Kloc => SizeUnit::Kloc,
        }
    }
}

impl Benchmark {
    /// Reads the projects, compares the models with them, and delivers.
    pub fn run(&self, begun: &Begun) -> Result<Exit, Failure> {
        let pool = self.drawing.pool()?;
        let Some((samples, inputs)) = self.samples()? else { return Ok(Exit::Scenario) };
        let claim = self.delivery.claim(&self.folder(&samples))?;
        let found = self.delivery.working(&claim, || pool.install(|| benchmark(&samples, self.drawing.seed())))?;
        self.delivery.deliver(begun, &claim, inputs, &found)
    }

    /// A folder that says what was asked for, so that a table of one's own does not take the place of the public sets.
    fn folder(&self, samples: &[Sample]) -> String {
        if self.samples.is_empty() {
            return "benchmark".to_owned();
        }
        let mut names: Vec<String> = samples.iter().map(|sample| file_name(&sample.name)).collect();
        names.dedup();
        match names.len() {
            1..=NAMED => format!("{}-benchmark", names.join("-")),
            count => format!("{}-and-{}-more-benchmark", names[0], count - 1),
        }
    }

    /// The projects asked for; none after a report.
    fn samples(&self) -> Result<Option<Samples>, Failure> {
        let (mut samples, mut inputs, mut sound) = (Vec::new(), Vec::new(), true);
        if self.samples.is_empty() {
            for set in &SETS {
                samples.extend(of_set(set)?);
            }
        }
        let mut any_table = false;
        for name in &self.samples {
            match data_sets::find(name) {
                Some(set) => samples.extend(of_set(set)?),
                None if is_file(name) => {
                    any_table = true;
                    match self.table(Path::new(name), &mut inputs)? {
                        // A file whose name another has goes by its path.
                        Some(sample) if samples.iter().any(|other: &Sample| other.name == sample.name) => {
                            samples.push(Sample { name: shown(name), ..sample });
                        }
                        Some(sample) => samples.push(sample),
                        None => sound = false,
                    }
                }
                None => {
                    let help = suggest::help(name, SETS.iter().map(|set| set.name));
                    let message = format!("no data set is called `{}`, and no such file is there; {help}", shown(name));
                    return Err(Failure::new(Exit::Usage, message));
                }
            }
        }
        if !any_table && (self.columns.size.is_some() || self.size_unit.is_some() || self.columns.unit.is_some()) {
            let message = "--size, --effort, --unit and --size-unit name the columns of a table, and no table is given";
            return Err(Failure::new(Exit::Usage, message));
        }
        for (k, sample) in samples.iter().enumerate() {
            if samples[..k].iter().any(|other| other.name == sample.name) {
                let message = format!("`{}` is given twice", shown(&sample.name));
                return Err(Failure::new(Exit::Usage, message));
            }
        }
        Ok(sound.then_some((samples, inputs)))
    }

    /// The projects of a table; none after a report.
    fn table(&self, path: &Path, inputs: &mut Vec<InputFile>) -> Result<Option<Sample>, Failure> {
        let Columns { size: Some(size), effort: Some(effort), unit: Some(unit) } = &self.columns else {
            let message = "a table needs --size COLUMN, --effort COLUMN and --unit, such as hours";
            return Err(Failure::new(Exit::Usage, message));
        };
        let Some((id, values, _, left_out)) = read(path, &[size, effort], Allowed::Positive, inputs)? else {
            return Ok(None);
        };
        let per = unit.person_months;
        let pairs = values[0].iter().zip(&values[1]);
        let projects: Vec<Project> =
            pairs.map(|(size, effort)| Project { size: *size, effort: effort * per }).collect();
        if !(LEAST..=MOST).contains(&projects.len()) {
            let message = format!(
                "{}: {} projects with size and effort; from {LEAST} to {MOST} can be held against models",
                shown(&path.to_string_lossy()),
                projects.len()
            );
            return Err(Failure::new(Exit::Scenario, message));
        }
        Ok(Some(Sample {
            name: id,
            about: Described::Column(effort.to_owned()),
            source: match path == Path::new("-") {
                true => Origin::StandardInput,
                false => Origin::File { path: path.to_string_lossy().into_owned() },
            },
            unit: self.size_unit.map(SizeWord::unit),
            projects,
            rated: None,
            left_out,
        }))
    }
}

/// A data set of the program, once for each unit of size.
fn of_set(set: &DataSet) -> Result<Vec<Sample>, Failure> {
    let samples: Result<_, _> = set.sizes.iter().map(|column| Sample::of(set, column.unit)).collect();
    samples.map_err(|error| Failure::new(Exit::Failed, error))
}

/// The name of a data set without its unit of size, as folders may be called.
fn file_name(name: &str) -> String {
    let name = name.split(" (").next().unwrap_or(name);
    let plain = |c: char| if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' };
    name.chars().map(plain).collect()
}

fn is_file(name: &str) -> bool {
    name == "-" || Path::new(name).exists() || Path::new(name).extension().is_some()
}

/// Projects, and the files that they were read from.
type Samples = (Vec<Sample>, Vec<InputFile>);

/// Id, columns, the line of each row, and rows left out.
type Read = (String, Vec<Vec<f64>>, Vec<usize>, usize);

/// Columns of a table, its problems shown on stderr; none if one of them is an error.
pub fn read(
    path: &Path,
    wanted: &[&str],
    allowed: Allowed,
    inputs: &mut Vec<InputFile>,
) -> Result<Option<Read>, Failure> {
    let loaded = load_columns(path, wanted, allowed).map_err(|error| {
        Failure::new(Exit::Scenario, format!("cannot read {}: {error}", shown(&path.to_string_lossy())))
    })?;
    let text = input::render(&loaded.problems, &loaded.sources, true);
    // A closed stderr leaves only the exit code to speak.
    let _ = anstream::stderr().write_all(text.as_bytes());
    inputs.extend(loaded.files);
    Ok(loaded.values.map(|values| (loaded.id, values, loaded.lines, loaded.left_out)))
}
