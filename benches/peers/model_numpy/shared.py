"""Shared: incidents, money and bills of the core and of its members."""

from typing import NamedTuple

import numpy as np

import quantities as q
from draws import Draws, off
from structure import POPULATION, STANDALONE, WEIGHTS, N, T

from .alone import (
    TINY,
    Systems,
    at_wages,
    by_year,
    close,
    confined,
    exposure,
    has_old_systems,
    old_system,
    poisson,
    spent,
    spread,
    stepped,
)
from .core import Core, CoreYears, Courses, Fate, courses, found, leave, local_code, presence, run_core


def shared(draws: Draws, systems: Systems, ways: np.ndarray, consortium: np.ndarray) -> None:
    """One core, adapted by each member."""
    values = ways[q.SHARED_WAY :]
    weights = weigh(ways[q.MEMBER_COST : q.MEMBER_EQUAL])
    core = found(draws)
    fate = leave(draws, core)
    course = courses(draws, systems, core, fate)
    there = presence(draws.joins, core, fate, course, weights)
    with_core = there.with_core
    local, local_exposed, upstreamed = local_code(draws, core.productivity, with_core, course.local)
    years = run_core(draws, systems, core, fate, there.members, upstreamed)
    account = settle_core(draws, core, fate, years)
    values[q.BUILD] = account.building * (1 - core.coordination)
    values[q.RUNNING] = local.sum(axis=(0, 1)) + years.running.sum(axis=0)
    participation = draws.participation * there.billed.sum(axis=(0, 1))
    values[q.COORDINATION] = account.setup + account.building * core.coordination + participation
    values[q.COORDINATION] += years.coordination.sum(axis=0)
    values[q.INCIDENTS] = account.incidents
    own = own_systems(draws, systems, course, fate, local_exposed.sum(axis=0), values)
    own_part = (1 - draws.pooled) * draws.instance * with_core.sum(axis=(0, 1))
    values[q.OPERATIONS] += own_part + account.pooled.sum(axis=0)

    worth = 1.0
    if not off(draws.quality):
        worth = 1 + draws.quality * np.log2(np.maximum(1, with_core.sum(axis=1) + years.adopters))
    efforts, money_of_all = account.effort.copy(), account.money.copy()
    benefits = np.zeros_like(efforts)
    costs, member_efforts = values[q.MEMBER_COST : q.MEMBER_COST + N], values[q.MEMBER_EFFORT : q.MEMBER_EFFORT + N]
    for i in range(N):
        with_i, bill = with_core[:, i], there.bills[i]
        live = by_year(confined(course.own_from[i], T))
        with_others = local[:, i] + draws.participation * there.billed[i]
        effort, money = settle_member(draws, course, own, i, with_others, with_i, local_exposed[:, i])
        money += draws.loss[i] * account.hits * with_i
        if not off(draws.per_person):
            money += draws.per_person * POPULATION[i] * (with_i + live)
        live += worth * with_i
        values[q.MEMBER_LIVE + i] = q.present(draws.discount, live)
        benefits += draws.benefit[i] * live
        efforts += effort
        money_of_all += money
        money += account.pot * bill
        effort += account.effort * bill
        costs[i] = q.present(draws.discount, money)
        np.sum(effort, axis=0, out=member_efforts[i])
        consortium[q.MEMBER_FUNDING + i] = q.present(draws.discount, account.funded * bill)
    if not off(draws.buy_in):
        buy_in(draws, core, fate, account.pot, weights, costs)
    close(draws, course.live, money_of_all, efforts, benefits, values)
    consortium[q.FUNDING] = q.present(draws.discount, account.funded)
    consortium[q.MEMBERS_AT_END] = ((fate.exits >= T) & (draws.joins < T) & ~fate.abandoned).sum(axis=0)
    consortium[q.ABANDONED] = fate.abandoned
    consortium[q.DISSOLVED] = ~fate.abandoned & (fate.ends < T)


def weigh(standalone: np.ndarray) -> np.ndarray:
    """W_i, given what each would pay alone."""
    fixed = WEIGHTS[:, None]
    return fixed + STANDALONE * standalone / standalone.sum(axis=0) if STANDALONE else fixed


class Account(NamedTuple):
    """The core's account, by year (T, C) and over the horizon (C,)."""

    incidents: np.ndarray
    setup: np.ndarray  # effort
    building: np.ndarray  # effort
    pooled: np.ndarray  # operations
    effort: np.ndarray
    money: np.ndarray
    funded: np.ndarray
    pot: np.ndarray
    hits: np.ndarray  # incidents to a member live for the whole year


def settle_core(draws: Draws, core: Core, fate: Fate, years: CoreYears) -> Account:
    """The core's incidents, effort and money."""
    expected = years.incident_rate.sum(axis=0)
    incidents = poisson(expected, draws.core_incident_quantile)
    hits = incidents / np.maximum(expected, TINY) * years.incident_rate
    setup = before(draws.setup, core.start, core.begun, fate.abandoned_at)
    built = before(core.effort, core.begun, core.due, fate.abandoned_at)
    pooled = draws.pooled * draws.instance * years.active
    effort = by_year(setup + built) + years.running + years.coordination + draws.fix * hits
    if not off(draws.instance):
        effort += pooled
    funded = by_year(np.minimum(draws.funding, at_wages(draws, core.labour_rate * (setup + built))))
    money = core.labour_rate * effort
    if draws.wages is not None:
        money *= draws.wages
    return Account(
        incidents=incidents,
        setup=setup[-1],
        building=built[-1],
        pooled=pooled,
        effort=effort,
        money=money,
        funded=funded,
        pot=money - funded,
        hits=hits / np.where(years.active > 0, years.active, 1),
    )


