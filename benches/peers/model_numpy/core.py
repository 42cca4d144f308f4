"""Shared, without money: who founds the core, who stays how long, local code, and the core's years."""

from typing import NamedTuple

import numpy as np

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
    Draws,
)

from .alone import BOUNDARIES, TINY, Systems, by_year, confined, exposure, local_nominal, size_inside, years_to_build


class Core(NamedTuple):
    """The core as the founders set out to build it."""

    founders: np.ndarray
    coverage: list[np.ndarray]
    start: np.ndarray  # s0
    duration: np.ndarray  # D_c
    due: np.ndarray  # g_c
    size: np.ndarray  # V0
    effort: np.ndarray  # E_c + g0
    coordination: np.ndarray  # share of that effort
    labour_rate: np.ndarray  # w_c


def found(draws: Draws) -> Core:
    """Who founds the core, and what it takes."""
    start = draws.joins.min(axis=0)
    founders = draws.joins <= start + FOUNDING_YEARS
    count = founders.sum(axis=0)
    founding_scope = draws.scope * founders
    coverage = [(founding_scope * need[:, None]).max(axis=0) for need in NEEDS.T]
    covered = sum(c * size for c, size in zip(coverage, draws.sizes, strict=True))
    unlike = 1 - (draws.adaptation * founders).sum(axis=0) / count
    size = draws.writing_for_reuse * unlike * covered * count**draws.variety
    linked = (founders * (LINKED @ founders)).sum(axis=0) / np.maximum(count * (count - 1), 1)
    factor = 1 + draws.coordination * np.log2(count) * (1 - NETWORK_RELIEF * linked)
    duration = years_to_build(factor * size, draws.core_overrun**OVERRUN_EXPONENT)
    effort = draws.core_overrun * factor * size + draws.setup
    return Core(
        founders=founders,
        coverage=coverage,
        start=start,
        duration=duration,
        due=start + duration,
        size=size,
        effort=effort,
        coordination=(draws.core_overrun * (factor - 1) * size + draws.setup) / effort,
        labour_rate=(draws.labour_rate * founders).sum(axis=0) / count,
    )


class Fate(NamedTuple):
    """Who stays until when."""

    exits: np.ndarray  # x_i
    alone: np.ndarray  # whether i goes on alone from then: abandoned, or left before the core was due
    abandoned: np.ndarray
    abandoned_at: np.ndarray  # t_a, infinite where it is not
    ends: np.ndarray  # x_d


def leave(draws: Draws, core: Core) -> Fate:
    """Exits, abandonment and the end of the consortium."""
    joins = draws.joins
    ready = np.maximum(joins, core.due)
    patience = draws.patience / draws.frailty
    spent = draws.exit_build * (ready - joins)
    leaves = np.where(patience < spent, joins + patience / draws.exit_build, ready + (patience - spent) / EXIT)
    too_few = np.full(joins.shape[1], np.inf)
    for leaving in leaves:
        remaining = ((joins <= leaving) & (leaves > leaving)).view(np.int8).sum(axis=0, dtype=np.int8)
        np.minimum(too_few, leaving, out=too_few, where=remaining < MINIMUM_MEMBERS)

    abandoned_at = np.where(draws.core_cancelled, core.start + SUNK * core.duration, np.inf)
    abandoned_at = np.minimum(abandoned_at, np.where(too_few < core.due, too_few, np.inf))
    abandoned = abandoned_at < T
    ends = np.minimum(too_few, core.due + draws.lifetime)
    early = leaves < core.due
    stays = np.maximum(ready, np.minimum(leaves, ends))
    exits = np.where(abandoned, np.minimum(leaves, abandoned_at), np.where(early, leaves, stays))
    return Fate(exits, early | abandoned, abandoned, np.where(abandoned, abandoned_at, np.inf), ends)


