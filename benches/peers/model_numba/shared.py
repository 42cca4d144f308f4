"""Shared: incidents, money and bills of the core and of its members."""

from math import floor, inf

import quantities as q
from structure import POPULATION, STANDALONE, WEIGHTS, N, T

from .alone import BOUNDARIES, close, incident_rate, open_strategy, overlap, paces, poisson, spent
from .core import count_members, follow, found, leave, run_core, run_local_code
from .room import TINY, compiled


@compiled
def weigh(room):
    """W_i, given what each would pay alone."""
    total = 0.0
    for i in range(N):
        total += room.cost[i]
    for i in range(N):
        room.weights[i] = WEIGHTS[i]
        if STANDALONE > 0:
            room.weights[i] += STANDALONE * room.cost[i] / total


@compiled
def settle_core(case, core, abandoned_at, expected, room):
    """The core's incidents, effort and money by year; returns the grant used."""
    fix = case.fix
    incidents = poisson(expected, case.core_incident_quantile)
    each = incidents / max(expected, TINY)
    setup_rate, setup_at_once = paces(case.setup, core.start, core.begun)
    build_rate, build_at_once = paces(core.effort, core.begun, core.due)
    formed, until = min(core.begun, abandoned_at), min(core.due, abandoned_at)
    setup_year = floor(core.start) if core.start < abandoned_at else -1.0
    build_year = floor(core.begun) if core.begun < abandoned_at else -1.0
    grant, used, setup, built = case.funding, 0.0, 0.0, 0.0
    for t in range(T):
        hits = each * room.core_rate[t]
        setting_up = setup_rate * overlap(t, core.start, formed) + (setup_at_once if t == setup_year else 0.0)
        building = build_rate * overlap(t, core.begun, until) + (build_at_once if t == build_year else 0.0)
        operating = case.pooled * case.instance * room.active[t]
        effort = setting_up + building + room.core_running[t] + room.core_coordination[t] + operating + fix * hits
        wage = core.labour_rate * case.wages[t]
        money = wage * effort
        funded = min(grant, wage * (setting_up + building))
        grant -= funded
        used += case.discount[t] * funded
        setup += setting_up
        built += building
        room.core_effort[t], room.year_effort[t] = effort, effort
        room.pot[t], room.year_money[t], room.funded[t] = money - funded, money, funded
        room.core_hits[t] = hits / room.active[t] if room.active[t] > 0 else 0.0
        room.running += room.core_running[t]
        room.operations += operating
        room.coordination += room.core_coordination[t]
    room.build += built * (1 - core.coordination)
    room.coordination += setup + built * core.coordination
    room.security += fix * incidents
    room.incidents += incidents
    return used


@compiled
def settle_own(case, i, room):
    """Member i's own systems: build or local work, leaving, running alone, legacy; counts its incidents."""
    m, e, fix, wage = case.maintenance, case.enhancement, case.fix, case.labour_rate[i]
    half_e, size, legacy_cost, benefit = 0.5 * e, room.kept_up[i], case.legacy_cost[i], case.benefit[i]
    joins, work, start, live, exits = case.joins[i], room.work[i], room.start[i], room.live[i], room.exits[i]
    leaves = exits < T and not room.alone[i]
    own_from = min(live if room.alone[i] else max(exits, live) if leaves else inf, T)
    age_before = own_from - live if leaves else 0.0
    own_age = T - own_from
    age_after = age_before + own_age
    own_exposed = age_after * (1 + half_e * age_after) - age_before * (1 + half_e * age_before)
    exposed_in_all = room.local_exposed[i] + size * own_exposed
    incidents = poisson(incident_rate(case) * exposed_in_all, case.incident_quantile[i])
    each = incidents / max(exposed_in_all, TINY)
    transition = case.transition * room.size[i] if leaves else 0.0
    leaving = exits if leaves else T * 1.0
    per_age, per_exposure, loss = e * size + case.instance, size * (m + fix * each), size * case.loss[i] * each
    served, rollout, year_live = case.per_person * POPULATION[i], case.rollout_cost[i], floor(live)
    rate, at_once = paces(work, start, live)
    work_years, year_start = live - start, floor(start)
    cost, live_years = 0.0, 0.0
    for t in range(T + 1):
        alone = max(BOUNDARIES[t] - own_from, 0.0)
        age = alone + age_before
        exposed = age * (1 + half_e * age)
        waiting = min(max(BOUNDARIES[t] - joins, 0.0), live - joins)
        effort = rate * min(max(BOUNDARIES[t] - start, 0.0), work_years) + per_age * alone + per_exposure * exposed
        effort += at_once if BOUNDARIES[t] > year_start else 0.0
        effort += transition * min(max(BOUNDARIES[t] - leaving, 0.0), 1.0)
        money = loss * exposed + served * alone + legacy_cost * (waiting * (1 + half_e * waiting))
        money += rollout if BOUNDARIES[t] > year_live else 0.0
        room.total_effort[t] += effort
        room.total_labour[t] += wage * effort
        room.total_money[t] += money
        room.total_benefit[t] += benefit * alone
        cost += room.labour_factors[t] * wage * effort + room.money_factors[t] * money
        live_years += room.money_factors[t] * alone
    building = spent(work, start, live)
    running, operating = size * (e * own_age + m * own_exposed), case.instance * own_age
    transition *= min(T - leaving, 1.0)
    if room.alone[i]:
        room.build += building
    else:
        room.adaptation += building
    room.running += running
    room.operations += operating
    room.leaving += transition
    room.security += fix * incidents
    room.incidents += incidents
    room.each[i] = each
    room.cost[i] = cost
    room.live_years[i] = live_years
    room.funding[i] = 0
    room.effort[i] = building + running + operating + transition + fix * size * own_exposed * each


