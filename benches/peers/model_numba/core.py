"""Shared, without money: who founds the core, who stays how long, local code, and the core's years."""

from math import exp, inf, log, log2
from typing import NamedTuple

from scenario import (
    CROSS_LEVEL,
    EXIT,
    FOUNDING_YEARS,
    IMITATION,
    INNOVATION,
    LINKED,
    LINKED_SHARE,
    MINIMUM_MEMBERS,
    N,
    NEEDS,
    NETWORK_RELIEF,
    OVERRUN_EXPONENT,
    PROVINCES,
    SUNK,
    T,
    USEFULNESS,
    WEIGHTS,
)

from .alone import incident_rate, local_nominal, overlap, size_inside, years_to_build
from .room import K, TINY, compiled


class Core(NamedTuple):
    """The core as the founders set out to build it."""

    start: float  # s0
    duration: float  # D_c
    due: float  # g_c
    size: float  # V0
    effort: float  # E_c + g0
    coordination: float  # share of that effort
    labour_rate: float  # w_c


@compiled
def found(case, room):
    """Who founds the core, and what it takes."""
    start = inf
    for i in range(N):
        start = min(start, case.joins[i])
    count, adaptation, labour_rate, linked = 0, 0.0, 0.0, 0.0
    room.covered[:] = 0
    for i in range(N):
        room.founder[i] = case.joins[i] <= start + FOUNDING_YEARS
        if room.founder[i]:
            count += 1
            adaptation += case.adaptation[i]
            labour_rate += case.labour_rate[i]
            for k in range(K):
                room.covered[k] = max(room.covered[k], NEEDS[i, k] * case.scope[i])
            for j in range(i):
                linked += 2 * LINKED[i, j] * room.founder[j]
    covered = 0.0
    for k in range(K):
        covered += room.covered[k] * case.sizes[k]
    overrun = case.core_overrun
    size = case.writing_for_reuse * (1 - adaptation / count) * covered * exp(case.variety * log(count))
    relief = NETWORK_RELIEF * linked / max(count * (count - 1), 1)
    factor = 1 + case.coordination * log2(count) * (1 - relief)
    duration = years_to_build(factor * size, OVERRUN_EXPONENT * log(overrun))
    effort = overrun * factor * size + case.setup
    coordination = (overrun * (factor - 1) * size + case.setup) / effort
    return Core(start, duration, start + duration, size, effort, coordination, labour_rate / count)


@compiled
def end_by_too_few(case, room):
    """The first exit before the horizon after which too few remain; infinite if there is none."""
    end = inf
    for i in range(N):
        leaving = room.leaves[i]
        if leaving < min(end, T):
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
        ready = max(joins, core.due)
        spent = hazard * (ready - joins)
        room.leaves[i] = joins + patience / hazard if patience < spent else ready + (patience - spent) / EXIT
    too_few = end_by_too_few(case, room)
    abandoned_at = core.start + SUNK * core.duration if case.core_cancelled else inf
    if too_few < core.due:
        abandoned_at = min(abandoned_at, too_few)
    abandoned = abandoned_at < T
    ends = min(too_few, core.due + case.lifetime)
    for i in range(N):
        leaving = room.leaves[i]
        early = leaving < core.due
        room.alone[i] = abandoned or early
        stays = max(max(case.joins[i], core.due), min(leaving, ends))
        room.exits[i] = min(leaving, abandoned_at) if abandoned else leaving if early else stays
    return abandoned_at if abandoned else inf, ends