def local_code(draws: Draws, with_core: np.ndarray, stock: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Effort on local code and its exposure by year and member, and what was contributed before each year."""
    keeping = draws.maintenance + draws.merging
    need = draws.enhancement * stock
    effort, exposed = np.empty_like(with_core), np.empty_like(with_core)
    upstreamed = np.zeros((T, stock.shape[1]))
    peers = np.empty_like(stock)
    for t in range(T):
        np.multiply(with_core[t], stock, out=exposed[t])
        contributed = draws.upstreaming * exposed[t]
        provinces, territories = contributed[:PROVINCES].sum(axis=0), contributed[PROVINCES:].sum(axis=0)
        peers[:PROVINCES] = provinces + CROSS_LEVEL * territories
        peers[PROVINCES:] = territories + CROSS_LEVEL * provinces
        peers -= contributed
        peers *= USEFULNESS
        written = with_core[t] * need
        written -= np.minimum(written, peers)
        np.multiply(keeping, exposed[t], out=effort[t])
        effort[t] += written
        effort[t] += (draws.writing_for_reuse - 1) * contributed
        written -= contributed
        stock = stock + written
        if t + 1 < T:
            upstreamed[t + 1] = upstreamed[t] + draws.writing_for_reuse * (provinces + territories)
    return effort, exposed, upstreamed


class CoreYears(NamedTuple):
    """The core by year, (10, C)."""

    active: np.ndarray  # A_t
    running: np.ndarray
    coordination: np.ndarray
    incident_rate: np.ndarray  # Λ_t


def run_core(
    draws: Draws, systems: Systems, core: Core, fate: Fate, members: np.ndarray, upstreamed: np.ndarray
) -> CoreYears:
    """Upkeep, growth, coordination and incidents of the core; n_t members a year."""
    time = np.maximum(BOUNDARIES, core.due)
    time = np.minimum(time, np.where(fate.abandoned, 0, fate.ends))
    active = by_year(time)
    stock = core.size * by_year(exposure(time - core.due, draws.enhancement)) + upstreamed * active
    adopters = np.zeros_like(active)
    for t in range(T - 1):
        share = adopters[t] / draws.market
        new = active[t] * (INNOVATION + IMITATION * share) * (draws.market - adopters[t])
        adopters[t + 1] = np.minimum(draws.market, adopters[t] + new)
    contributing = draws.contributors * adopters
    mean_members = members / np.where(active > 0, active, 1)
    steps = np.log2(np.maximum(mean_members, 1))
    factor = 1 + draws.coordination * steps * (1 - NETWORK_RELIEF * LINKED_SHARE)
    upkeep = draws.maintenance * stock
    growth = draws.enhancement * core.size * active
    relief = np.minimum(factor * upkeep, (1 - draws.triage) * draws.contribution * active * contributing)
    return CoreYears(
        active=active,
        running=upkeep + growth - relief,
        coordination=(factor - 1) * (upkeep + growth) + draws.support * members,
        incident_rate=systems.incident_rate * stock * np.maximum(1, mean_members + contributing) ** -draws.eyes,
    )


class Courses(NamedTuple):
    """How everyone's system goes when sharing: local work on the core, or a build of one's own."""

    rate: np.ndarray  # effort a year of the build or the local work
    start: np.ndarray
    live: np.ndarray  # g_i
    with_core_until: np.ndarray  # x_i, or `live` where it never runs with the core
    own_from: np.ndarray  # o_i, T if never
    leaves: np.ndarray  # whether it leaves the live core
    local: np.ndarray  # a_i·F_i^in + F_i^out


def courses(draws: Draws, systems: Systems, core: Core, fate: Fate) -> Courses:
    """What everyone builds, and from when it runs what."""
    alone, exits = fate.alone, fate.exits
    inside = size_inside(draws, core.coverage)
    nominal = local_nominal(draws, systems, draws.reusing, inside)
    duration = years_to_build(nominal, systems.stretch)
    start = np.maximum(draws.joins, np.where(alone, exits, core.due))
    live = start + np.where(alone, (1 + SUNK * draws.cancelled) * systems.duration, duration)
    leaves = ~alone & (exits < T)
    return Courses(
        rate=np.where(alone, systems.size, nominal) / np.where(alone, systems.duration, duration) * draws.overrun,
        start=start,
        live=live,
        with_core_until=np.where(alone, live, exits),
        own_from=np.minimum(np.where(alone, live, np.where(leaves, np.maximum(exits, live), T)), T),
        leaves=leaves,
        local=draws.adaptation * inside + (systems.size - inside),
    )


def presence(
    joins: np.ndarray, core: Core, fate: Fate, course: Courses
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Parts of the years live with the core (f_it), members of it (n_t), parts billed (β_it), and their weight."""
    count = joins.shape[1]
    with_core, billed = np.empty((T, N, count)), np.empty((N, T, count))
    members_so_far, weighed_so_far = np.zeros((2, T + 1, count))
    ready = np.maximum(joins, core.due)
    member_until = np.where(fate.alone, ready, fate.exits)
    for i in range(N):
        live = confined(course.live[i], course.with_core_until[i])
        np.subtract(live[1:], live[:-1], out=with_core[:, i])
        members_so_far += confined(ready[i], member_until[i])
        time = confined(joins[i], fate.exits[i])
        np.subtract(time[1:], time[:-1], out=billed[i])
        time *= WEIGHTS[i]
        weighed_so_far += time
    return with_core, by_year(members_so_far), billed, np.maximum(by_year(weighed_so_far), TINY)