def before(amount: np.ndarray, start: np.ndarray, end: np.ndarray, stop: np.ndarray) -> np.ndarray:
    """The total of an amount spread over [start, end) as far as it falls before `stop`."""
    takes_time = end > start
    total = np.where(takes_time, amount / (end - start), 0) * confined(start, np.minimum(end, stop))
    return total if takes_time.all() else total + stepped(np.where(takes_time | (start >= stop), 0, amount), start)


class Own(NamedTuple):
    """What each member needs for its own systems, (N, C)."""

    per_age: np.ndarray  # running effort and operations
    per_exposure: np.ndarray
    fix: np.ndarray  # of incidents, a unit of exposure
    loss: np.ndarray
    transition: np.ndarray  # effort
    leaving: np.ndarray  # when


def own_systems(
    draws: Draws, systems: Systems, course: Courses, fate: Fate, local_exposed: np.ndarray, values: np.ndarray
) -> Own:
    """Counts the members' incidents and adds up what their own effort is for."""
    size, m, e = course.kept_up, draws.maintenance, draws.enhancement
    age = T - course.own_from
    exposed = exposure(age + course.own_age, e) - exposure(course.own_age, e)
    exposed_in_all = local_exposed + size * exposed
    incidents = poisson(systems.incident_rate * exposed_in_all, draws.incident_quantile)
    each = incidents / np.maximum(exposed_in_all, TINY)
    growing = e * size
    own = Own(
        per_age=growing if off(draws.instance) else growing + draws.instance,
        per_exposure=m * size,
        fix=draws.fix * each,
        loss=draws.loss * each,
        transition=course.leaves * (draws.transition * systems.size),
        leaving=np.where(course.leaves, fate.exits, T),
    )
    building = spent(course.effort, course.start, course.live)
    built_alone = (building * fate.alone).sum(axis=0)
    values[q.BUILD] += built_alone
    values[q.ADAPTATION] = building.sum(axis=0) - built_alone
    values[q.RUNNING] += (growing * age + own.per_exposure * exposed).sum(axis=0)
    values[q.OPERATIONS] = draws.instance * age.sum(axis=0)
    values[q.INCIDENTS] += incidents.sum(axis=0)
    values[q.SECURITY] = draws.fix * values[q.INCIDENTS]
    values[q.LEAVING] = (own.transition * np.minimum(T - own.leaving, 1)).sum(axis=0)
    return own


def settle_member(
    draws: Draws,
    course: Courses,
    own: Own,
    i: int,
    local: np.ndarray,
    with_core: np.ndarray,
    local_exposed: np.ndarray,
) -> tuple[np.ndarray, np.ndarray]:
    """Member i's effort and money by year, without incidents of the core and bills."""
    done = spread(course.effort[i], course.start[i], course.live[i])
    done += own.transition[i] * confined(own.leaving[i], own.leaving[i] + 1)
    age = confined(course.own_from[i], T)
    done += own.per_age[i] * age
    age += course.own_age[i]
    exposed_before = exposure(age, draws.enhancement)
    done += own.per_exposure[i] * exposed_before
    exposed_before *= course.kept_up[i]
    exposed = by_year(exposed_before)
    exposed += local_exposed
    effort = by_year(done)
    effort += local
    if not off(draws.instance):
        effort += (1 - draws.pooled) * draws.instance * with_core
    effort += own.fix[i] * exposed
    money = draws.labour_rate[i] * effort
    if draws.wages is not None:
        money *= draws.wages
    if has_old_systems(draws):
        money += by_year(old_system(draws, i, course.live[i]))
    exposed *= own.loss[i]
    money += exposed
    return effort, money


def buy_in(draws: Draws, core: Core, fate: Fate, pot: np.ndarray, weights: np.ndarray, costs: np.ndarray) -> None:
    """Joiners pay a share of what earlier members have paid, to those of them still in."""
    paid_before = np.concatenate([np.zeros((1, pot.shape[1])), np.cumsum(pot, axis=0)])
    columns = np.arange(pot.shape[1])
    discount = np.broadcast_to(draws.discount, pot.shape)
    joins, exits = draws.joins, fate.exits
    for i in np.flatnonzero(~core.founders.all(axis=1)):
        year = np.minimum(joins[i], T - 1).astype(np.int32)
        paid = paid_before[year, columns] + pot[year, columns] * (joins[i] - year)
        still_in = exits > joins[i]
        earlier = weighed((joins < joins[i]) & still_in, weights)
        present = weighed((joins <= joins[i]) & still_in, weights)
        earlier_weight = earlier.sum(axis=0)
        pays = ~core.founders[i] & ~fate.abandoned & still_in[i] & (earlier_weight > 0) & (joins[i] < T)
        share = draws.buy_in * present[i] / np.maximum(present.sum(axis=0), TINY)
        amount = np.where(pays, share * paid * discount[year, columns], 0)
        costs[i] += amount
        costs -= earlier * (amount / np.maximum(earlier_weight, TINY))


def weighed(within: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """The weights of some, or 1 where these are all 0."""
    some = within * weights
    weightless = some.sum(axis=0) <= 0
    return np.where(weightless, within, some) if weightless.any() else some
