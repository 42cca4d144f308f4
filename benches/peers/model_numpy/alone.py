"""Independent and fork: systems built or copied by each administration, then run alone."""

from typing import NamedTuple

import numpy as np

import quantities as q
from scenario import DISCOUNT, FOUNDING_YEARS, N, NEEDS, SCHEDULE_COEFFICIENT, SCHEDULE_EXPONENT, T, Draws

BOUNDARIES = np.arange(T + 1.0)[:, None]
# Present value of totals at the boundaries.
BOUNDARY_DISCOUNT = -np.diff(DISCOUNT, prepend=0, append=0)
TINY = np.finfo(float).tiny


class Systems(NamedTuple):
    """Each administration's own system, and what every strategy of getting it needs to know."""

    size: np.ndarray  # N_i
    duration: np.ndarray  # D(N_i, O_i)
    stretch: np.ndarray  # O_i^d'
    legacy_cost: np.ndarray
    incident_rate: np.ndarray  # λ/1000·φ0


def years_to_build(nominal: np.ndarray, stretch: np.ndarray) -> np.ndarray:
    """D(N, O), given O^d'."""
    return SCHEDULE_COEFFICIENT / 12 * nominal**SCHEDULE_EXPONENT * stretch


def confined(start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """The year boundaries confined to [start, end]: their differences are the parts of the years in it."""
    time = np.maximum(BOUNDARIES, start)
    return np.minimum(time, end, out=time)


def exposure(age: np.ndarray, enhancement: np.ndarray) -> np.ndarray:
    """Code exposed × years of a system of size 1 that grows while it ages."""
    area = (0.5 * enhancement) * age
    area += 1
    area *= age
    return area


def by_year(totals: np.ndarray) -> np.ndarray:
    """What falls in each year, from totals at the boundaries."""
    return totals[1:] - totals[:-1]


def poisson(mean: np.ndarray, u: np.ndarray) -> np.ndarray:
    """The smallest k with P(K ≤ k) ≥ u."""
    count, shape = np.zeros(mean.size), mean.shape
    term = np.exp(-mean).ravel()
    open_ = np.flatnonzero(term < u.ravel())
    mean, u, term = mean.ravel()[open_], u.ravel()[open_], term[open_]
    below = term.copy()
    k = 0
    while open_.size:
        k += 1
        count[open_] = k
        term *= mean / k
        below += term
        # A rounded sum can stay just below u for ever.
        still = (below < u) & (term > 1e-18)
        open_, mean, u, term, below = open_[still], mean[still], u[still], term[still], below[still]
    return count.reshape(shape)


class Work(NamedTuple):
    """How each administration gets a system of its own."""

    rate: np.ndarray  # effort a year
    start: np.ndarray
    live: np.ndarray
    builds: np.ndarray  # whether it builds rather than copies


def live_through(draws: Draws, systems: Systems, work: Work, values: np.ndarray) -> None:
    """Independent and fork: everyone builds or copies a system, then runs it alone."""
    rate, start, live, builds = work
    size, m, e = systems.size, draws.maintenance, draws.enhancement
    live_years = np.maximum(T - live, 0)
    exposed_in_all = exposure(live_years, e)
    incidents = poisson(systems.incident_rate * size * exposed_in_all, draws.incident_quantile)
    each = incidents / np.maximum(exposed_in_all, TINY)
    per_age, per_exposure = e * size, m * size
    effort_per_exposure, loss_per_exposure = per_exposure + draws.fix * each, draws.loss * each

    effort_of_all, money_of_all = np.zeros((2, T + 1, live.shape[1]))
    for i in range(N):
        effort = rate[i] * confined(start[i], live[i])
        age = np.maximum(BOUNDARIES, live[i])
        age -= live[i]
        exposed = exposure(age, e)
        age *= per_age[i]
        effort += age
        effort += effort_per_exposure[i] * exposed
        money = draws.labour_rate[i] * effort
        exposed *= loss_per_exposure[i]
        money += exposed
        waiting = confined(draws.joins[i], live[i])
        waiting -= draws.joins[i]
        legacy = exposure(waiting, e)
        legacy *= systems.legacy_cost[i]
        money += legacy
        effort_of_all += effort
        money_of_all += money
        values[q.MEMBER_COST + i] = BOUNDARY_DISCOUNT @ money
        np.subtract(effort[-1], effort[0], out=values[q.MEMBER_EFFORT + i])

    building = rate * (np.minimum(live, T) - np.minimum(start, T))
    values[q.BUILD] = (building * builds).sum(axis=0)
    values[q.ADAPTATION] = building.sum(axis=0) - values[q.BUILD]
    values[q.RUNNING] = (per_age * live_years + per_exposure * exposed_in_all).sum(axis=0)
    values[q.COORDINATION] = values[q.LEAVING] = 0
    values[q.INCIDENTS] = incidents.sum(axis=0)
    values[q.SECURITY] = draws.fix * values[q.INCIDENTS]
    close(live, by_year(money_of_all), by_year(effort_of_all), values)


def close(live: np.ndarray, cost: np.ndarray, effort: np.ndarray, values: np.ndarray) -> None:
    """Fills a strategy's years and totals."""
    values[q.YEAR_COST : q.YEAR_COST + T] = cost
    values[q.YEAR_EFFORT : q.YEAR_EFFORT + T] = effort
    values[q.COST] = DISCOUNT @ cost
    values[q.EFFORT] = effort.sum(axis=0)
    values[q.MEMBER_GO_LIVE : q.MEMBER_GO_LIVE + N] = live
    values[q.GO_LIVE] = live.mean(axis=0)
    values[q.LIVE_YEARS] = np.maximum(T - live, 0).sum(axis=0)


def size_inside(draws: Draws, coverage: list[np.ndarray]) -> np.ndarray:
    """X_i^in: what each needs of the modules so far as they are covered."""
    inside = np.zeros(draws.scope.shape)
    for need, covered, size in zip(NEEDS.T, coverage, draws.sizes, strict=True):
        inside += np.minimum(draws.scope * need[:, None], covered) * size
    return inside


def local_nominal(draws: Draws, systems: Systems, reusing: np.ndarray, inside: np.ndarray) -> np.ndarray:
    """Local work on code that was reused."""
    return (reusing * (1 - draws.adaptation) + draws.adaptation) * inside + (systems.size - inside)


def fork(draws: Draws, systems: Systems, live_alone: np.ndarray, values: np.ndarray) -> None:
    """The first founder listed builds, the others copy."""
    joins, columns = draws.joins, np.arange(draws.joins.shape[1])
    first = (joins <= joins.min(axis=0) + FOUNDING_YEARS).argmax(axis=0)
    builds = first == np.arange(N)[:, None]
    coverage = NEEDS[first].T * draws.scope[first, columns]
    reusing = np.minimum(draws.reusing * draws.writing_for_reuse, 1)
    nominal = local_nominal(draws, systems, reusing, size_inside(draws, coverage))
    duration = years_to_build(nominal, systems.stretch)
    copied = np.maximum(joins, live_alone[first, columns])
    start = np.where(builds, joins, copied)
    live = np.where(builds, live_alone, copied + duration)
    rate = np.where(builds, systems.size, nominal) / np.where(builds, systems.duration, duration) * draws.overrun
    live_through(draws, systems, Work(rate, start, live, builds), values)
