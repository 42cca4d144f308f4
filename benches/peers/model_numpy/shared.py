"""Shared: incidents, money and bills of the core and of its members."""

from typing import NamedTuple

import numpy as np

import quantities as q
from scenario import BUY_IN, DISCOUNT, FUNDING, N, T, TRANSITION, WEIGHTS, Draws

from .alone import BOUNDARIES, TINY, Systems, by_year, close, confined, exposure, poisson
from .core import Core, CoreYears, Courses, Fate, courses, found, leave, local_code, presence, run_core


def shared(draws: Draws, systems: Systems, values: np.ndarray, consortium: np.ndarray) -> None:
    """One core, adapted by each member."""
    core = found(draws)
    fate = leave(draws, core)
    course = courses(draws, systems, core, fate)
    with_core, members, billed, weight = presence(draws.joins, core, fate, course)
    local, local_exposed, upstreamed = local_code(draws, with_core, course.local)
    years = run_core(draws, systems, core, fate, members, upstreamed)
    account = settle_core(draws, core, fate, years)
    values[q.BUILD] = account.building * (1 - core.coordination)
    values[q.RUNNING] = local.sum(axis=(0, 1)) + years.running.sum(axis=0)
    values[q.COORDINATION] = account.building * core.coordination + years.coordination.sum(axis=0)
    values[q.INCIDENTS] = account.incidents
    own = own_systems(draws, systems, course, fate, local_exposed.sum(axis=0), values)

    effort_of_all, money_of_all = account.effort.copy(), core.labour_rate * account.effort
    bill, effort_bill = account.pot / weight, account.effort / weight
    costs, efforts = values[q.MEMBER_COST : q.MEMBER_COST + N], values[q.MEMBER_EFFORT : q.MEMBER_EFFORT + N]
    for i in range(N):
        effort, money = settle_member(draws, systems, course, own, i, local[:, i], local_exposed[:, i])
        money += account.loss * with_core[:, i]
        effort_of_all += effort
        money_of_all += money
        money += WEIGHTS[i] * bill * billed[i]
        effort += WEIGHTS[i] * effort_bill * billed[i]
        np.matmul(DISCOUNT, money, out=costs[i])
        np.sum(effort, axis=0, out=efforts[i])
    buy_in(draws, core, fate, account.pot, costs)
    close(course.live, money_of_all, effort_of_all, values)
    consortium[q.FUNDING] = DISCOUNT @ account.funded
    consortium[q.MEMBERS_AT_END] = ((fate.exits >= T) & (draws.joins < T) & ~fate.alone).sum(axis=0)
    consortium[q.ABANDONED] = fate.abandoned
    consortium[q.DISSOLVED] = ~fate.abandoned & (fate.ends < T)


class Account(NamedTuple):
    """The core's account, by year (10, C) and over the horizon (C,)."""

    incidents: np.ndarray
    building: np.ndarray
    effort: np.ndarray
    funded: np.ndarray
    pot: np.ndarray
    loss: np.ndarray  # of a member live for the whole year


def settle_core(draws: Draws, core: Core, fate: Fate, years: CoreYears) -> Account:
    """The core's incidents, effort and money."""
    expected = years.incident_rate.sum(axis=0)
    incidents = poisson(expected, draws.core_incident_quantile)
    hits = incidents / np.maximum(expected, TINY) * years.incident_rate
    time = confined(core.start, np.minimum(core.due, fate.abandoned_at))
    built = core.effort / core.duration * (time - core.start)
    effort = by_year(built) + years.running + years.coordination + draws.fix * hits
    funded = by_year(np.minimum(FUNDING, core.labour_rate * built))
    return Account(
        incidents=incidents,
        building=built[-1],
        effort=effort,
        funded=funded,
        pot=core.labour_rate * effort - funded,
        loss=draws.loss * hits / np.where(years.active > 0, years.active, 1),
    )


class Own(NamedTuple):
    """What each member needs for its own systems, (13, C)."""

    per_age: np.ndarray  # running effort
    per_exposure: np.ndarray
    fix: np.ndarray  # of incidents, a unit of exposure
    loss: np.ndarray
    transition: np.ndarray  # effort
    leaving: np.ndarray  # when