@compiled
def settle_years(case, room):
    """Effort on local code and participation, losses, bills and live years with the core of all members."""
    fix, participation, duty = case.fix, case.participation, (1 - case.pooled) * case.instance
    for t in range(T):
        v, core_hits, worth, wages = case.discount[t], room.core_hits[t], room.worth[t], case.wages[t]
        bill, grant, billed_effort = v * room.pot[t], v * room.funded[t], room.core_effort[t]
        year_effort, year_money, year_benefit, together, operating = 0.0, 0.0, 0.0, 0.0, 0.0
        for i in range(N):
            with_core = room.with_core[t, i]
            hits, taking_part = room.each[i] * room.exposed[t, i], participation * room.billed[t, i]
            effort = room.local[t, i] + taking_part + duty * with_core + fix * hits
            served = case.per_person * POPULATION[i] * with_core
            money = case.labour_rate[i] * wages * effort + case.loss[i] * (hits + core_hits * with_core) + served
            share = room.bills[t, i]
            room.cost[i] += v * money + bill * share
            room.funding[i] += grant * share
            room.effort[i] += effort + billed_effort * share
            room.live_years[i] += v * worth * with_core
            year_effort += effort
            year_money += money
            year_benefit += case.benefit[i] * worth * with_core
            together += taking_part
            operating += duty * with_core
        room.year_effort[t] += year_effort
        room.year_money[t] += year_money
        room.year_benefit[t] += year_benefit
        room.coordination += together
        room.operations += operating


@compiled
def buy_in(case, room):
    """Joiners pay a share of what earlier members have paid, to those of them still in."""
    for i in range(N):
        joins = case.joins[i]
        if room.founder[i] or joins >= T or room.exits[i] <= joins:
            continue
        earlier, present, earlier_count, present_count = 0.0, 0.0, 0, 0
        for k in range(N):
            if room.exits[k] > joins and case.joins[k] <= joins:
                present += room.weights[k]
                present_count += 1
                if case.joins[k] < joins:
                    earlier += room.weights[k]
                    earlier_count += 1
        if earlier_count == 0:
            continue
        year = int(joins)
        paid = room.pot[year] * (joins - year)
        for t in range(year):
            paid += room.pot[t]
        share = room.weights[i] / present if present > 0 else 1 / present_count
        amount = case.buy_in * share * paid * case.discount[year]
        room.cost[i] += amount
        for k in range(N):
            if case.joins[k] < joins < room.exits[k]:
                room.cost[k] -= amount * (room.weights[k] / earlier if earlier > 0 else 1 / earlier_count)


@compiled
def shared(case, rows, consortium, room):
    """One core, adapted by each member."""
    weigh(room)
    core = found(case, room)
    abandoned_at, ends = leave(case, core, room)
    abandoned = abandoned_at < T
    follow(case, core, abandoned_at, room)
    count_members(case, core, room)
    open_strategy(room)
    room.running += run_local_code(case, core, T if abandoned else min(int(min(core.due, T)), T), room)
    expected = run_core(case, core, 0.0 if abandoned else ends, room)
    rows[consortium + q.FUNDING] = settle_core(case, core, abandoned_at, expected, room)
    members = 0
    for i in range(N):
        settle_own(case, i, room)
        members += room.exits[i] >= T and case.joins[i] < T and not abandoned
    settle_years(case, room)
    if not abandoned:
        buy_in(case, room)
    close(case, q.SHARED_WAY, rows, room)
    for i in range(N):
        rows[consortium + q.MEMBER_FUNDING + i] = room.funding[i]
    rows[consortium + q.MEMBERS_AT_END] = members
    rows[consortium + q.ABANDONED] = abandoned
    rows[consortium + q.DISSOLVED] = not abandoned and ends < T
