"""Independent and fork: systems built or copied by each administration, then run alone."""

from math import erfc, exp, floor, isinf, log, log1p, nan, pi, sqrt

import numpy as np

import quantities as q
from structure import LEAD, NEEDS, POPULATION, POWER_LAW, K, N, T

from .room import TINY, compiled

BOUNDARIES = np.arange(T + 1.0)
# Means up to this are summed as they are, up to the other in logs, then as good as normal.
SUMMED, COUNTED = 700.0, 1e6


@compiled
def open_case(case, room):
    """Present value of totals at the boundaries."""
    v, labour = 0.0, 0.0
    for t in range(T):
        room.money_factors[t] = v - case.discount[t]
        room.labour_factors[t] = labour - case.discount[t] * case.wages[t]
        v, labour = case.discount[t], case.discount[t] * case.wages[t]
    room.money_factors[T], room.labour_factors[T] = v, labour


@compiled
def nominal_effort(case, size):
    """F(x)"""
    if POWER_LAW:
        return case.effort_coefficient * size**case.effort_exponent if size > 0 else 0.0
    return size


@compiled
def years_planned(case, nominal):
    """D(n, 1)"""
    return case.schedule_coefficient / 12 * exp(case.schedule_exponent * log(nominal)) if nominal > 0 else 0.0


@compiled
def longer(case, planned):
    """ln of what O(n) is of O: builds of more than two years overrun by more."""
    growth = case.overrun_growth
    return log1p(growth) * (min(planned, 10.0) - 2.0) if growth != 0 else 0.0


@compiled
def build_of(case, i, nominal, part, room):
    """Effort and years, with what an abandoned attempt sank, of a build by i, and O^ζ."""
    planned = years_planned(case, nominal)
    more = longer(case, planned)
    overrun, stretch, carried = case.overrun[i], room.stretch[i], room.carried[i]
    if more != 0:
        log_overrun = room.log_overrun[i] + more
        overrun, carried = exp(log_overrun), exp(case.overrun_carried * log_overrun)
        stretch = exp(case.overrun_exponent * log_overrun)
    times = 1 + case.sunk if case.cancel_quantile[i] < min(part, 1.0) * case.cancellation else 1.0
    return times * overrun * nominal, times * planned * stretch, carried


@compiled
def overlap(t, a, b):
    """The part of year t inside [a, b)."""
    return max(min(BOUNDARIES[t] + 1.0, b) - max(BOUNDARIES[t], a), 0.0)


@compiled
def paces(amount, start, end):
    """Of an amount spread over [start, end): how much a year, and what falls at once where that is empty."""
    years = end - start
    return (amount / years, 0.0) if years > 0 else (0.0, amount)


@compiled
def spent(amount, start, end):
    """What of an amount spread over [start, end) falls before the horizon's end."""
    years = end - start
    return amount * (max(min(T - start, years), 0.0) / years if years > 0 else 1.0 if start < T else 0.0)


@compiled
def incident_rate(case):
    """λ/1000·φ0"""
    return case.vulnerabilities / 1000 * case.exploited


@compiled
def normal_quantile(u):
    """z with Φ(z) = u, by Newton's method from 0: the first step that does not go outward is rounding."""
    z = 0.0
    while True:
        following = z + (u - 0.5 * erfc(-z / sqrt(2.0))) * exp(0.5 * z * z) * sqrt(2 * pi)
        if abs(following) <= abs(z):
            return z
        z = following


@compiled
def poisson(mean, u):
    """The smallest k with P(K ≤ k) ≥ u."""
    if mean <= 0 or u <= 0:
        return 0.0
    if mean > COUNTED:
        z = normal_quantile(u)
        return max(np.rint(mean + z * sqrt(mean) + (z * z - 1) / 6), 0.0)
    if mean > SUMMED:
        return poisson_in_logs(mean, log(u))
    term = exp(-mean)
    below, k = term, 0.0
    # A rounded sum can stay just below u for ever.
    while below < u and (term > 1e-18 or k < mean):
        k += 1
        term *= mean / k
        below += term
    return k