def own_systems(
    draws: Draws, systems: Systems, course: Courses, fate: Fate, local_exposed: np.ndarray, values: np.ndarray
) -> Own:
    """Counts the members' incidents and adds up what their own effort is for."""
    size, m, e = systems.size, draws.maintenance, draws.enhancement
    age_at_ends = np.maximum(BOUNDARIES[[0, T], None], course.own_from) - course.live
    exposed_at_ends = exposure(age_at_ends, e)
    age, exposed = age_at_ends[1] - age_at_ends[0], exposed_at_ends[1] - exposed_at_ends[0]
    exposed_in_all = local_exposed + size * exposed
    incidents = poisson(systems.incident_rate * exposed_in_all, draws.incident_quantile)
    each = incidents / np.maximum(exposed_in_all, TINY)
    own = Own(
        per_age=e * size,
        per_exposure=m * size,
        fix=draws.fix * each,
        loss=draws.loss * each,
        transition=course.leaves * (TRANSITION * size),
        leaving=np.where(course.leaves, fate.exits, T),
    )
    building = course.rate * (np.minimum(course.live, T) - np.minimum(course.start, T))
    built_alone = (building * fate.alone).sum(axis=0)
    values[q.BUILD] += built_alone
    values[q.ADAPTATION] = building.sum(axis=0) - built_alone
    values[q.RUNNING] += (own.per_age * age + own.per_exposure * exposed).sum(axis=0)
    values[q.INCIDENTS] += incidents.sum(axis=0)
    values[q.SECURITY] = draws.fix * values[q.INCIDENTS]
    values[q.LEAVING] = (own.transition * np.minimum(T - own.leaving, 1)).sum(axis=0)
    return own


def settle_member(
    draws: Draws, systems: Systems, course: Courses, own: Own, i: int, local: np.ndarray, local_exposed: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Member i's effort and money by year, without incidents of the core and bills."""
    done = course.rate[i] * confined(course.start[i], course.live[i])
    done += own.transition[i] * confined(own.leaving[i], own.leaving[i] + 1)
    age = np.maximum(BOUNDARIES, course.own_from[i])
    age -= course.live[i]
    exposed_before = exposure(age, draws.enhancement)
    age *= own.per_age[i]
    done += age
    done += own.per_exposure[i] * exposed_before
    exposed_before *= systems.size[i]
    exposed = by_year(exposed_before)
    exposed += local_exposed
    effort = by_year(done)
    effort += local
    effort += own.fix[i] * exposed
    waiting = confined(draws.joins[i], course.live[i])
    waiting -= draws.joins[i]
    money = by_year(systems.legacy_cost[i] * exposure(waiting, draws.enhancement))
    money += draws.labour_rate[i] * effort
    exposed *= own.loss[i]
    money += exposed
    return effort, money


def buy_in(draws: Draws, core: Core, fate: Fate, pot: np.ndarray, costs: np.ndarray) -> None:
    """Joiners pay a share of what earlier members have paid, to those of them still in."""
    paid_before = np.concatenate([np.zeros((1, pot.shape[1])), np.cumsum(pot, axis=0)])
    columns = np.arange(pot.shape[1])
    joins, exits = draws.joins, fate.exits
    for i in np.flatnonzero(~core.founders.all(axis=1)):
        year = np.minimum(joins[i].astype(np.int32), T)
        still_in = exits > joins[i]
        earlier = ((joins < joins[i]) & still_in) * WEIGHTS[:, None]
        earlier_weight = earlier.sum(axis=0)
        present_weight = WEIGHTS @ ((joins <= joins[i]) & still_in)
        pays = ~core.founders[i] & ~fate.abandoned & still_in[i] & (earlier_weight > 0) & (joins[i] < T)
        share = BUY_IN * WEIGHTS[i] / np.maximum(present_weight, TINY)
        amount = pays * share * paid_before[year, columns] * DISCOUNT[np.minimum(year, T - 1)]
        costs[i] += amount
        costs -= earlier * (amount / np.maximum(earlier_weight, TINY))
