"""Independent and fork: systems built or copied by each administration, then run alone."""

from typing import NamedTuple

import numpy as np
from scipy import special, stats

import quantities as q
from draws import Draws, off
from structure import LEAD, NEEDS, POPULATION, POWER_LAW, N, T

BOUNDARIES = np.arange(T + 1.0)[:, None]
TINY = np.finfo(float).tiny
# Means up to this are summed, up to the other by the incomplete gamma function, then as good as normal.
SUMMED, COUNTED = 40.0, 1e6


class Build(NamedTuple):
    """A build by each administration."""

    effort: np.ndarray  # E, with what an abandoned attempt sank
    years: np.ndarray  # D, likewise
    carried: np.ndarray  # O^ζ


class Systems(NamedTuple):
    """Each administration's own system, and what every strategy of getting it needs to know."""

    function: np.ndarray  # F(X_i)
    size: np.ndarray  # N_i
    build: Build
    kept_up: np.ndarray  # N_i*
    incident_rate: np.ndarray  # λ/1000·φ0


def nominal_effort(draws: Draws, size: np.ndarray) -> np.ndarray:
    """F(x)"""
    return draws.effort_coefficient * size**draws.effort_exponent if POWER_LAW else size


def years_planned(draws: Draws, nominal: np.ndarray) -> np.ndarray:
    """D(n, 1)"""
    return draws.schedule_coefficient / 12 * nominal**draws.schedule_exponent


def overrun_of(draws: Draws, overrun: np.ndarray, planned: np.ndarray) -> np.ndarray:
    """O(n): builds of more than two years overrun by more."""
    if off(draws.overrun_growth):
        return overrun
    return overrun * (1 + draws.overrun_growth) ** (np.minimum(planned, 10) - 2)


def build_of(draws: Draws, nominal: np.ndarray, part: np.ndarray | float, own: Build | None = None) -> Build:
    """A build of some nominal effort that is abandoned as often as one of `part` of an own system."""
    planned = years_planned(draws, nominal)
    overrun = overrun_of(draws, draws.overrun, planned)
    # Where long builds overrun no more for it, all of a builder's keep up the same part.
    alike = own is not None and off(draws.overrun_growth)
    carried = own.carried if alike else overrun**draws.overrun_carried
    times = 1 + draws.sunk * (draws.cancel_quantile < np.minimum(part, 1) * draws.cancellation)
    years = planned * overrun**draws.overrun_exponent
    return Build(times * overrun * nominal, times * years, carried)


def find_systems(draws: Draws) -> Systems:
    """What everyone would build alone."""
    function = nominal_effort(draws, draws.scope * (NEEDS @ draws.sizes))
    size = draws.productivity * function
    build = build_of(draws, size, 1.0)
    rate = draws.vulnerabilities / 1000 * draws.exploited
    return Systems(function, size, build, size * build.carried, rate)


