"""The question of scenarios/canada-notify.toml: what is certain, and how the rest is drawn.

Written for this one scenario. Keys, symbols and distributions are those of the file and, where it says nothing, the
model's defaults; `check.py` compares what is certain with the program's own.
"""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from scipy import special, stats

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "scenarios" / "canada-notify.toml"

with FILE.with_suffix(".csv").open(encoding="utf-8") as table:
    ADMINISTRATIONS = list(csv.DictReader(table))
IDS = [row["id"] for row in ADMINISTRATIONS]
MODULES = ["sending", "api-clients", "templates", "admin", "access", "reporting", "letters", "languages"]

# What is certain.
N = len(IDS)
T = 10
DISCOUNT_RATE = 0.035
SUNK = 0.5
SCHEDULE_COEFFICIENT, SCHEDULE_EXPONENT, OVERRUN_EXPONENT = 3.67, 0.32, 0.48
USEFULNESS, CROSS_LEVEL = 0.1, 0.3
NETWORK_RELIEF = 0.3
EXIT, CONTAGION, DISSOLUTION = 0.04, 0.5, 0.02
MINIMUM_MEMBERS = 3
TRANSITION = 0.2
FUNDING = 1_500_000.0
BUY_IN = 0.1
INNOVATION, IMITATION = 0.013, 0.38
FOUNDING_YEARS = 0.5

POPULATION = np.array([float(row["population"]) for row in ADMINISTRATIONS])
WEIGHTS = 0.3 / N + 0.7 * POPULATION / POPULATION.sum()
# The provinces come first in the table.
PROVINCES = sum(row["level"] == "province" for row in ADMINISTRATIONS)
NETWORKS = np.array([row["networks"] for row in ADMINISTRATIONS])
LINKED = ((NETWORKS[:, None] == NETWORKS) & ~np.eye(N, dtype=bool)).astype(float)
LINKED_SHARE = LINKED.sum() / (N * (N - 1))
DISCOUNT = (1 + DISCOUNT_RATE) ** -(np.arange(T) + 0.5)

# Row i: the share of each module that administration i needs, before its scope.
NEEDS = np.ones((N, len(MODULES)))
NEEDS[PROVINCES:, MODULES.index("letters")] = 0.4
NEEDS[[i for i in range(PROVINCES) if IDS[i] not in ("on", "qc", "nb", "mb")], MODULES.index("languages")] = 0.0


class Draws(NamedTuple):
    """What is uncertain, for C replications: arrays (C,), by module (8, C) or by administration (13, C)."""

    sizes: np.ndarray
    writing_for_reuse: np.ndarray
    reusing: np.ndarray
    variety: np.ndarray
    maintenance: np.ndarray
    enhancement: np.ndarray
    merging: np.ndarray
    setup: np.ndarray
    coordination: np.ndarray
    support: np.ndarray
    core_overrun: np.ndarray
    exit_build: np.ndarray
    market: np.ndarray
    contributors: np.ndarray
    contribution: np.ndarray
    triage: np.ndarray
    vulnerabilities: np.ndarray
    exploited: np.ndarray
    eyes: np.ndarray
    fix: np.ndarray
    loss: np.ndarray
    upstreaming: np.ndarray
    core_cancelled: np.ndarray
    frailty: np.ndarray
    lifetime: np.ndarray
    core_incident_quantile: np.ndarray
    labour_rate: np.ndarray
    scope: np.ndarray
    joins: np.ndarray
    adaptation: np.ndarray
    overrun: np.ndarray
    cancelled: np.ndarray
    patience: np.ndarray
    incident_quantile: np.ndarray


# The last of `Draws`.
BY_ADMINISTRATION = Draws._fields[-8:]


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


def between(low: float, high: float) -> tuple[float, float]:
    """Median and sigma of the lognormal with 5 % below `low` and 5 % above `high`."""
    return np.sqrt(low * high), np.log(high / low) / (2 * special.ndtri(0.95))


# P5 and P95 of the modules' sizes; `letters` is no lognormal, its row is drawn apart.
SIZE_RANGES = [(25, 60), (8, 24), (10, 30), (15, 45), (8, 24), (6, 20), (1, 1), (5, 18)]
SIZE_MEDIANS, SIZE_SIGMAS = np.array([between(*ends) for ends in SIZE_RANGES]).T[:, :, None]
RATES = [between(11_000, 15_000)] * PROVINCES + [between(13_000, 18_000)] * (N - PROVINCES)
RATE_MEDIANS, RATE_SIGMAS = np.array(RATES).T[:, :, None]
SCOPE = np.array([0.0 if " to " in row["scope"] else float(row["scope"]) for row in ADMINISTRATIONS])[:, None]
JOINS = np.array([0.0 if " to " in row["joins"] else float(row["joins"]) for row in ADMINISTRATIONS])[:, None]


