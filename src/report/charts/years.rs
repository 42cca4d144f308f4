//! Cumulative cost over the years by every strategy, as fans, and the year in which sharing breaks even.

use super::canvas::{Anchor, Canvas, Dash, Stroke, Type, solid};
use super::frame;
use super::frame::{BLUE, GREY, Heading, INK, LABEL, LIGHT_BLUE, MARGIN, MIDDLE_BLUE, NAME, PLUM, SMALL, WHITE, WIDTH};
use super::labels::{Area, Placer, spread};
use super::panels::Panels;
use super::scale::Scale;
use super::words::{but, money_unit, money_words, quantiles, strategy_name};
use super::{Chart, ChartError, Language};
use crate::language::{capital, decimals, number, percent};
use model::results::{PERCENTS, Results};
use model::scenario::Strategy;
use plotters::style::RGBColor;

const NAME_OF_CHART: &str = "years";
/// Room right of every panel for its values, and the gap behind them.
const GUTTER: f64 = 82.0;
const APART: f64 = 8.0;
/// Positions in the quantiles of the lower and upper edge of each band, from the outside in.
const BANDS: [(usize, usize, RGBColor); 3] = [(0, 6, LIGHT_BLUE), (1, 5, MIDDLE_BLUE), (2, 4, BLUE)];
const MEDIAN: usize = 3;

/// The fan of a strategy: years from the start and the seven quantiles at their end, the start itself included.
struct Fan {
    strategy: Strategy,
    points: Vec<(f64, [f64; 7])>,
}

impl Fan {
    fn of(results: &Results, strategy: Strategy) -> Option<Fan> {
        let of_strategy = results.years.iter().filter(|entry| entry.strategy == strategy);
        let known = of_strategy
            .filter_map(|entry| Some((entry.year as f64 + 1.0, quantiles(&entry.cumulative_cost, PERCENTS)?)));
        let mut points: Vec<(f64, [f64; 7])> = vec![(0.0, [0.0; 7])];
        points.extend(known);
        points.sort_by(|a, b| a.0.total_cmp(&b.0));
        (points.len() > 1).then_some(Fan { strategy, points })
    }

    /// The line of a quantile through the years.
    fn path(&self, k: usize, (across, up): (&Scale, &Scale)) -> Vec<(f64, f64)> {
        self.points.iter().map(|(year, values)| (across.at(*year), up.at(values[k]))).collect()
    }

    fn values(&self) -> impl Iterator<Item = f64> + '_ {
        self.points.iter().flat_map(|(_, values)| values.iter().copied())
    }
}

/// When sharing becomes, and stays, no dearer.
struct BreakEven {
    /// Median of the full years until then; 0 where sharing is never dearer, none where it does not come.
    years: Option<f64>,
    /// Share of replications where it comes.
    share: f64,
}

impl BreakEven {
    fn of(results: &Results) -> BreakEven {
        let share = results.consortium.cash_breaks_even.value;
        let first = results.consortium.cash_break_even_median;
        BreakEven {
            years: first.map(|year| if year > 0.0 { year + 1.0 } else { 0.0 }),
            share: if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 },
        }
    }
}

/// `after 4 years`, or `at once`.
fn span(years: f64, language: Language) -> String {
    if years == 0.0 {
        return language.pick("at once", "d’emblée").to_owned();
    }
    let text = number(years, usize::from(years.fract().abs() > 0.05), language);
    let one = if language == Language::Fr { years < 2.0 } else { years == 1.0 };
    let noun = language.pick(if one { "year" } else { "years" }, if one { "an" } else { "ans" });
    language.pick(format!("after {text}\u{A0}{noun}"), format!("après {text}\u{A0}{noun}"))
}

