"""The question of scenarios/canada-notify.toml: how what is uncertain is drawn.

Written for this one scenario. Keys, symbols and distributions are those of the file and, where it says nothing, the
model's defaults; `check.py` compares what is certain with the program's own.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy import special, stats

from draws import Draws, discount_factors
from structure import ADMINISTRATIONS, IDS, LEVEL, MODULES, N


@dataclass(frozen=True)
class Table:
    """A function tabulated at equal steps and read by linear interpolation.

    Drawing from an inverse distribution function in this way takes a sixth of the time of `Generator.beta` and a
    tenth of that of `np.interp`, which searches. With 8,192 steps its error is far below that of the simulation.
    """

    low: float
    steps_per_unit: float
    values: np.ndarray
    rises: np.ndarray

    @classmethod
    def of(cls, function: Callable[[np.ndarray], np.ndarray], low: float, high: float, steps: int = 8192) -> "Table":
        values = function(np.linspace(low, high, steps + 1))
        return cls(low, steps / (high - low), values, np.diff(values))

    def __call__(self, x: np.ndarray) -> np.ndarray:
        place = (x - self.low) * self.steps_per_unit
        step = place.astype(np.int32)
        return self.values.take(step, mode="clip") + (place - step) * self.rises.take(step, mode="clip")


def pert(low: float, mode: float, high: float) -> "stats.rv_continuous":
    """The beta distribution on [low, high] that an estimate of three points stands for."""
    share = (mode - low) / (high - low)
    return stats.beta(1 + 4 * share, 5 - 4 * share, low, high - low)


@cache
def pert_table(low: float, mode: float, high: float) -> Table:
    """Its quantiles by probability."""
    return Table.of(pert(low, mode, high).ppf, 0.0, 1.0)


@cache
def letters_table() -> Table:
    """Size of the module `letters` by normal score."""
    return Table.of(lambda score: pert(6, 14, 40).ppf(special.ndtr(score)), -6.0, 6.0)


@cache
def overrun_table() -> Table:
    """Overrun by normal score: 85 % a lognormal body, 15 % a Pareto tail cut at 10."""
    x = np.geomspace(0.05, 20, 400_001)
    body = stats.lognorm(0.35, scale=1.05).cdf(x)
    tail = np.clip((1 - (1.5 / x) ** 1.3) / (1 - (1.5 / 10) ** 1.3), 0, 1)
    below = 0.85 * body + 0.15 * tail
    return Table.of(lambda score: np.interp(special.ndtr(score), below, x), -5.0, 5.0)


@cache
def abandonment_table() -> Table:
    """The quantile of abandonment by normal score: the higher the score, the lower it is."""
    return Table.of(lambda score: special.ndtr(-score), -6.0, 6.0)


def between(low: float, high: float) -> tuple[float, float]:
    """Median and sigma of the lognormal with 5 % below `low` and 5 % above `high`."""
    return np.sqrt(low * high), np.log(high / low) / (2 * special.ndtri(0.95))


# P5 and P95 of the modules' sizes; `letters` is no lognormal, its row is drawn apart.
SIZE_RANGES = [(25, 60), (8, 24), (10, 30), (15, 45), (8, 24), (6, 20), (1, 1), (5, 18)]
SIZE_MEDIANS, SIZE_SIGMAS = np.array([between(*ends) for ends in SIZE_RANGES]).T[:, :, None]
PROVINCES = int((LEVEL == 0).sum())
RATES = [between(11_000, 15_000)] * PROVINCES + [between(13_000, 18_000)] * (N - PROVINCES)
RATE_MEDIANS, RATE_SIGMAS = np.array(RATES).T[:, :, None]
SCOPE = np.array([0.0 if " to " in row["scope"] else float(row["scope"]) for row in ADMINISTRATIONS])[:, None]
JOINS = np.array([0.0 if " to " in row["joins"] else float(row["joins"]) for row in ADMINISTRATIONS])[:, None]
CONTAGION, DISSOLUTION = 0.5, 0.02
DISCOUNT = discount_factors(0.035)


def correlated(rng: np.random.Generator, rows: int, count: int, correlation: float) -> np.ndarray:
    """Normal scores with one common factor."""
    scores = rng.standard_normal((rows, count))
    scores *= np.sqrt(1 - correlation)
    scores += np.sqrt(correlation) * rng.standard_normal(count)
    return scores


def draw(rng: np.random.Generator, count: int, benefit: np.ndarray) -> Draws:
    """The inputs of `count` replications in which a live year is worth `benefit` to each."""

    def lognormal(low: float, high: float) -> np.ndarray:
        median, sigma = between(low, high)
        return median * np.exp(sigma * rng.standard_normal(count))

    def share(low: float, high: float) -> np.ndarray:
        # The cut at 1 takes less than 0.1 % away, which is put on 1 here.
        return np.minimum(lognormal(low, high), 1.0)

    def estimate(low: float, mode: float, high: float, shape: int | tuple[int, int] = count) -> np.ndarray:
        return pert_table(low, mode, high)(rng.random(shape))

    def for_all(values: np.ndarray) -> np.ndarray:
        return np.broadcast_to(values, (N, count))

    size_scores = correlated(rng, len(MODULES), count, 0.4)
    sizes = SIZE_MEDIANS * np.exp(SIZE_SIGMAS * size_scores)
    letters = MODULES.index("letters")
    sizes[letters] = letters_table()(size_scores[letters])

    # The core's come last. The higher an overrun, the likelier it is that the build is abandoned.
    overrun_scores = correlated(rng, N + 1, count, 0.2)
    overrun = overrun_table()(overrun_scores)
    cancel_quantile = abandonment_table()(0.5 * overrun_scores + np.sqrt(0.75) * rng.standard_normal((N + 1, count)))
    cancellation = estimate(0.05, 0.12, 0.24)

    scope = np.repeat(SCOPE, count, axis=1)
    scope[IDS.index("pe")] = share(0.5, 0.8)
    for i in range(PROVINCES, N):
        scope[i] = share(0.3, 0.6)
    joins = np.repeat(JOINS, count, axis=1)
    joins[IDS.index("yt")] = lognormal(1, 4)
    # Provinces are always the most among the founders.
    adaptation = np.empty((N, count))
    adaptation[:PROVINCES] = estimate(0.1, 0.22, 0.6, (PROVINCES, count))
    adaptation[PROVINCES:] = estimate(0.25, 0.45, 0.75, (N - PROVINCES, count))
    adaptation[IDS.index("qc")] = share(0.2, 0.5)

    return Draws(
        sizes=sizes,
        discount=DISCOUNT,
        wages=None,
        effort_coefficient=1.0,
        effort_exponent=1.0,
        sunk=estimate(0.1, 0.6, 1),
        cancellation=cancellation,
        overrun_growth=0.0,
        schedule_coefficient=3.67,
        schedule_exponent=0.32,
        overrun_exponent=0.48,
        writing_for_reuse=estimate(1.0, 1.5, 2.2),
        reusing=estimate(0.03, 0.2, 0.4),
        variety=estimate(0, 0.1, 0.25),
        usefulness=0.1,
        cross_level=0.3,
        maintenance=estimate(0.10, 0.15, 0.25),
        enhancement=estimate(0.06, 0.085, 0.12),
        merging=estimate(0.05, 0.10, 0.20),
        overrun_carried=estimate(0, 0.5, 1),
        instance=0.0,
        per_person=0.0,
        pooled=0.0,
        formation=estimate(0.1, 0.5, 2.5),
        setup=lognormal(4, 14),
        participation=estimate(0.05, 0.2, 0.5),
        core_cancellation=cancellation,
        salvage=estimate(0, 0.1, 0.4),
        coordination=estimate(0.02, 0.05, 0.10),
        coordination_growth=0.0,
        network_relief=0.3,
        support=lognormal(0.2, 0.8),
        core_overrun=overrun[N],
        exit_build=estimate(0.01, 0.04, 0.12),
        transition=0.2,
        funding=1_500_000.0,
        buy_in=0.1,
        quality=0.0,
        market=lognormal(4, 25),
        innovation=0.013,
        imitation=0.38,
        contributors=estimate(0, 0.05, 0.1),
        contribution=lognormal(0.5, 5),
        triage=estimate(0.1, 0.25, 0.5),
        vulnerabilities=lognormal(5, 40),
        exploited=share(0.003, 0.03),
        eyes=rng.uniform(-0.1, 0.2, count),
        fix=lognormal(0.25, 3),
        core_cancel_quantile=cancel_quantile[N],
        frailty=rng.gamma(1 / CONTAGION, CONTAGION, count),
        lifetime=rng.exponential(1 / DISSOLUTION, count),
        core_incident_quantile=rng.random(count),
        labour_rate=RATE_MEDIANS * np.exp(RATE_SIGMAS * correlated(rng, N, count, 0.5)),
        productivity=1.0,
        scope=scope,
        joins=joins,
        legacy_cost=0.0,
        benefit=benefit[:, None],
        rollout_cost=0.0,
        adaptation=adaptation,
        overrun=overrun[:N],
        loss=for_all(lognormal(50_000, 2_500_000)),
        exit=for_all(estimate(0.005, 0.03, 0.15)),
        upstreaming=for_all(share(0.02, 0.2)),
        cancel_quantile=cancel_quantile[:N],
        patience=rng.standard_exponential((N, count)),
        incident_quantile=rng.random((N, count)),
    )
