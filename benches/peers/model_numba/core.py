"""Shared, without money: who founds the core, who stays how long, local code, and the core's years."""

from math import exp, inf, log, log2
from typing import NamedTuple

from structure import (
    CLOSED,
    FOUNDING_YEARS,
    KEEPS,
    LEAD,
    LEVEL,
    LEVELS,
    LINKED,
    LINKED_SHARE,
    MINIMUM_MEMBERS,
    NEEDS,
    K,
    N,
    T,
)

from .alone import (
    build_of,
    cover,
    incident_rate,
    kept_up_of,
    longer,
    nominal_effort,
    overlap,
    reworked,
    years_planned,
)
from .room import TINY, compiled

LEVEL_COUNT = len(LEVELS)


class Core(NamedTuple):
    """The core as the founders set out to build it."""

    start: float  # s0
    begun: float  # s1
    duration: float  # D_c
    due: float  # g_c
    size: float  # V*
    carried: float  # O_c^ζ
    effort: float  # E_c
    coordination: float  # share of that effort
    productivity: float  # p_c
    labour_rate: float  # w_c


@compiled
def coordination(case, members, linked):
    """K(n)"""
    n = max(members, 1.0)
    kind = case.coordination_growth
    growth = log2(n) if kind == 0 else n - 1 if kind == 1 else n * (n - 1) / 2
    return 1 + case.coordination * growth * (1 - case.network_relief * linked)


@compiled
def found(case, room):
    """Who founds the core, and what it takes."""
    start = inf
    for i in range(N):
        start = min(start, case.joins[i])
    last = start + max(case.formation, FOUNDING_YEARS)
    count, adaptation, productivity, labour_rate, linked = 0, 0.0, 0.0, 0.0, 0.0
    room.covered[:] = 0
    for i in range(N):
        room.founder[i] = case.joins[i] <= last
        if room.founder[i]:
            count += 1
            adaptation += case.adaptation[i]
            productivity += case.productivity[i]
            labour_rate += case.labour_rate[i]
            for k in range(K):
                room.covered[k] = max(room.covered[k], NEEDS[i, k] * case.scope[i])
            for j in range(i):
                linked += 2 * LINKED[i, j] * room.founder[j]
    productivity, labour_rate = productivity / count, labour_rate / count
    if LEAD >= 0:
        productivity, labour_rate = case.productivity[LEAD], case.labour_rate[LEAD]
    covered = 0.0
    for k in range(K):
        covered += room.covered[k] * case.sizes[k]
    # Written so that it is 0 where nothing is in common: a trace of rounding would take days to build.
    common = (count - adaptation) / count
    size = productivity * case.writing_for_reuse * common * nominal_effort(case, covered)
    size *= exp(case.variety * log(count))
    linked /= max(count * (count - 1), 1)
    factor = coordination(case, count, linked)
    planned = years_planned(case, factor * size)
    log_overrun = log(case.core_overrun) + longer(case, planned)
    duration, carried = planned * exp(case.overrun_exponent * log_overrun), exp(case.overrun_carried * log_overrun)
    begun = start + (case.formation * (1 - case.network_relief * linked) if count > 1 else 0.0)
    effort = exp(log_overrun) * factor * size
    by_work = (factor - 1) / factor
    return Core(
        start, begun, duration, begun + duration, size * carried, carried, effort, by_work, productivity, labour_rate
    )


@compiled
def end_by_too_few(case, room):
    """The first exit after which too few remain; infinite if there is none."""
    end = inf
    for i in range(N):
        leaving = room.leaves[i]
        if leaving < end:
            remaining = 0.0
            for k in range(N):
                remaining += 1.0 if case.joins[k] <= leaving < room.leaves[k] else 0.0
            if remaining < MINIMUM_MEMBERS:
                end = leaving
    return end


@compiled
def leave(case, core, room):
    """Exits; returns when the build is abandoned (infinite if it is not) and when the consortium ends."""
    hazard, patience_unit = case.exit_build, 1 / case.frailty
    for i in range(N):
        joins, patience = case.joins[i], case.patience[i] * patience_unit
        ready, exposed = max(joins, core.due), max(joins, core.begun)
        spent = hazard * max(core.due - exposed, 0.0)
        late = ready + (patience - spent) / case.exit[i] if case.exit[i] > 0 else inf
        room.leaves[i] = exposed + patience / hazard if patience < spent else late
    too_few = end_by_too_few(case, room)
    cancelled = case.core_cancel_quantile < case.core_cancellation
    abandoned_at = core.begun + case.sunk * core.duration if cancelled else inf
    if too_few < core.due:
        abandoned_at = min(abandoned_at, too_few)
    abandoned = abandoned_at < T
    ends = min(too_few, core.due + case.lifetime)
    for i in range(N):
        leaving, joins = room.leaves[i], case.joins[i]
        early = leaving < core.due
        # Nobody may take closed code of a consortium that has ended.
        room.alone[i] = abandoned or early or (CLOSED and joins >= ends)
        room.falls_back[i] = abandoned and leaving >= abandoned_at
        stays = max(max(joins, core.due), min(leaving, ends))
        room.exits[i] = min(leaving, abandoned_at) if abandoned else leaving if early else stays
    return abandoned_at if abandoned else inf, ends


