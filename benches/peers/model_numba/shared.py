"""Shared: incidents, money and bills of the core and of its members."""

from math import inf

import quantities as q
from scenario import BUY_IN, DISCOUNT, FUNDING, N, T, TRANSITION, WEIGHTS

from .alone import BOUNDARIES, BOUNDARY_DISCOUNT, close, incident_rate, open_strategy, overlap, poisson
from .core import count_members, follow, found, leave, run_core, run_local_code
from .room import TINY, compiled


@compiled
def settle_core(case, core, abandoned_at, expected, room):
    """The core's incidents, effort and money by year; returns the grant used."""
    fix = case.fix
    incidents = poisson(expected, case.core_incident_quantile)
    each = incidents / max(expected, TINY)
    until, grant, used, built = min(core.due, abandoned_at), FUNDING, 0.0, 0.0
    for t in range(T):
        hits = each * room.core_rate[t]
        building = core.effort / core.duration * overlap(t, core.start, until)
        effort = building + room.core_running[t] + room.core_coordination[t] + fix * hits
        money = core.labour_rate * effort
        funded = min(grant, core.labour_rate * building)
        grant -= funded
        used += DISCOUNT[t] * funded
        built += building
        room.core_effort[t], room.year_effort[t] = effort, effort
        room.pot[t], room.year_money[t] = money - funded, money
        room.core_loss[t] = case.loss * hits / room.active[t] if room.active[t] > 0 else 0.0
        room.running += room.core_running[t]
        room.coordination += room.core_coordination[t]
    room.build += built * (1 - core.coordination)
    room.coordination += built * core.coordination
    room.security += fix * incidents
    room.incidents += incidents
    return used


@compiled
def settle_own(case, i, room):
    """Member i's own systems: build or local work, leaving, running alone, legacy; counts its incidents."""
    m, e, fix, wage = case.maintenance, case.enhancement, case.fix, case.labour_rate[i]
    half_e, size, legacy_cost, rate = 0.5 * e, room.size[i], room.legacy_cost[i], room.rate[i]
    joins, start, live, exits = case.joins[i], room.start[i], room.live[i], room.exits[i]
    leaves = exits < T and not room.alone[i]
    own_from = min(live if room.alone[i] else max(exits, live) if leaves else inf, T)
    age_before, age_after = own_from - live, T - live
    own_age = age_after - age_before
    own_exposed = age_after * (1 + half_e * age_after) - age_before * (1 + half_e * age_before)
    exposed_in_all = room.local_exposed[i] + size * own_exposed
    incidents = poisson(incident_rate(case) * exposed_in_all, case.incident_quantile[i])
    each = incidents / max(exposed_in_all, TINY)
    transition = TRANSITION * size if leaves else 0.0
    leaving = exits if leaves else T * 1.0
    per_age, per_exposure, loss = e * size, size * (m + fix * each), size * case.loss * each
    cost = 0.0
    for t in range(T + 1):
        age = max(BOUNDARIES[t], own_from) - live
        exposed = age * (1 + half_e * age)
        waiting = min(max(BOUNDARIES[t] - joins, 0.0), live - joins)
        effort = rate * min(max(BOUNDARIES[t] - start, 0.0), live - start) + per_age * age + per_exposure * exposed
        effort += transition * min(max(BOUNDARIES[t] - leaving, 0.0), 1.0)
        money = wage * effort + loss * exposed + legacy_cost * (waiting * (1 + half_e * waiting))
        room.total_effort[t] += effort
        room.total_money[t] += money
        cost += BOUNDARY_DISCOUNT[t] * money
    building = rate * (min(live, T) - min(start, T))
    running = size * (e * own_age + m * own_exposed)
    transition *= min(T - leaving, 1.0)
    if room.alone[i]:
        room.build += building
    else:
        room.adaptation += building
    room.running += running
    room.leaving += transition
    room.security += fix * incidents
    room.incidents += incidents
    room.each[i] = each
    room.cost[i] = cost
    room.effort[i] = building + running + transition + fix * size * own_exposed * each


@compiled
def settle_years(case, room):
    """Effort on local code, losses and bills of all members."""
    fix, loss = case.fix, case.loss
    for t in range(T):
        v, core_loss = DISCOUNT[t], room.core_loss[t]
        bill, billed_effort = v * room.pot[t] / room.weight[t], room.core_effort[t] / room.weight[t]
        year_effort, year_money = 0.0, 0.0
        for i in range(N):
            hits = room.each[i] * room.exposed[t, i]
            effort = room.local[t, i] + fix * hits
            money = case.labour_rate[i] * effort + loss * hits + core_loss * room.with_core[t, i]
            share = WEIGHTS[i] * room.billed[t, i]
            room.cost[i] += v * money + bill * share
            room.effort[i] += effort + billed_effort * share
            year_effort += effort
            year_money += money
        room.year_effort[t] += year_effort
        room.year_money[t] += year_money


@compiled
def buy_in(case, room):
    """Joiners pay a share of what earlier members have paid, to those of them still in."""
    for i in range(N):
        joins = case.joins[i]
        if room.founder[i] or joins >= T or room.exits[i] <= joins:
            continue
        earlier, present = 0.0, 0.0
        for k in range(N):
            weight = WEIGHTS[k] if room.exits[k] > joins else 0.0
            earlier += weight if case.joins[k] < joins else 0.0
            present += weight if case.joins[k] <= joins else 0.0
        if earlier == 0:
            continue
        year, paid = int(joins), 0.0
        for t in range(year):
            paid += room.pot[t]
        amount = BUY_IN * WEIGHTS[i] / present * paid * DISCOUNT[year]
        room.cost[i] += amount
        for k in range(N):
            credited = case.joins[k] < joins < room.exits[k]
            room.cost[k] -= amount / earlier * WEIGHTS[k] if credited else 0.0


@compiled
def shared(case, rows, consortium, room):
    """One core, adapted by each member."""
    core = found(case, room)
    abandoned_at, ends = leave(case, core, room)
    abandoned = abandoned_at < T
    follow(case, core, room)
    count_members(case, core, room)
    open_strategy(room)
    room.running += run_local_code(case, T if abandoned else min(int(core.due), T), room)
    expected = run_core(case, core, 0.0 if abandoned else ends, room)
    rows[consortium + q.FUNDING] = settle_core(case, core, abandoned_at, expected, room)
    members = 0
    for i in range(N):
        settle_own(case, i, room)
        members += room.exits[i] >= T and case.joins[i] < T and not room.alone[i]
    settle_years(case, room)
    if not abandoned:
        buy_in(case, room)
    close(q.SHARED_WAY, rows, room)
    rows[consortium + q.MEMBERS_AT_END] = members
    rows[consortium + q.ABANDONED] = abandoned
    rows[consortium + q.DISSOLVED] = not abandoned and ends < T