/// Draws the chart.
pub(super) fn draw(results: &Results, language: Language) -> Result<Chart, ChartError> {
    let break_even = BreakEven::of(results);
    let title = title(results, &break_even, language);
    let first = [Strategy::Independent, Strategy::Shared];
    let others = results.strategies.iter().map(|one| one.strategy).filter(|one| !first.contains(one));
    let mut fans: Vec<Fan> = first.into_iter().chain(others).filter_map(|one| Fan::of(results, one)).collect();
    if fans.is_empty() {
        let title = language.pick("The cost over the years is not known", "Le coût au fil des ans n’est pas connu");
        return frame::empty(results, language, NAME_OF_CHART, title);
    }
    let greatest = fans.iter().flat_map(Fan::values).map(f64::abs).fold(0.0, f64::max);
    let unit = money_unit(results, greatest, language);
    let values = fans.iter_mut().flat_map(|fan| fan.points.iter_mut()).flat_map(|(_, values)| values.iter_mut());
    values.for_each(|value| *value /= unit.factor);
    let digits = decimals(greatest / unit.factor);
    let heading = Heading {
        name: NAME_OF_CHART,
        measure: language.pick("cumulative discounted cash", "dépense actualisée cumulée").to_owned()
            + &but(results, language)
                .map_or_else(String::new, |but| but + language.pick(" at equal service", " à service égal")),
        note: String::new(),
        description: describe(&fans, &title, (&unit.words, digits), &break_even, language),
        title,
    };
    let money = money_words(results, &unit, language);
    let sheet = Sheet { fans, break_even, money, digits, language };
    let height = sheet.panels().bottom() + 66.0;
    frame::chart(results, language, &heading, height, |canvas| sheet.paint(canvas))
}

fn title(results: &Results, break_even: &BreakEven, language: Language) -> String {
    let horizon = results.question.horizon;
    let share = percent(break_even.share, language);
    match break_even.years.map(|years| span(years, language)) {
        Some(span) => language.pick(
            format!("Sharing breaks even in cash in {share}; median: {span}"),
            format!("En dépense, construire en commun est avantageux dans {share} ; médiane : {span}"),
        ),
        None if break_even.share > 0.0 => language.pick(
            format!("Sharing breaks even in cash in only {share} of replications"),
            format!("En dépense, construire en commun n’est avantageux que dans {share} des simulations"),
        ),
        None if horizon == 1 => language
            .pick(
                "Sharing does not break even in cash within the year",
                "En dépense, construire en commun n’est pas avantageux dans l’année",
            )
            .to_owned(),
        None => language.pick(
            format!("Sharing does not break even in cash within {horizon} years"),
            format!("En dépense, construire en commun n’est pas avantageux en {horizon} ans"),
        ),
    }
}

fn describe(
    fans: &[Fan],
    title: &str,
    (unit, digits): (&str, usize),
    break_even: &BreakEven,
    language: Language,
) -> String {
    let mut out = format!("{title}. ");
    for (fan, (_, last)) in fans.iter().filter_map(|fan| Some((fan, fan.points.last()?))) {
        let name = strategy_name(fan.strategy, language);
        let [low, median, high] = [last[0], last[MEDIAN], last[6]].map(|value| number(value, digits, language));
        out += &language.pick(
            format!("{name}: median {median} at the end, 5–95% {low} to {high} {unit}. "),
            format!("{name} : médiane de {median} à la fin, {low} à {high} {unit} de P5 à P95. "),
        );
    }
    let share = percent(break_even.share, language);
    out += &language.pick(
        format!("In {share} of replications sharing takes, from some year to the end, no more cash than building alone. "),
        format!(
            "Dans {share} des simulations, à partir d’une année et jusqu’à la fin, construire en commun ne demande pas plus d’argent que construire seul. "
        ),
    );
    out + language.pick(
        "The darkest band holds the middle half of the replications, the next 80%, the lightest 90%; the white line is the median.",
        "La bande la plus foncée contient la moitié centrale des simulations, la suivante 80 %, la plus claire 90 % ; la ligne blanche est la médiane.",
    )
}

/// Everything that is drawn, in the chart's unit.
struct Sheet {
    fans: Vec<Fan>,
    break_even: BreakEven,
    money: String,
    digits: usize,
    language: Language,
}

impl Sheet {
    /// Where the panels stand.
    fn panels(&self) -> Panels {
        Panels {
            count: self.fans.len(),
            across: [84.0, WIDTH - MARGIN + APART],
            gap: GUTTER + APART,
            top: 172.0,
            heights: [362.0, 262.0],
            between: 92.0,
        }
    }

