//! From named words to the inputs of a batch: every input by its own inverse distribution function.

use super::benefits::{self, Unsettled};
use super::correlation::Correlation;
use super::design::{Any, Design, Draws, Held, Hypercube, Median, Mixed, Plan, Second, Sobol};
use super::events::Events;
use super::groups::{Factors, OVERRUNS, correlations};
use super::keys::{Keys, decides, factors};
use super::knowledge::{AtPoint, Knowledge, KnownPoints, is_chance};
use super::level::CoreLevel;
use super::shape::{Shape, shape};
use super::stream::{InputKey, Stream};
use super::tables::{DrawnAt, Tables};
use crate::inputs::{Inputs, Stands};
use crate::lanes::{Lanes, vectorised};
use crate::scenario::keys::{Global, Member};
use crate::scenario::layout::Row;
use crate::scenario::{Scenario, Source};
use std::collections::HashMap;

/// Draws the inputs of batches of replications of one scenario.
pub struct Sampler<'a> {
    scenario: &'a Scenario,
    seed: u64,
    points: Points,
    tables: Tables,
    /// Inputs with what is certain in place.
    certain: Inputs,
    /// In the order of drawing: those last that wait for the core's level of government.
    drawn: Vec<Drawn>,
    /// How many of them, from the first on, have one distribution and move with no others.
    alone: usize,
    /// Overruns that are certain, of which only the scores are drawn.
    scored: Vec<Scored>,
    correlations: Vec<Correlation>,
    /// Row of the schedule's exponent, where the effort model decides it.
    schedule_exponent: Option<usize>,
    events: Events,
    level: CoreLevel,
}

/// Inputs whose draws come from the second pick-freeze matrix.
pub enum Taken<'a> {
    /// All of them.
    All,
    /// Those with these keys.
    These(&'a [InputKey]),
    /// All but those.
    AllBut(&'a [InputKey]),
}

/// Where the draws of a batch come from.
enum Points {
    Random(Stream),
    Hypercube(Hypercube),
    Sobol(Sobol),
}

impl Points {
    /// The draws of the batch of replications from `first` on.
    fn batch(&self, first: u64) -> Box<dyn Draws + '_> {
        match self {
            Points::Random(stream) => Box::new(Any(stream.batch(first))),
            Points::Hypercube(hypercube) => Box::new(Any(hypercube.batch(first))),
            Points::Sobol(sobol) => Box::new(Any(sobol.batch(first))),
        }
    }
}

/// An input that is drawn.
struct Drawn {
    row: usize,
    /// Where its value stands.
    place: usize,
    key: InputKey,
    /// The group whose normal scores it shares.
    group: Option<usize>,
    /// The row of the event that its score is kept for, and where that stands.
    score: Option<(usize, usize)>,
    shape: Shape<usize>,
}

/// A score of the group of overruns that is kept for the events.
struct Scored {
    row: usize,
    place: usize,
    key: InputKey,
}