@compiled
def follow(case, core, room):
    """Everyone's course: local work on the core, or a system of one's own."""
    reusing = case.reusing
    for i in range(N):
        joins, exits, overrun = case.joins[i], room.exits[i], case.overrun[i]
        inside = size_inside(case, i, room.covered)
        if room.alone[i]:
            nominal, duration = room.size[i], room.duration[i]
            room.start[i] = max(joins, exits)
            room.live[i] = room.start[i] + (1 + SUNK * case.cancelled[i]) * duration
            room.with_core_until[i] = 0
        else:
            nominal = local_nominal(case, i, reusing, inside, room)
            duration = years_to_build(nominal, room.stretch[i])
            room.start[i] = max(joins, core.due)
            room.live[i] = room.start[i] + duration
            room.with_core_until[i] = exits
        room.rate[i] = nominal * overrun / duration
        room.stock[i] = case.adaptation[i] * inside + (room.size[i] - inside)
        room.need[i] = case.enhancement * room.stock[i]


@compiled
def count_members(case, core, room):
    """n_t, β_it and their weight."""
    for t in range(T):
        members, weight = 0.0, 0.0
        for i in range(N):
            members += overlap(t, max(case.joins[i], core.due), room.with_core_until[i])
            billed = overlap(t, case.joins[i], room.exits[i])
            room.billed[t, i] = billed
            weight += WEIGHTS[i] * billed
        room.members[t], room.weight[t] = members, max(weight, TINY)


@compiled
def run_local_code(case, first, room):
    """Effort on local code and its exposure from year `first` on, and what was contributed before each year."""
    keeping, writing = case.maintenance + case.merging, case.writing_for_reuse
    upstreaming, running = case.upstreaming, 0.0
    room.with_core[:first] = 0
    room.local[:first] = 0
    room.exposed[:first] = 0
    room.upstreamed[:] = 0
    room.local_exposed[:] = 0
    for t in range(first, T):
        provinces, all_levels = 0.0, 0.0
        for i in range(N):
            with_core = overlap(t, room.live[i], room.with_core_until[i])
            exposed = with_core * room.stock[i]
            contributed = upstreaming * exposed
            room.with_core[t, i] = with_core
            room.exposed[t, i] = exposed
            room.local_exposed[i] += exposed
            room.contributed[i] = contributed
            provinces += contributed if i < PROVINCES else 0.0
            all_levels += contributed
        territories = all_levels - provinces
        for i in range(N):
            contributed = room.contributed[i]
            level = provinces + CROSS_LEVEL * territories if i < PROVINCES else territories + CROSS_LEVEL * provinces
            need = room.with_core[t, i] * room.need[i]
            written = need - min(need, USEFULNESS * (level - contributed))
            local = keeping * room.exposed[t, i] + written + (writing - 1) * contributed
            room.local[t, i] = local
            running += local
            room.stock[i] += written - contributed
        if t + 1 < T:
            room.upstreamed[t + 1] = room.upstreamed[t] + writing * all_levels
    return running


@compiled
def run_core(case, core, ends, room):
    """Upkeep, growth, coordination and incidents of the core by year; returns the expected incidents."""
    m, e = case.maintenance, case.enhancement
    market, contributors = case.market, case.contributors
    adopters, expected = 0.0, 0.0
    for t in range(T):
        active = overlap(t, core.due, ends)
        room.active[t], room.core_running[t], room.core_coordination[t], room.core_rate[t] = active, 0.0, 0.0, 0.0
        if active == 0:
            continue
        age = max(t - core.due, 0.0)
        stock = active * (core.size * (1 + e * (age + 0.5 * active)) + room.upstreamed[t])
        contributing = contributors * adopters
        members = room.members[t] / active
        factor = 1 + case.coordination * log2(max(members, 1.0)) * (1 - NETWORK_RELIEF * LINKED_SHARE)
        upkeep, growth = m * stock, e * core.size * active
        relief = min(factor * upkeep, (1 - case.triage) * case.contribution * active * contributing)
        room.core_running[t] = upkeep + growth - relief
        room.core_coordination[t] = (factor - 1) * (upkeep + growth) + case.support * room.members[t]
        room.core_rate[t] = incident_rate(case) * stock * exp(-case.eyes * log(max(1.0, members + contributing)))
        expected += room.core_rate[t]
        adopters = min(market, adopters + active * (INNOVATION + IMITATION * adopters / market) * (market - adopters))
    return expected