    fn paint(&self, canvas: &Canvas<'_>) -> Result<(), ChartError> {
        let years = self.fans.iter().flat_map(|fan| fan.points.iter().map(|point| point.0)).fold(1.0, f64::max);
        let values = || self.fans.iter().flat_map(Fan::values);
        let (low, high) = (values().fold(0.0, f64::min), values().fold(0.0, f64::max));
        let panels = self.panels();
        self.key(canvas)?;
        for (k, fan) in self.fans.iter().enumerate() {
            let plot = panels.area(k);
            let up = Scale::linear(low, high, plot.bottom, plot.top).nice(6);
            let across = Scale::linear(0.0, years, plot.left, plot.right);
            let head = Type { size: 15.0, ..NAME };
            canvas.text(
                &strategy_name(fan.strategy, self.language),
                (plot.left, plot.top - 14.0),
                Anchor::Start,
                head,
            )?;
            let numbers = |value: f64, digits: usize| number(value, digits, self.language);
            let first = (k % panels.columns() == 0).then_some(&numbers as &dyn Fn(f64, usize) -> String);
            frame::left_axis(canvas, plot, &up, 6, first)?;
            self.years_axis(canvas, plot, &across)?;
            self.bands(canvas, fan, (&across, &up))?;
            self.labels(canvas, fan, plot, (&across, &up))?;
        }
        Ok(())
    }

    /// The unit of both panels and what the bands hold, above the panels.
    fn key(&self, canvas: &Canvas<'_>) -> Result<(), ChartError> {
        let texts = self.language.pick(
            ["90% of replications", "80%", "50%", "median"],
            ["90\u{202F}% des simulations", "80\u{202F}%", "50\u{202F}%", "médiane"],
        );
        let swatches = [Some(LIGHT_BLUE), Some(MIDDLE_BLUE), Some(BLUE), None];
        let widths = texts.map(|text| 34.0 + canvas.width(text, SMALL) + 18.0);
        let mut x = WIDTH - MARGIN + 18.0 - widths.iter().sum::<f64>();
        let money = canvas.fit(&capital(&self.money), SMALL, x - MARGIN - 16.0);
        canvas.text(&money, (MARGIN, 122.0), Anchor::Start, SMALL)?;
        for ((text, swatch), width) in texts.iter().zip(swatches).zip(widths) {
            let area = Area { left: x, top: 110.0, right: x + 28.0, bottom: 124.0 };
            canvas.fill_area(area, swatch.unwrap_or(BLUE))?;
            canvas.outline(area, solid(BLUE, 1.0))?;
            if swatch.is_none() {
                canvas.line(&[(x, 117.0), (x + 28.0, 117.0)], solid(WHITE, 2.4))?;
            }
            canvas.text(text, (x + 34.0, 122.0), Anchor::Start, SMALL)?;
            x += width;
        }
        Ok(())
    }

    fn years_axis(&self, canvas: &Canvas<'_>, plot: Area, across: &Scale) -> Result<(), ChartError> {
        let (ticks, _) = across.ticks(if plot.width() > 300.0 { 10 } else { 5 });
        for year in ticks.into_iter().filter(|year| year.fract() == 0.0) {
            let x = across.at(year);
            canvas.line(&[(x, plot.bottom), (x, plot.bottom + 5.0)], solid(GREY, 1.0))?;
            canvas.text(&number(year, 0, self.language), (x, plot.bottom + 21.0), Anchor::Middle, SMALL)?;
        }
        canvas.line(&[(plot.left, plot.bottom), (plot.right, plot.bottom)], solid(GREY, 1.2))?;
        let caption = self.language.pick("Years from the start", "Années depuis le début");
        canvas.text(caption, (plot.right, plot.bottom + 43.0), Anchor::End, SMALL)
    }

    fn bands(&self, canvas: &Canvas<'_>, fan: &Fan, scales: (&Scale, &Scale)) -> Result<(), ChartError> {
        let path = |k: usize| fan.path(k, scales);
        for (low, high, color) in BANDS {
            let mut edge = path(low);
            edge.extend(path(high).into_iter().rev());
            canvas.fill(&edge, color)?;
            canvas.line(&path(low), solid(BLUE, 0.8))?;
            canvas.line(&path(high), solid(BLUE, 0.8))?;
        }
        // Where nothing varies there is no band behind the median.
        canvas.line(&path(MEDIAN), solid(BLUE, 5.0))?;
        canvas.line(&path(MEDIAN), solid(WHITE, 2.6))
    }
}