impl<'a> Sampler<'a> {
    /// Of random draws, for a scenario and a seed; builds the tables of all its distributions, and settles what a live year
    /// is worth where the scenario does not say.
    pub fn new(scenario: &'a Scenario, seed: u64) -> Sampler<'a> {
        Sampler::with(scenario, seed, Plan::of(Design::Random, 1), CoreLevel::new(scenario), None)
    }

    /// The same, with the worths of a live year that another sampler has settled. The two scenarios may differ only in inputs that do
    /// not move these ([`super::moves_benefits`]) and move with no others.
    pub fn settled_like(scenario: &'a Scenario, seed: u64, other: &Sampler) -> Sampler<'a> {
        let settled = Some(&other.certain);
        Sampler::with(scenario, seed, Plan::of(Design::Random, 1), CoreLevel::new(scenario), settled)
    }

    /// The same, with every administration's adaptation drawn as if the core had a level of government.
    pub fn at_level(scenario: &'a Scenario, seed: u64, level: usize) -> Sampler<'a> {
        Sampler::with(scenario, seed, Plan::of(Design::Random, 1), CoreLevel::fixed(level), None)
    }

    /// Of the replications of a plan.
    pub fn planned(scenario: &'a Scenario, seed: u64, plan: Plan) -> Sampler<'a> {
        Sampler::with(scenario, seed, plan, CoreLevel::new(scenario), None)
    }

    fn with(scenario: &'a Scenario, seed: u64, plan: Plan, level: CoreLevel, settled: Option<&Inputs>) -> Sampler<'a> {
        let stream = Stream::new(seed);
        let keys = Keys::new(scenario, stream, &level);
        let mut tables = Tables::default();
        let events = Events::new(scenario, &keys, &mut tables);
        let (correlations, grouped) = correlations(scenario, &keys);
        let (mut drawn, mut schedule_exponent) = (Vec::new(), None);
        let kept: HashMap<usize, usize> =
            events.overruns().map(|(overrun, row)| (scenario.layout().row(overrun), row)).collect();
        let mut scored = Vec::new();
        let mut stands = vec![Stands::Alone; scenario.layout().len()];
        for (row, what) in scenario.layout().rows().enumerate() {
            let group = grouped.get(&row).copied();
            match (&scenario.inputs[row], shape(scenario, what, &level)) {
                (Source::Common(key), _) => stands[row] = Stands::With(*key),
                (_, Some(Shape::One(distribution))) if distribution.certain().is_some() => {
                    stands[row] = Stands::Certain(distribution.certain().unwrap_or_default());
                    scored.extend(kept.get(&row).map(|&row| Scored { row, place: row, key: keys.input(what) }));
                }
                (_, Some(shape)) => {
                    let shape = shape.map(|distribution| tables.index(distribution, group.is_some()));
                    let score = kept.get(&row).map(|&event| (event, event));
                    drawn.push(Drawn { row, place: row, key: keys.input(what), group, score, shape });
                }
                (_, None) if what == Row::Global(Global::ScheduleExponent) => schedule_exponent = Some(row),
                // Events and default legacy costs come later.
                (_, None) => {}
            }
        }
        // The level of the core is known once it is drawn who joins when. Those of a group stand together: its factor
        // is found once for them.
        let is_by_level = |drawn: &Drawn| matches!(drawn.shape, Shape::ByLevel { .. });
        drawn.sort_by_key(|drawn| (is_by_level(drawn), drawn.group));
        let alone = drawn.partition_point(|drawn| !is_by_level(drawn) && drawn.group.is_none());
        let unsettled = benefits::left_out(scenario);
        let benefit = |i: usize| scenario.layout().row(Row::Member(i, Member::Benefit));
        for &i in &unsettled {
            stands[benefit(i)] = Stands::Certain(0.0);
        }
        let mut sampler = Sampler {
            scenario,
            seed,
            points: match plan.design {
                Design::Random => Points::Random(stream),
                Design::LatinHypercube => Points::Hypercube(Hypercube::new(stream, plan.replications)),
                Design::Sobol => Points::Sobol(Sobol::new(stream)),
            },
            tables,
            certain: Inputs::new(scenario.layout()),
            drawn,
            alone,
            scored,
            correlations,
            schedule_exponent,
            events,
            level,
        };
        sampler.arrange(&stands);
        if !unsettled.is_empty() {
            // By random draws, whatever the design of the run.
            let draw = |first: u64, inputs: &mut Inputs| sampler.draw_random(stream, first, inputs, &|_| {});
            let alone =
                || Unsettled { scenario, inputs: sampler.inputs(), draw: &draw }.break_even_benefits(&unsettled);
            let of = |inputs: &Inputs| unsettled.iter().map(|&i| inputs.member(i, Member::Benefit).0[0]).collect();
            let values: Vec<f64> = settled.map_or_else(alone, of);
            for (i, value) in unsettled.iter().zip(values) {
                stands[benefit(*i)] = Stands::Certain(value);
            }
            sampler.arrange(&stands);
        }
        sampler
    }

    /// Puts every row in its place.
    fn arrange(&mut self, stands: &[Stands]) {
        let certain = Inputs::arranged(self.scenario.layout(), |row| stands[row]);
        for drawn in &mut self.drawn {
            drawn.place = certain.place(drawn.row);
            drawn.score = drawn.score.map(|(row, _)| (row, certain.place(row)));
        }
        for scored in &mut self.scored {
            scored.place = certain.place(scored.row);
        }
        self.certain = certain;
    }

    /// All random draws of its seed.
    fn stream(&self) -> Stream {
        Stream::new(self.seed)
    }

    /// The draws of all inputs and common factors, and whether they are chance.
    fn all_draws(&self) -> Vec<(InputKey, bool)> {
        let keys = Keys::new(self.scenario, self.stream(), &self.level);
        let rows: Vec<Row> = self.scenario.layout().rows().collect();
        let mut draws: Vec<(InputKey, bool)> = rows.iter().map(|&row| (keys.input(row), is_chance(row))).collect();
        draws.push((keys.overrun_cause(), true));
        for (number, group) in self.scenario.correlated.iter().enumerate() {
            draws.push((keys.group(number), group.rows.iter().all(|&row| is_chance(rows[row]))));
        }
        draws
    }

    /// So many points of knowledge, a multiple of [`crate::lanes::LANES`].
    pub fn knowledge(&self, points: u64) -> Knowledge {
        Knowledge::new(self.all_draws(), Hypercube::apart(self.stream(), points))
    }

    /// Draws the chance of the batch of replications from `first` on, with what is known held at one of some points.
    pub fn draw_at(&self, first: u64, knowledge: &Knowledge, points: &KnownPoints, lane: usize, inputs: &mut Inputs) {
        self.draw_any(&AtPoint::new(self.stream().batch(first), knowledge, points, lane), inputs);
    }

    /// The core's level of government, where it is the same in every replication.
    pub fn core_level(&self) -> Option<usize> {
        self.level.certain()
    }

    /// Rows of the inputs that are drawn themselves, are not certain, and may decide results.
    pub fn deciding(&self) -> Vec<usize> {
        let certain = |row: usize| match &self.scenario.inputs[row] {
            Source::Drawn(distribution) => distribution.certain().is_some(),
            Source::Common(_) | Source::Derived => false,
        };
        let rows = self.scenario.layout().rows().enumerate();
        rows.filter(|&(row, what)| !certain(row) && decides(self.scenario, what, &self.level))
            .map(|(row, _)| row)
            .collect()
    }

    /// Room for the inputs of a batch, with what is certain in place.
    pub fn inputs(&self) -> Inputs {
        self.certain.clone()
    }

    /// Draws the inputs of the batch of replications from `first` on, a multiple of [`crate::lanes::LANES`] unless
    /// draws are random.
    pub fn draw(&self, first: u64, inputs: &mut Inputs) {
        self.draw_moved(first, inputs, &|_| {});
    }

    /// The same, with some inputs moved before the events that they decide are drawn. Moved inputs that are certain, or
    /// common to many, stay as they are until [`Inputs::restore`].
    pub fn draw_moved(&self, first: u64, inputs: &mut Inputs, moved: &dyn Fn(&mut Inputs)) {
        match &self.points {
            Points::Random(stream) => self.draw_random(*stream, first, inputs, moved),
            Points::Hypercube(hypercube) => self.draw_of(&hypercube.batch(first), inputs, moved),
            Points::Sobol(sobol) => self.draw_of(&sobol.batch(first), inputs, moved),
        }
    }

    /// The same, with the draws of some inputs from the second pick-freeze matrix, which is independent of the first.
    pub fn draw_mixed(&self, first: u64, inputs: &mut Inputs, from_second: &Taken) {
        let draws = self.points.batch(first);
        let first = &*draws;
        let after = (self.scenario.layout().len() + factors(self.scenario)) as u32;
        let second = Second { draws: first, after };
        match from_second {
            Taken::All => self.draw_any(&second, inputs),
            Taken::These(taken) => self.draw_any(&Mixed { first, second: &second, taken }, inputs),
            Taken::AllBut(taken) => self.draw_any(&Mixed { first: &second, second: first, taken }, inputs),
        }
    }

    /// The batch of replications from `first` on, with some inputs held at the quantile of one probability; the members
    /// of a correlated group each at their own.
    pub fn draw_held(&self, first: u64, inputs: &mut Inputs, keys: &[InputKey], level: f64) {
        let others = self.points.batch(first);
        self.draw_any(&Held { others: &*others, keys, level }, inputs);
    }

    /// A batch in which every input is at its median, but for some that are held at the quantile of one probability.
    pub fn draw_median(&self, inputs: &mut Inputs, keys: &[InputKey], level: f64) {
        self.draw_any(&Held { others: &Median, keys, level }, inputs);
    }

    /// The draws that some rows depend on; of what moves with others, their common factor, too.
    pub fn keys(&self, rows: &[usize]) -> Vec<InputKey> {
        let keys = Keys::new(self.scenario, Stream::new(self.seed), &self.level);
        let all: Vec<Row> = self.scenario.layout().rows().collect();
        let mut found: Vec<InputKey> = rows.iter().map(|&row| keys.input(all[row])).collect();
        let is_overrun = |row: &usize| {
            matches!(all[*row], Row::Member(_, Member::MemberOverrun) | Row::Global(Global::ConsortiumOverrun))
        };
        if self.scenario.overrun_correlation != 0.0 && rows.iter().any(is_overrun) {
            found.push(keys.overrun_cause());
        }
        // Whether a build is abandoned depends on the score of its overrun, which is nobody else's where that is certain.
        let scores = self.scored.iter().filter(|scored| rows.contains(&scored.row));
        let before = found.len();
        found.extend(scores.map(|scored| scored.key));
        let causes_nothing_else = self.drawn.iter().all(|drawn| drawn.group != Some(OVERRUNS));
        if found.len() > before && causes_nothing_else {
            found.push(keys.overrun_cause());
        }
        for (number, group) in self.scenario.correlated.iter().enumerate() {
            if group.rows.iter().any(|row| rows.contains(row)) {
                found.push(keys.group(number));
            }
        }
        found
    }

    #[inline(never)]
    fn draw_random(&self, stream: Stream, first: u64, inputs: &mut Inputs, moved: &dyn Fn(&mut Inputs)) {
        self.draw_of(&stream.batch(first), inputs, moved);
    }

    /// From draws of any kind, behind a pointer: for designs alone it pays to have all of this built for each.
    fn draw_any(&self, batch: &dyn Draws, inputs: &mut Inputs) {
        self.draw_of(batch, inputs, &|_| {});
    }

    #[inline(always)]
    fn draw_of(&self, batch: &(impl Draws + ?Sized), inputs: &mut Inputs, moved: &dyn Fn(&mut Inputs)) {
        vectorised(
            #[inline(always)]
            || self.draw_batch(batch, inputs, moved),
        );
    }

    #[inline(always)]
    fn draw_batch(&self, batch: &(impl Draws + ?Sized), inputs: &mut Inputs, moved: &dyn Fn(&mut Inputs)) {
        let (mut factors, mut core) = (Factors { correlations: &self.correlations, last: None }, None);
        let (alone, others) = self.drawn.split_at(self.alone);
        for drawn in alone {
            if let Shape::One(table) = drawn.shape {
                *inputs.place_mut(drawn.place) = self.tables.of_words(table, batch.words(drawn.key));
            }
        }
        for drawn in others {
            // Each step stands once for all kinds of inputs: with the tables' forms inlined it is long.
            let (tables, level) = match drawn.shape {
                Shape::One(table) => ([table; 2], None),
                Shape::ByLevel { level, same, other } => ([same, other], Some(level)),
            };
            let drawn_at = match drawn.group {
                None => DrawnAt::Words(batch.words(drawn.key)),
                Some(group) => DrawnAt::Scores(self.score(group, drawn.key, batch, &mut factors)),
            };
            if let (Some((_, place)), DrawnAt::Scores(score)) = (drawn.score, &drawn_at) {
                *inputs.place_mut(place) = *score;
            }
            let mut values = [Lanes::ZERO; 2];
            let count = 1 + usize::from(level.is_some());
            for (value, &table) in values[..count].iter_mut().zip(&tables) {
                *value = self.tables.value(table, &drawn_at);
            }
            let [mut value, other] = values;
            if let Some(level) = level {
                // It is the inputs drawn before that tell the core's level.
                let level_of_core = match core {
                    Some(known) => known,
                    None => self.level.drawn(self.scenario, inputs),
                };
                core = Some(level_of_core);
                value = level_of_core.is(level as f64).select(value, other);
            }
            *inputs.place_mut(drawn.place) = value;
        }
        for scored in &self.scored {
            *inputs.place_mut(scored.place) = self.score(OVERRUNS, scored.key, batch, &mut factors);
        }
        if let Some(row) = self.schedule_exponent {
            *inputs.common_mut(row) = inputs.global(Global::ScaleFactors) * (0.2 * 0.01) + 0.28;
        }
        moved(inputs);
        self.events.draw(batch, &self.tables, inputs);
    }

    /// The normal scores of an input that moves with others of a group.
    #[inline(always)]
    fn score(&self, group: usize, key: InputKey, batch: &(impl Draws + ?Sized), factors: &mut Factors) -> Lanes {
        let normal = self.tables.normal();
        let own = normal.lanes(batch.words(key));
        if batch.holds(key) { own } else { factors.of(group, batch, normal).score(own) }
    }
}