@compiled
def poisson_in_logs(mean, log_u):
    """The same of a mean whose exp(−mean) is no number any more."""
    k, term, below = 0.0, -mean, -mean
    while below < log_u and (k < mean or term > below - 50):
        k += 1
        term += log(mean / k)
        low, high = min(below, term), max(below, term)
        below = high + log1p(exp(low - high))
    return k


@compiled
def open_strategy(room):
    """Nothing yet."""
    room.build = room.adaptation = room.running = room.operations = 0.0
    room.coordination = room.security = room.leaving = 0.0
    room.incidents = 0.0
    room.year_effort[:] = 0
    room.year_money[:] = 0
    room.year_benefit[:] = 0
    room.total_effort[:] = 0
    room.total_labour[:] = 0
    room.total_money[:] = 0
    room.total_benefit[:] = 0


@compiled
def close(case, strategy, rows, room):
    """Fills the rows of a strategy."""
    cost, effort, go_live, wait, last, live_years = 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    for t in range(T):
        labour = room.total_labour[t + 1] - room.total_labour[t]
        year_cost = case.wages[t] * labour + (room.total_money[t + 1] - room.total_money[t]) + room.year_money[t]
        year_effort = room.total_effort[t + 1] - room.total_effort[t] + room.year_effort[t]
        rows[strategy + q.YEAR_COST + t] = year_cost
        rows[strategy + q.YEAR_EFFORT + t] = year_effort
        rows[strategy + q.YEAR_BENEFIT + t] = room.total_benefit[t + 1] - room.total_benefit[t] + room.year_benefit[t]
        cost += case.discount[t] * year_cost
        effort += year_effort
    for i in range(N):
        live = room.live[i]
        rows[strategy + q.MEMBER_COST + i] = room.cost[i]
        rows[strategy + q.MEMBER_EFFORT + i] = room.effort[i]
        rows[strategy + q.MEMBER_GO_LIVE + i] = nan if isinf(live) else live
        rows[strategy + q.MEMBER_LIVE + i] = room.live_years[i]
        go_live += nan if isinf(live) else live
        wait += case.joins[i]
        last = max(last, live)
        live_years += max(T - live, 0.0)
    rows[strategy + q.COST] = cost
    rows[strategy + q.EFFORT] = effort
    rows[strategy + q.BUILD] = room.build
    rows[strategy + q.ADAPTATION] = room.adaptation
    rows[strategy + q.RUNNING] = room.running
    rows[strategy + q.OPERATIONS] = room.operations
    rows[strategy + q.COORDINATION] = room.coordination
    rows[strategy + q.SECURITY] = room.security
    rows[strategy + q.LEAVING] = room.leaving
    rows[strategy + q.GO_LIVE] = go_live / N
    rows[strategy + q.WAIT] = (go_live - wait) / N
    rows[strategy + q.NOT_LIVE] = 1.0 if last >= T else 0.0
    rows[strategy + q.LIVE_YEARS] = live_years
    rows[strategy + q.INCIDENTS] = room.incidents


@compiled
def live_through(case, i, work, start, live, kept_up, room):
    """Adds what administration i builds and then runs alone; returns the effort to build it."""
    m, e, fix, wage = case.maintenance, case.enhancement, case.fix, case.labour_rate[i]
    half_e, joins, legacy_cost, benefit = 0.5 * e, case.joins[i], case.legacy_cost[i], case.benefit[i]
    years = max(T - live, 0.0)
    exposed_in_all = years * (1 + half_e * years)
    incidents = poisson(incident_rate(case) * kept_up * exposed_in_all, case.incident_quantile[i])
    each = incidents / max(exposed_in_all, TINY)
    per_age, per_exposure, loss = e * kept_up + case.instance, m * kept_up + fix * each, case.loss[i] * each
    served, rollout, year_live = case.per_person * POPULATION[i], case.rollout_cost[i], floor(live)
    rate, at_once = paces(work, start, live)
    work_years, year_start = live - start, floor(start)
    cost, live_years = 0.0, 0.0
    for t in range(T + 1):
        age = max(BOUNDARIES[t] - live, 0.0)
        exposed = age * (1 + half_e * age)
        waiting = min(max(BOUNDARIES[t] - joins, 0.0), live - joins)
        effort = rate * min(max(BOUNDARIES[t] - start, 0.0), work_years) + per_age * age + per_exposure * exposed
        effort += at_once if BOUNDARIES[t] > year_start else 0.0
        money = loss * exposed + served * age + legacy_cost * (waiting * (1 + half_e * waiting))
        money += rollout if BOUNDARIES[t] > year_live else 0.0
        room.total_effort[t] += effort
        room.total_labour[t] += wage * effort
        room.total_money[t] += money
        room.total_benefit[t] += benefit * age
        cost += room.labour_factors[t] * wage * effort + room.money_factors[t] * money
        live_years += room.money_factors[t] * age
    building = spent(work, start, live)
    running, operating = kept_up * (e * years + m * exposed_in_all), case.instance * years
    room.running += running
    room.operations += operating
    room.security += fix * incidents
    room.incidents += incidents
    room.live[i] = live
    room.cost[i] = cost
    room.live_years[i] = live_years
    room.effort[i] = building + running + operating + fix * incidents
    return building


