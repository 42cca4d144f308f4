"""Shared, without money: who founds the core, who stays how long, local code, and the core's years."""

from typing import NamedTuple

import numpy as np

from draws import Draws, off
from quantities import is_founder
from structure import CLOSED, KEEPS, LEAD, LEVEL, LINKED, LINKED_SHARE, MINIMUM_MEMBERS, NEEDS, OF_LEVEL, N, T

from .alone import (
    TINY,
    Build,
    Systems,
    build_of,
    by_year,
    confined,
    cover,
    exposure,
    nominal_effort,
    overrun_of,
    part_of,
    reworked,
    years_planned,
)


class Core(NamedTuple):
    """The core as the founders set out to build it."""

    founders: np.ndarray
    coverage: list[np.ndarray]
    start: np.ndarray  # s0
    begun: np.ndarray  # s1
    duration: np.ndarray  # D_c
    due: np.ndarray  # g_c
    size: np.ndarray  # V*
    carried: np.ndarray  # O_c^ζ
    effort: np.ndarray  # E_c
    coordination: np.ndarray  # share of that effort
    productivity: np.ndarray  # p_c
    labour_rate: np.ndarray  # w_c


def coordination(draws: Draws, members: np.ndarray, linked: np.ndarray | float) -> np.ndarray:
    """K(n)"""
    n = np.maximum(members, 1)
    growth = np.log2(n)
    if not off(draws.coordination_growth):
        linear = n - 1
        growth = np.choose(draws.coordination_growth.astype(int), [growth, linear, n * linear / 2])
    return 1 + draws.coordination * growth * (1 - draws.network_relief * linked)


def found(draws: Draws) -> Core:
    """Who founds the core, and what it takes."""
    start = draws.joins.min(axis=0)
    founders = is_founder(draws)
    count = founders.sum(axis=0)

    def mean(of: np.ndarray | float) -> np.ndarray:
        return (of * founders).sum(axis=0) / count

    def of_builder(of: np.ndarray | float) -> np.ndarray:
        return np.broadcast_to(of, founders.shape)[LEAD] if LEAD >= 0 else mean(of)

    founding_scope = draws.scope * founders
    coverage = [(founding_scope * need[:, None]).max(axis=0) for need in NEEDS.T]
    covered = sum(c * size for c, size in zip(coverage, draws.sizes, strict=True))
    productivity = of_builder(draws.productivity)
    unlike = 1 - mean(draws.adaptation)
    size = productivity * draws.writing_for_reuse * unlike * nominal_effort(draws, covered) * count**draws.variety
    linked = (founders * (LINKED @ founders)).sum(axis=0) / np.maximum(count * (count - 1), 1)
    factor = coordination(draws, count, linked)
    planned = years_planned(draws, factor * size)
    overrun = overrun_of(draws, draws.core_overrun, planned)
    duration = planned * overrun**draws.overrun_exponent
    carried = overrun**draws.overrun_carried
    begun = start + np.where(count == 1, 0, draws.formation * (1 - draws.network_relief * linked))
    return Core(
        founders=founders,
        coverage=coverage,
        start=start,
        begun=begun,
        duration=duration,
        due=begun + duration,
        size=size * carried,
        carried=carried,
        effort=overrun * factor * size,
        coordination=(factor - 1) / factor,
        productivity=productivity,
        labour_rate=of_builder(draws.labour_rate),
    )


class Fate(NamedTuple):
    """Who stays until when."""

    exits: np.ndarray  # x_i
    alone: np.ndarray  # whether i goes on alone from then: abandoned, left before the core was due, or may not take it
    falls_back: np.ndarray  # whether it is the abandoned core that makes it so
    abandoned: np.ndarray
    abandoned_at: np.ndarray  # t_a, infinite where it is not
    ends: np.ndarray  # x_d