def confined(start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """What has passed of [start, end] by each of the year boundaries: differences are the parts of the years in it."""
    time = np.maximum(BOUNDARIES, start)
    np.minimum(time, end, out=time)
    time -= np.minimum(start, end)
    return time


def spread(amount: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """The total of an amount spread over [start, end), wholly in the year of its start if that is empty."""
    takes_time = end > start
    total = np.where(takes_time, amount / (end - start), 0) * confined(start, end)
    if not takes_time.all():
        total += stepped(np.where(takes_time, 0, amount), start)
    return total


def spent(amount: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """What of an amount spread over [start, end) falls before the horizon's end."""
    part = np.clip((T - start) / (end - start), 0, 1)
    return amount * np.where(end > start, part, start < T)


def stepped(amount: np.ndarray, time: np.ndarray) -> np.ndarray:
    """The total of an amount that falls in the year of a time."""
    return amount * (np.floor(time) < BOUNDARIES)


def exposure(age: np.ndarray, enhancement: np.ndarray) -> np.ndarray:
    """Code exposed × years of a system of size 1 that grows while it ages."""
    area = (0.5 * enhancement) * age
    area += 1
    area *= age
    return area


def by_year(totals: np.ndarray) -> np.ndarray:
    """What falls in each year, from totals at the boundaries."""
    return totals[1:] - totals[:-1]


def at_wages(draws: Draws, labour: np.ndarray) -> np.ndarray:
    """Totals of labour at the wages of each year, from those at the wages of the first."""
    if draws.wages is None:
        return labour
    return np.concatenate([np.zeros_like(labour[:1]), np.cumsum(draws.wages * by_year(labour), axis=0)])


def boundary_factors(draws: Draws) -> np.ndarray:
    """Present value of totals at the boundaries."""
    return -np.diff(draws.discount, axis=0, prepend=0, append=0)


def poisson(mean: np.ndarray, u: np.ndarray) -> np.ndarray:
    """The smallest k with P(K ≤ k) ≥ u."""
    count, shape = np.zeros(mean.size), mean.shape
    mean, u = mean.ravel(), u.ravel()
    if mean.max() > SUMMED:
        many = np.flatnonzero((mean > SUMMED) & (u > 0))
        large, z = mean[many], special.ndtri(u[many])
        normal = np.maximum(np.round(large + z * np.sqrt(large) + (z * z - 1) / 6), 0)
        count[many] = np.where(large > COUNTED, normal, stats.poisson.ppf(u[many], np.minimum(large, COUNTED)))
    open_ = np.flatnonzero((np.exp(-mean) < u) & (mean <= SUMMED))
    mean, u = mean[open_], u[open_]
    term = np.exp(-mean)
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

    effort: np.ndarray
    start: np.ndarray
    live: np.ndarray
    kept_up: np.ndarray
    builds: np.ndarray  # whether it builds rather than copies


def live_through(draws: Draws, systems: Systems, work: Work, values: np.ndarray) -> None:
    """Independent and fork: everyone builds or copies a system, then runs it alone."""
    size, m, e = work.kept_up, draws.maintenance, draws.enhancement
    factors = boundary_factors(draws)
    live_within = np.minimum(work.live, T)
    live_years = T - live_within
    exposed_in_all = exposure(live_years, e)
    incidents = poisson(systems.incident_rate * size * exposed_in_all, draws.incident_quantile)
    each = incidents / np.maximum(exposed_in_all, TINY)
    growing, per_exposure = e * size, m * size
    per_age = growing if off(draws.instance) else growing + draws.instance
    effort_per_exposure, loss_per_exposure = per_exposure + draws.fix * each, draws.loss * each

    efforts, money_of_all, benefits = np.zeros((3, T + 1, live_years.shape[1]))
    for i in range(N):
        effort = spread(work.effort[i], work.start[i], work.live[i])
        age = confined(live_within[i], T)
        values[q.MEMBER_LIVE + i] = q.present(factors, age)
        benefits += draws.benefit[i] * age
        exposed = exposure(age, e)
        effort += per_age[i] * age
        effort += effort_per_exposure[i] * exposed
        money = at_wages(draws, draws.labour_rate[i] * effort)
        exposed *= loss_per_exposure[i]
        money += exposed
        if has_old_systems(draws):
            money += old_system(draws, i, work.live[i])
        if not off(draws.per_person):
            money += draws.per_person * POPULATION[i] * age
        efforts += effort
        money_of_all += money
        values[q.MEMBER_COST + i] = q.present(factors, money)
        values[q.MEMBER_EFFORT + i] = effort[-1]

    building = spent(work.effort, work.start, work.live)
    values[q.BUILD] = (building * work.builds).sum(axis=0)
    values[q.ADAPTATION] = building.sum(axis=0) - values[q.BUILD]
    values[q.RUNNING] = (growing * live_years + per_exposure * exposed_in_all).sum(axis=0)
    values[q.OPERATIONS] = draws.instance * live_years.sum(axis=0)
    values[q.COORDINATION] = values[q.LEAVING] = 0
    values[q.INCIDENTS] = incidents.sum(axis=0)
    values[q.SECURITY] = draws.fix * values[q.INCIDENTS]
    close(draws, work.live, by_year(money_of_all), by_year(efforts), by_year(benefits), values)


def has_old_systems(draws: Draws) -> bool:
    """Whether what there was costs anything, be it to be kept or to be left."""
    return not (off(draws.legacy_cost) and off(draws.rollout_cost))


def old_system(draws: Draws, i: int, live: np.ndarray) -> np.ndarray:
    """Totals of what i pays for the system it had, and for rolling out the one that is live from a time on."""
    legacy, rollout = (np.broadcast_to(of, draws.joins.shape)[i] for of in (draws.legacy_cost, draws.rollout_cost))
    total = exposure(confined(draws.joins[i], live), draws.enhancement)
    total *= legacy
    if not off(draws.rollout_cost):
        total += stepped(rollout, live)
    return total


def close(
    draws: Draws, live: np.ndarray, cost: np.ndarray, effort: np.ndarray, benefit: np.ndarray, values: np.ndarray
) -> None:
    """Fills a strategy's years and totals."""
    values[q.YEAR_COST : q.YEAR_COST + T] = cost
    values[q.YEAR_EFFORT : q.YEAR_EFFORT + T] = effort
    values[q.YEAR_BENEFIT : q.YEAR_BENEFIT + T] = benefit
    values[q.COST] = q.present(draws.discount, cost)
    values[q.EFFORT] = effort.sum(axis=0)
    ever = np.where(np.isinf(live), np.nan, live)
    values[q.MEMBER_GO_LIVE : q.MEMBER_GO_LIVE + N] = ever
    values[q.GO_LIVE] = ever.mean(axis=0)
    values[q.WAIT] = values[q.GO_LIVE] - draws.joins.mean(axis=0)
    values[q.NOT_LIVE] = live.max(axis=0) >= T
    values[q.LIVE_YEARS] = np.maximum(T - live, 0).sum(axis=0)


class Cover(NamedTuple):
    """How the effort for everyone's needs divides by what given code covers of them."""

    inside: np.ndarray  # F_i^in
    outside: np.ndarray  # F_i^out


def cover(draws: Draws, systems: Systems, coverage: list[np.ndarray]) -> Cover:
    """Of code that covers some share of each module."""
    size = np.zeros(draws.scope.shape)
    covers_all = np.ones(size.shape, dtype=bool)
    for need, covered, module in zip(NEEDS.T, coverage, draws.sizes, strict=True):
        needs = draws.scope * need[:, None]
        covers_all &= needs <= covered
        size += np.minimum(needs, covered) * module
    inside = np.where(covers_all, systems.function, nominal_effort(draws, size))
    return Cover(inside, systems.function - inside)


def reworked(draws: Draws, reusing: np.ndarray, covers: Cover) -> np.ndarray:
    """Nominal effort of local work on code that is reused."""
    share = reusing * (1 - draws.adaptation) + draws.adaptation
    return draws.productivity * (share * covers.inside + covers.outside)


def part_of(nominal: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """n/N, of a system that may be nothing."""
    return nominal / np.maximum(whole, TINY)


def fork(draws: Draws, systems: Systems, live_alone: np.ndarray, values: np.ndarray) -> None:
    """The lead, else the first founder listed, builds; the others copy."""
    joins, columns = draws.joins, np.arange(draws.joins.shape[1])
    first = np.full(columns.size, LEAD) if LEAD >= 0 else q.is_founder(draws).argmax(axis=0)
    builds = first == np.arange(N)[:, None]
    covers = cover(draws, systems, NEEDS[first].T * draws.scope[first, columns])
    nominal = reworked(draws, np.minimum(draws.reusing * draws.writing_for_reuse, 1), covers)
    copy = build_of(draws, nominal, part_of(nominal, systems.size), systems.build)
    taken = (1 - draws.adaptation) * covers.inside * systems.build.carried[first, columns]
    kept_up = draws.productivity * (taken + (draws.adaptation * covers.inside + covers.outside) * copy.carried)
    start = np.where(builds, joins, np.maximum(joins, live_alone[first, columns]))
    work = Work(
        effort=np.where(builds, systems.build.effort, copy.effort),
        start=start,
        live=np.where(builds, live_alone, start + copy.years),
        kept_up=np.where(builds, systems.kept_up, kept_up),
        builds=builds,
    )
    live_through(draws, systems, work, values)
