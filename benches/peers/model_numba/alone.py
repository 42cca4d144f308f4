"""Independent and fork: systems built or copied by each administration, then run alone."""

from math import exp, log

import numpy as np

import quantities as q
from scenario import DISCOUNT, N, NEEDS, OVERRUN_EXPONENT, SCHEDULE_COEFFICIENT, SCHEDULE_EXPONENT, SUNK, T

from .room import K, TINY, compiled

BOUNDARIES = np.arange(T + 1.0)
# Present value of totals at the boundaries.
BOUNDARY_DISCOUNT = -np.diff(DISCOUNT, prepend=0, append=0)
LOG_SCHEDULE = log(SCHEDULE_COEFFICIENT / 12)


@compiled
def years_to_build(nominal, stretch):
    """D(N, O), given ln O^d'."""
    return exp(LOG_SCHEDULE + SCHEDULE_EXPONENT * log(nominal) + stretch)


@compiled
def overlap(t, a, b):
    """The part of year t inside [a, b)."""
    return max(min(BOUNDARIES[t] + 1.0, b) - max(BOUNDARIES[t], a), 0.0)


@compiled
def incident_rate(case):
    """λ/1000·φ0"""
    return case.vulnerabilities / 1000 * case.exploited


@compiled
def poisson(mean, u):
    """The smallest k with P(K ≤ k) ≥ u."""
    term = exp(-mean)
    below, k = term, 0
    # A rounded sum can stay just below u for ever.
    while below < u and term > 1e-18:
        k += 1
        term *= mean / k
        below += term
    return k


@compiled
def open_strategy(room):
    """Nothing yet."""
    room.build = room.adaptation = room.running = room.coordination = room.security = room.leaving = 0.0
    room.incidents = 0.0
    room.year_effort[:] = 0
    room.year_money[:] = 0
    room.total_effort[:] = 0
    room.total_money[:] = 0


@compiled
def close(strategy, rows, room):
    """Fills the rows of a strategy."""
    cost, effort, go_live, live_years = 0.0, 0.0, 0.0, 0.0
    for t in range(T):
        year_cost = room.total_money[t + 1] - room.total_money[t] + room.year_money[t]
        year_effort = room.total_effort[t + 1] - room.total_effort[t] + room.year_effort[t]
        rows[strategy + q.YEAR_COST + t] = year_cost
        rows[strategy + q.YEAR_EFFORT + t] = year_effort
        cost += DISCOUNT[t] * year_cost
        effort += year_effort
    for i in range(N):
        rows[strategy + q.MEMBER_COST + i] = room.cost[i]
        rows[strategy + q.MEMBER_EFFORT + i] = room.effort[i]
        rows[strategy + q.MEMBER_GO_LIVE + i] = room.live[i]
        go_live += room.live[i]
        live_years += max(T - room.live[i], 0.0)
    rows[strategy + q.COST] = cost
    rows[strategy + q.EFFORT] = effort
    rows[strategy + q.BUILD] = room.build
    rows[strategy + q.ADAPTATION] = room.adaptation
    rows[strategy + q.RUNNING] = room.running
    rows[strategy + q.COORDINATION] = room.coordination
    rows[strategy + q.SECURITY] = room.security
    rows[strategy + q.LEAVING] = room.leaving
    rows[strategy + q.GO_LIVE] = go_live / N
    rows[strategy + q.LIVE_YEARS] = live_years
    rows[strategy + q.INCIDENTS] = room.incidents


@compiled
def live_through(case, i, rate, start, live, room):
    """Adds what administration i builds at a yearly rate and then runs alone; returns the effort to build it."""
    m, e, fix, wage = case.maintenance, case.enhancement, case.fix, case.labour_rate[i]
    half_e, size, joins, legacy_cost = 0.5 * e, room.size[i], case.joins[i], room.legacy_cost[i]
    years = max(T - live, 0.0)
    exposed_in_all = years * (1 + half_e * years)
    incidents = poisson(incident_rate(case) * size * exposed_in_all, case.incident_quantile[i])
    each = incidents / max(exposed_in_all, TINY)
    per_age, per_exposure, loss = e * size, m * size + fix * each, case.loss * each
    cost = 0.0
    for t in range(T + 1):
        age = max(BOUNDARIES[t] - live, 0.0)
        exposed = age * (1 + half_e * age)
        waiting = min(max(BOUNDARIES[t] - joins, 0.0), live - joins)
        effort = rate * min(max(BOUNDARIES[t] - start, 0.0), live - start) + per_age * age + per_exposure * exposed
        money = wage * effort + loss * exposed + legacy_cost * (waiting * (1 + half_e * waiting))
        room.total_effort[t] += effort
        room.total_money[t] += money
        cost += BOUNDARY_DISCOUNT[t] * money
    building = rate * (min(live, T) - min(start, T))
    running = size * (e * years + m * exposed_in_all)
    room.running += running
    room.security += fix * incidents
    room.incidents += incidents
    room.live[i] = live
    room.cost[i] = cost
    room.effort[i] = building + running + fix * incidents
    return building


@compiled
def independent(case, rows, room):
    """Everyone builds alone."""
    upkeep = case.maintenance + case.enhancement
    open_strategy(room)
    for i in range(N):
        size = 0.0
        for k in range(K):
            size += NEEDS[i, k] * case.sizes[k]
        size *= case.scope[i]
        overrun, joins = case.overrun[i], case.joins[i]
        stretch = OVERRUN_EXPONENT * log(overrun)
        duration = years_to_build(size, stretch)
        room.size[i], room.stretch[i], room.duration[i] = size, stretch, duration
        room.legacy_cost[i] = case.labour_rate[i] * upkeep * size
        live = joins + (1 + SUNK * case.cancelled[i]) * duration
        room.build += live_through(case, i, size * overrun / duration, joins, live, room)
    close(0, rows, room)


@compiled
def size_inside(case, i, covered):
    """X_i^in: what i needs of the modules so far as they are covered."""
    scope, inside = case.scope[i], 0.0
    for k in range(K):
        inside += min(NEEDS[i, k] * scope, covered[k]) * case.sizes[k]
    return inside


@compiled
def local_nominal(case, i, reusing, inside, room):
    """Local work on code that was reused."""
    adaptation = case.adaptation[i]
    return (reusing * (1 - adaptation) + adaptation) * inside + (room.size[i] - inside)


@compiled
def fork(case, rows, room):
    """The first founder listed builds, the others copy; `shared` has found the founders."""
    first = 0
    while not room.founder[first]:
        first += 1
    for k in range(K):
        room.covered[k] = NEEDS[first, k] * case.scope[first]
    reusing = min(case.reusing * case.writing_for_reuse, 1.0)
    open_strategy(room)
    for i in range(N):
        overrun, joins = case.overrun[i], case.joins[i]
        if i == first:
            rate = room.size[i] * overrun / room.duration[i]
            room.build += live_through(case, i, rate, joins, rows[q.MEMBER_GO_LIVE + i], room)
        else:
            nominal = local_nominal(case, i, reusing, size_inside(case, i, room.covered), room)
            duration = years_to_build(nominal, room.stretch[i])
            start = max(joins, rows[q.MEMBER_GO_LIVE + first])
            rate = nominal * overrun / duration
            room.adaptation += live_through(case, i, rate, start, start + duration, room)
    close(q.FORK_WAY, rows, room)