def leave(draws: Draws, core: Core) -> Fate:
    """Exits, abandonment and the end of the consortium."""
    joins = draws.joins
    ready, exposed = np.maximum(joins, core.due), np.maximum(joins, core.begun)
    patience = np.where(draws.frailty > 0, draws.patience / draws.frailty, np.inf)
    spent = draws.exit_build * np.maximum(core.due - exposed, 0)
    late = np.where(draws.exit > 0, ready + (patience - spent) / draws.exit, np.inf)
    leaves = np.where(patience < spent, exposed + patience / draws.exit_build, late)
    too_few = np.full(joins.shape[1], np.inf)
    for leaving in leaves:
        remaining = ((joins <= leaving) & (leaves > leaving)).view(np.int8).sum(axis=0, dtype=np.int8)
        np.minimum(too_few, leaving, out=too_few, where=remaining < MINIMUM_MEMBERS)

    cancelled = draws.core_cancel_quantile < draws.core_cancellation
    abandoned_at = np.where(cancelled, core.begun + draws.sunk * core.duration, np.inf)
    abandoned_at = np.minimum(abandoned_at, np.where(too_few < core.due, too_few, np.inf))
    abandoned = abandoned_at < T
    ends = np.minimum(too_few, core.due + draws.lifetime)
    early = leaves < core.due
    # Nobody may take closed code of a consortium that has ended.
    elsewhere = early | (joins >= ends) if CLOSED else early
    stays = np.maximum(ready, np.minimum(leaves, ends))
    exits = np.where(abandoned, np.minimum(leaves, abandoned_at), np.where(early, leaves, stays))
    return Fate(
        exits=exits,
        alone=elsewhere | abandoned,
        falls_back=abandoned & (leaves >= abandoned_at),
        abandoned=abandoned,
        abandoned_at=np.where(abandoned, abandoned_at, np.inf),
        ends=ends,
    )