@compiled
def follow(case, core, abandoned_at, room):
    """Everyone's course: local work on the core, or a system of one's own."""
    done = 0.0
    if core.duration > 0:
        done = min(max(abandoned_at - core.begun, 0.0) / core.duration, 1.0)
    useful = case.salvage * done * max(1 - case.reusing, 0.0)
    cover(case, room)
    for i in range(N):
        joins, exits = case.joins[i], room.exits[i]
        if room.alone[i]:
            nominal, part = room.size[i], 1.0
            if room.falls_back[i] and joins <= abandoned_at:
                spared = useful * (1 - case.adaptation[i]) * room.inside[i] / max(room.function[i], TINY)
                nominal *= max(1 - spared, 0.0)
            keeps = KEEPS and room.falls_back[i]
            work, years, _ = build_of(case, i, 0.0 if keeps else nominal, part, room)
            room.start[i], room.with_core_until[i] = max(joins, exits), 0
            room.live[i] = inf if keeps else room.start[i] + years
            room.kept_up[i], room.stock[i] = room.kept_up_alone[i], 0
        else:
            nominal = reworked(case, i, case.reusing, room)
            work, years, carried = build_of(case, i, nominal, nominal / max(room.size[i], TINY), room)
            room.start[i], room.with_core_until[i] = max(joins, core.due), exits
            room.live[i] = room.start[i] + years
            room.kept_up[i] = kept_up_of(case, i, core.carried, carried, room)
            room.stock[i] = (case.adaptation[i] * room.inside[i] + room.outside[i]) * carried
        room.work[i] = work
        room.need[i] = case.enhancement * room.stock[i]


@compiled
def count_members(case, core, room):
    """n_t, β_it, and how the pot is divided."""
    for t in range(T):
        members, weighed, present = 0.0, 0.0, 0.0
        for i in range(N):
            members += overlap(t, max(case.joins[i], core.due), room.with_core_until[i])
            billed = overlap(t, case.joins[i], room.exits[i])
            room.billed[t, i] = billed
            present += billed
            weighed += room.weights[i] * billed
        room.members[t], room.weighed[t] = members, weighed
        unit = 1 / weighed if weighed > 0 else 0.0
        for i in range(N):
            room.bills[t, i] = room.weights[i] * room.billed[t, i] * unit
        if weighed <= 0:
            share_evenly(t, present, room)


@compiled
def share_evenly(t, present, room):
    """Where nobody there weighs anything: by presence, with nobody there by weight among all."""
    total = 0.0
    for i in range(N):
        total += room.weights[i]
    for i in range(N):
        among_all = room.weights[i] / total if total > 0 else 1 / N
        room.bills[t, i] = room.billed[t, i] / present if present > 0 else among_all


@compiled
def run_local_code(case, core, first, room):
    """Effort on local code and its exposure from year `first` on, and what was contributed before each year."""
    keeping, writing, useful = case.maintenance + case.merging, case.writing_for_reuse, case.usefulness
    running = 0.0
    room.with_core[:first] = 0
    room.local[:first] = 0
    room.exposed[:first] = 0
    room.users[:first] = 0
    room.upstreamed[:] = 0
    room.local_exposed[:] = 0
    for t in range(first, T):
        room.by_level[:] = 0
        users, total = 0.0, 0.0
        for i in range(N):
            with_core = overlap(t, room.live[i], room.with_core_until[i])
            exposed = with_core * room.stock[i]
            contributed = case.upstreaming[i] * exposed
            room.with_core[t, i] = with_core
            room.exposed[t, i] = case.productivity[i] * exposed
            room.local_exposed[i] += room.exposed[t, i]
            room.contributed[i] = contributed
            room.by_level[LEVEL[i]] += contributed
            users += with_core
        for level in range(LEVEL_COUNT):
            total += room.by_level[level]
        for level in range(LEVEL_COUNT):
            room.by_level[level] += case.cross_level * (total - room.by_level[level])
        for i in range(N):
            contributed = room.contributed[i]
            need = room.with_core[t, i] * room.need[i]
            written = need - min(need, useful * (room.by_level[LEVEL[i]] - contributed))
            own = case.productivity[i] * (written + (writing - 1) * contributed)
            local = keeping * room.exposed[t, i] + own
            room.local[t, i] = local
            running += local
            room.stock[i] += written - contributed
        room.users[t] = users
        if t + 1 < T:
            room.upstreamed[t + 1] = room.upstreamed[t] + writing * core.productivity * total
    return running


@compiled
def run_core(case, core, ends, room):
    """Upkeep, growth, coordination and incidents of the core by year; returns the expected incidents."""
    m, e = case.maintenance, case.enhancement
    market, contributors = 0.0 if CLOSED else case.market, case.contributors
    adopters, expected = 0.0, 0.0
    for t in range(T):
        active = overlap(t, core.due, ends)
        room.active[t], room.core_running[t], room.core_coordination[t], room.core_rate[t] = active, 0.0, 0.0, 0.0
        room.worth[t] = 1 + case.quality * log2(max(room.users[t] + adopters, 1.0)) if case.quality != 0 else 1.0
        if active == 0:
            continue
        age = max(t - core.due, 0.0)
        stock = active * (core.size * (1 + e * (age + 0.5 * active)) + room.upstreamed[t])
        contributing = contributors * adopters
        members = room.members[t] / active
        factor = coordination(case, members, LINKED_SHARE)
        upkeep, growth = m * stock, e * core.size * active
        relief = min(factor * upkeep, (1 - case.triage) * case.contribution * active * contributing)
        room.core_running[t] = upkeep + growth - relief
        room.core_coordination[t] = (factor - 1) * (upkeep + growth) + case.support * room.members[t]
        room.core_rate[t] = incident_rate(case) * stock * exp(-case.eyes * log(max(1.0, members + contributing)))
        expected += room.core_rate[t]
        spread = adopters / max(market, TINY)
        adopters = min(market, adopters + active * (case.innovation + case.imitation * spread) * (market - adopters))
    return expected