impl Sheet {
    /// The values at the end, right of the panel; on others than that of building alone its median, and where sharing breaks
    /// even.
    fn labels(&self, canvas: &Canvas<'_>, fan: &Fan, plot: Area, scales: (&Scale, &Scale)) -> Result<(), ChartError> {
        self.last_values(canvas, fan, plot, scales.1)?;
        if fan.strategy == Strategy::Independent {
            return Ok(());
        }
        let mut placer = Placer::new(plot.grown(-4.0));
        placer.block_band(&fan.path(0, scales), &fan.path(6, scales));
        let alone =
            self.fans.iter().find(|fan| fan.strategy == Strategy::Independent).map(|alone| alone.path(MEDIAN, scales));
        if let Some(line) = &alone {
            canvas.line(line, solid(WHITE, 4.4))?;
            canvas.line(line, Stroke { color: PLUM, width: 2.4, dash: Dash::Long })?;
            placer.avoid(line);
        }
        if fan.strategy == Strategy::Shared {
            self.break_even_line(canvas, plot, scales.0, &mut placer)?;
        }
        if let Some(line) = &alone {
            let text = self.language.pick("alone, median", "seul, médiane");
            let halfway = |pair: &[(f64, f64)]| ((pair[0].0 + pair[1].0) / 2.0, (pair[0].1 + pair[1].1) / 2.0);
            let points: Vec<(f64, f64)> = line.windows(2).rev().map(halfway).collect();
            frame::place_label(canvas, &mut placer, &points, (text, None), Type { color: PLUM, ..LABEL })?;
        }
        Ok(())
    }

    fn last_values(&self, canvas: &Canvas<'_>, fan: &Fan, plot: Area, up: &Scale) -> Result<(), ChartError> {
        let Some((_, last)) = fan.points.last() else { return Ok(()) };
        let marks = [(6, "P95", SMALL), (MEDIAN, "P50", NAME), (0, "P5", SMALL)];
        let places = marks.map(|(k, ..)| up.at(last[k]));
        let places = spread(&places, &[17.0; 3], (plot.top - 8.0, plot.bottom), 0.0);
        for ((k, name, style), y) in marks.into_iter().zip(places) {
            let value = number(last[k], self.digits, self.language);
            let text = frame::spaced(
                &self.language.pick(format!("{name}: {value}"), format!("{name} : {value}")),
                self.language,
            );
            canvas.text(&canvas.fit(&text, style, GUTTER), (plot.right + 7.0, y + 5.0), Anchor::Start, style)?;
        }
        Ok(())
    }

    fn break_even_line(
        &self,
        canvas: &Canvas<'_>,
        plot: Area,
        across: &Scale,
        placer: &mut Placer,
    ) -> Result<(), ChartError> {
        let Some(years) = self.break_even.years.filter(|years| across.holds(*years)) else { return Ok(()) };
        let x = across.at(years);
        let line = [(x, plot.top), (x, plot.bottom)];
        canvas.line(&line, solid(WHITE, 3.6))?;
        canvas.line(&line, Stroke { color: INK, width: 2.0, dash: Dash::Dots })?;
        placer.avoid(&line);
        let (share, span) = (percent(self.break_even.share, self.language), span(years, self.language));
        let texts = self.language.pick(
            [format!("breaks even in {share}"), format!("median: {span}")],
            [format!("avantageux dans {share}"), format!("médiane : {span}")],
        );
        let texts = texts.map(|text| frame::spaced(&text, self.language));
        let sizes = texts.each_ref().map(|text| frame::label_size(canvas, text, LABEL));
        let size = (sizes[0].0.max(sizes[1].0), sizes[0].1 + sizes[1].1);
        let points = [0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95].map(|share| (x, plot.top + share * plot.height()));
        if let Some((area, _)) = placer.place(&points, size) {
            let half = area.top + size.1 / 2.0;
            frame::label_in(canvas, Area { bottom: half, ..area }, &texts[0], LABEL)?;
            frame::label_in(canvas, Area { top: half, ..area }, &texts[1], LABEL)?;
        }
        Ok(())
    }
}