def local_code(
    draws: Draws, productivity: np.ndarray, with_core: np.ndarray, stock: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Effort on local code and its exposure by year and member, and what was contributed before each year."""
    keeping = draws.maintenance + draws.merging
    need = draws.enhancement * stock
    effort, exposed = np.empty_like(with_core), np.empty_like(with_core)
    upstreamed = np.zeros((T, stock.shape[1]))
    peers = np.empty_like(stock)
    for t in range(T):
        np.multiply(with_core[t], stock, out=exposed[t])
        contributed = draws.upstreaming * exposed[t]
        by_level = OF_LEVEL @ contributed
        total = by_level.sum(axis=0)
        by_level += draws.cross_level * (total - by_level)
        np.take(by_level, LEVEL, axis=0, out=peers)
        peers -= contributed
        peers *= draws.usefulness
        written = with_core[t] * need
        written -= np.minimum(written, peers)
        np.multiply(keeping, exposed[t], out=effort[t])
        effort[t] += written
        effort[t] += (draws.writing_for_reuse - 1) * contributed
        written -= contributed
        stock = stock + written
        if t + 1 < T:
            upstreamed[t + 1] = upstreamed[t] + draws.writing_for_reuse * productivity * total
    if isinstance(draws.productivity, np.ndarray):
        effort *= draws.productivity
        exposed *= draws.productivity
    return effort, exposed, upstreamed


class CoreYears(NamedTuple):
    """The core by year, (T, C)."""

    active: np.ndarray  # A_t
    adopters: np.ndarray  # X_t
    running: np.ndarray
    coordination: np.ndarray
    incident_rate: np.ndarray  # Λ_t


def run_core(
    draws: Draws, systems: Systems, core: Core, fate: Fate, members: np.ndarray, upstreamed: np.ndarray
) -> CoreYears:
    """Upkeep, growth, coordination and incidents of the core; n_t members a year."""
    time = confined(core.due, np.where(fate.abandoned, 0, fate.ends))
    active = by_year(time)
    live = active > 0
    stock = core.size * by_year(exposure(time, draws.enhancement)) + upstreamed * active
    market = np.zeros_like(draws.market) if CLOSED else draws.market
    adopters = np.zeros_like(active)
    for t in range(T - 1):
        share = adopters[t] / np.maximum(market, TINY)
        new = active[t] * (draws.innovation + draws.imitation * share) * (market - adopters[t])
        adopters[t + 1] = np.minimum(market, adopters[t] + new)
    contributing = draws.contributors * adopters
    mean_members = members / np.where(live, active, 1)
    factor = coordination(draws, mean_members, LINKED_SHARE)
    upkeep = draws.maintenance * stock
    growth = draws.enhancement * core.size * active
    relief = np.minimum(factor * upkeep, (1 - draws.triage) * draws.contribution * active * contributing)
    return CoreYears(
        active=active,
        adopters=adopters,
        running=upkeep + growth - relief,
        coordination=(factor - 1) * (upkeep + growth) + draws.support * members,
        incident_rate=systems.incident_rate * stock * np.maximum(1, mean_members + contributing) ** -draws.eyes,
    )


class Courses(NamedTuple):
    """How everyone's system goes when sharing: local work on the core, or a build of one's own."""

    effort: np.ndarray  # of the build or the local work
    start: np.ndarray
    live: np.ndarray  # g_i
    with_core_until: np.ndarray  # x_i, 0 where it never runs with the core
    own_from: np.ndarray  # o_i, T if never
    own_age: np.ndarray  # of the system that it runs alone from then on
    kept_up: np.ndarray  # M_i
    leaves: np.ndarray  # whether it leaves the live core
    local: np.ndarray  # ℒ_i


def courses(draws: Draws, systems: Systems, core: Core, fate: Fate) -> Courses:
    """What everyone builds, and from when it runs what."""
    alone, exits = fate.alone, fate.exits
    covers = cover(draws, systems, core.coverage)
    local = reworked(draws, draws.reusing, covers)
    part = np.where(alone, 1, part_of(local, systems.size))
    nominal = np.where(alone, systems.size * left_to_build(draws, systems, core, fate, covers.inside), local)
    build: Build = build_of(draws, nominal, part, systems.build)
    start = np.maximum(draws.joins, np.where(alone, exits, core.due))
    live = start + build.years
    if KEEPS:
        live = np.where(fate.falls_back, np.inf, live)
    leaves = ~alone & (exits < T)
    own_from = np.minimum(np.where(alone, live, np.where(leaves, np.maximum(exits, live), T)), T)
    code = (draws.adaptation * covers.inside + covers.outside) * build.carried
    taken = draws.productivity * ((1 - draws.adaptation) * covers.inside * core.carried + code)
    return Courses(
        effort=build.effort,
        start=start,
        live=live,
        with_core_until=np.where(alone, 0, exits),
        own_from=own_from,
        own_age=np.where(leaves, own_from - live, 0),
        kept_up=np.where(alone, systems.kept_up, taken),
        leaves=leaves,
        local=code,
    )


def left_to_build(draws: Draws, systems: Systems, core: Core, fate: Fate, inside: np.ndarray) -> np.ndarray:
    """The part of an own system that is still to be built after what an abandoned core may leave."""
    if KEEPS:
        return ~fate.falls_back
    done = np.where(core.duration > 0, np.maximum(fate.abandoned_at - core.begun, 0) / core.duration, 0)
    useful = draws.salvage * np.minimum(done, 1) * np.maximum(1 - draws.reusing, 0)
    spared = useful * (1 - draws.adaptation) * part_of(inside, systems.function)
    return np.where(fate.falls_back & (draws.joins <= fate.abandoned_at), np.maximum(1 - spared, 0), 1)


class Presence(NamedTuple):
    """Parts of the years, by year and member (T, N, C) or of all members (T, C)."""

    with_core: np.ndarray  # f_it
    members: np.ndarray  # n_t
    billed: np.ndarray  # β_it, by member and year (N, T, C)
    bills: np.ndarray  # shares of the pot, likewise


def presence(joins: np.ndarray, core: Core, fate: Fate, course: Courses, weights: np.ndarray) -> Presence:
    """Who is there in which part of which year, and how the pot is divided."""
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
        time *= weights[i]
        weighed_so_far += time
    weighed = by_year(weighed_so_far)
    bills = billed * weights[:, None] / np.maximum(weighed, TINY)
    if (weighed <= 0).any():
        bills = np.where(weighed > 0, bills, evenly(billed, weights))
    return Presence(with_core, by_year(members_so_far), billed, bills)


def evenly(billed: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Shares where nobody there weighs anything: by presence, with nobody there by weight among all."""
    present, weight = billed.sum(axis=0), weights.sum(axis=0)
    among_all = np.where(weight > 0, weights / np.maximum(weight, TINY), 1 / N)[:, None]
    return np.where(present > 0, billed / np.maximum(present, TINY), among_all)