def correlated(rng: np.random.Generator, rows: int, count: int, correlation: float) -> tuple[np.ndarray, np.ndarray]:
    """Normal scores with one common factor, and that factor."""
    factor = rng.standard_normal(count)
    scores = rng.standard_normal((rows, count))
    scores *= np.sqrt(1 - correlation)
    scores += np.sqrt(correlation) * factor
    return scores, factor


def draw(rng: np.random.Generator, count: int) -> Draws:
    """The inputs of `count` replications."""

    def lognormal(low: float, high: float) -> np.ndarray:
        median, sigma = between(low, high)
        return median * np.exp(sigma * rng.standard_normal(count))

    def share(low: float, high: float) -> np.ndarray:
        # The cut at 1 takes less than 0.1 % away, which is put on 1 here.
        return np.minimum(lognormal(low, high), 1.0)

    def estimate(low: float, mode: float, high: float, shape: int | tuple[int, int] = count) -> np.ndarray:
        return pert_table(low, mode, high)(rng.random(shape))

    size_scores, _ = correlated(rng, len(MODULES), count, 0.4)
    sizes = SIZE_MEDIANS * np.exp(SIZE_SIGMAS * size_scores)
    letters = MODULES.index("letters")
    sizes[letters] = letters_table()(size_scores[letters])
    rate_scores, _ = correlated(rng, N, count, 0.5)
    overrun_scores, common_cause = correlated(rng, N, count, 0.2)

    scope = np.repeat(SCOPE, count, axis=1)
    scope[IDS.index("pe")] = share(0.5, 0.8)
    for i in range(PROVINCES, N):
        scope[i] = share(0.3, 0.6)
    joins = np.repeat(JOINS, count, axis=1)
    joins[IDS.index("yt")] = lognormal(1, 4)
    adaptation = np.empty((N, count))
    adaptation[:PROVINCES] = estimate(0.1, 0.22, 0.6, (PROVINCES, count))
    adaptation[PROVINCES:] = estimate(0.25, 0.45, 0.75, (N - PROVINCES, count))
    adaptation[IDS.index("qc")] = share(0.2, 0.5)

    return Draws(
        sizes=sizes,
        writing_for_reuse=estimate(1.0, 1.5, 2.2),
        reusing=estimate(0.03, 0.2, 0.4),
        variety=estimate(0, 0.1, 0.25),
        maintenance=estimate(0.10, 0.15, 0.25),
        enhancement=estimate(0.06, 0.085, 0.12),
        merging=estimate(0.05, 0.10, 0.20),
        setup=lognormal(4, 14),
        coordination=estimate(0.02, 0.05, 0.10),
        support=lognormal(0.2, 0.8),
        core_overrun=overrun_table()(common_cause),
        exit_build=estimate(0.02, 0.08, 0.25),
        market=lognormal(4, 25),
        contributors=estimate(0, 0.05, 0.1),
        contribution=lognormal(0.5, 5),
        triage=estimate(0.1, 0.25, 0.5),
        vulnerabilities=lognormal(5, 40),
        exploited=share(0.003, 0.03),
        eyes=rng.uniform(-0.1, 0.2, count),
        fix=lognormal(0.25, 3),
        loss=lognormal(50_000, 2_500_000),
        upstreaming=share(0.02, 0.2),
        core_cancelled=rng.random(count) < estimate(0.1, 0.2, 0.35),
        frailty=rng.gamma(1 / CONTAGION, CONTAGION, count),
        lifetime=rng.exponential(1 / DISSOLUTION, count),
        core_incident_quantile=rng.random(count),
        labour_rate=RATE_MEDIANS * np.exp(RATE_SIGMAS * rate_scores),
        scope=scope,
        joins=joins,
        adaptation=adaptation,
        overrun=overrun_table()(overrun_scores),
        cancelled=rng.random((N, count)) < estimate(0.05, 0.12, 0.24),
        patience=rng.standard_exponential((N, count)),
        incident_quantile=rng.random((N, count)),
    )