@compiled
def independent(case, rows, room):
    """Everyone builds alone."""
    open_strategy(room)
    for i in range(N):
        size = 0.0
        for k in range(K):
            size += NEEDS[i, k] * case.sizes[k]
        function = nominal_effort(case, case.scope[i] * size)
        nominal, log_overrun, joins = case.productivity[i] * function, log(case.overrun[i]), case.joins[i]
        room.function[i], room.size[i], room.log_overrun[i] = function, nominal, log_overrun
        room.stretch[i] = exp(case.overrun_exponent * log_overrun)
        room.carried[i] = exp(case.overrun_carried * log_overrun)
        work, years, carried = build_of(case, i, nominal, 1.0, room)
        room.build_effort[i], room.build_years[i] = work, years
        room.carried_alone[i], room.kept_up_alone[i] = carried, nominal * carried
        room.build += live_through(case, i, work, joins, joins + years, nominal * carried, room)
    close(case, 0, rows, room)


@compiled
def cover(case, room):
    """How the effort for everyone's needs divides by what code that covers some share of each module covers of it."""
    for i in range(N):
        scope, size, covers_all = case.scope[i], 0.0, True
        for k in range(K):
            needs = NEEDS[i, k] * scope
            covers_all = covers_all and needs <= room.covered[k]
            size += min(needs, room.covered[k]) * case.sizes[k]
        room.inside[i] = room.function[i] if covers_all else nominal_effort(case, size)
        room.outside[i] = room.function[i] - room.inside[i]


@compiled
def reworked(case, i, reusing, room):
    """Nominal effort of local work on code that is reused."""
    adaptation = case.adaptation[i]
    share = reusing * (1 - adaptation) + adaptation
    return case.productivity[i] * (share * room.inside[i] + room.outside[i])


@compiled
def kept_up_of(case, i, core_carried, carried, room):
    """What is kept up of code that was taken over, and of one's own."""
    adaptation = case.adaptation[i]
    own = (adaptation * room.inside[i] + room.outside[i]) * carried
    return case.productivity[i] * ((1 - adaptation) * room.inside[i] * core_carried + own)


@compiled
def fork(case, rows, room):
    """The lead, else the first founder listed, builds; the others copy; `shared` has found the founders."""
    first = LEAD
    if LEAD < 0:
        first = 0
        while not room.founder[first]:
            first += 1
    for k in range(K):
        room.covered[k] = NEEDS[first, k] * case.scope[first]
    cover(case, room)
    reusing = min(case.reusing * case.writing_for_reuse, 1.0)
    ready = rows[q.MEMBER_GO_LIVE + first]
    open_strategy(room)
    for i in range(N):
        joins = case.joins[i]
        if i == first:
            kept_up = room.kept_up_alone[i]
            room.build += live_through(case, i, room.build_effort[i], joins, ready, kept_up, room)
        else:
            nominal = reworked(case, i, reusing, room)
            work, years, carried = build_of(case, i, nominal, nominal / max(room.size[i], TINY), room)
            kept_up, start = kept_up_of(case, i, room.carried_alone[first], carried, room), max(joins, ready)
            room.adaptation += live_through(case, i, work, start, start + years, kept_up, room)
    close(case, q.FORK_WAY, rows, room)
