"""The quantities that are summarised: their names, in the program's words, and their places in a chunk's values.

Both models fill the rows of the strategies and of the consortium; the rest follows from these and is added here.
"""

import numpy as np

from scenario import DISCOUNT, FOUNDING_YEARS, IDS, N, T

STRATEGIES = ["independent", "shared", "fork"]
PHASES = ["build", "adaptation", "running", "coordination", "security", "leaving"]

# Rows of a strategy, from its first one.
COST, EFFORT = 0, 1
BUILD, ADAPTATION, RUNNING, COORDINATION, SECURITY, LEAVING = range(2, 8)
GO_LIVE, LIVE_YEARS, INCIDENTS = 8, 9, 10
MEMBER_COST, MEMBER_EFFORT, MEMBER_GO_LIVE = 11, 11 + N, 11 + 2 * N
YEAR_COST, YEAR_EFFORT, YEAR_CUMULATIVE = 11 + 3 * N, 11 + 3 * N + T, 11 + 3 * N + 2 * T
WAY_ROWS = 11 + 3 * N + 3 * T
SHARED_WAY, FORK_WAY = WAY_ROWS, 2 * WAY_ROWS

# Rows of the consortium, from its first one, which follows the strategies.
FUNDING, MEMBERS_AT_END, ABANDONED, DISSOLVED = range(4)


def strategy_names(strategy: str) -> list[str]:
    """The quantities of a strategy."""
    return (
        [f"{strategy}.cost", f"{strategy}.effort"]
        + [f"{strategy}.effort.{phase}" for phase in PHASES]
        + [f"{strategy}.go_live", f"{strategy}.live_years", f"{strategy}.incidents"]
        + [f"administration.{id}.{strategy}.{what}" for what in ("cost", "effort", "go_live") for id in IDS]
        + [f"year.{t}.{strategy}.{what}" for what in ("cost", "effort", "cumulative_cost") for t in range(T)]
    )


def names(strategies: int) -> list[str]:
    """All quantities, in the order of their rows, where the first `strategies` strategies are compared."""
    listed = [name for strategy in STRATEGIES[:strategies] for name in strategy_names(strategy)]
    listed += ["shared.funding", "members_at_end", "abandoned", "dissolved"]
    listed += ["break_even", "peak_extra_outlay", "live_years_lost"]
    for group in ("founders", "joiners"):
        listed += [f"{group}.{what}" for what in ("members", "independent.cost", "shared.cost", "saving")]
    listed += [f"administration.{id}.{what}" for what in ("saving", "effort_saving") for id in IDS]
    for strategy in STRATEGIES[:strategies:2]:
        listed += [f"saving.{strategy}.{what}" for what in ("cost", "cost_share", "effort", "effort_share")]
    return listed


def saved(alone: np.ndarray, shared: np.ndarray) -> np.ndarray:
    """What sharing saves, where it is more than rounding: who goes on alone from the start saves nothing."""
    saving = alone - shared
    saving[np.abs(saving) < 1e-9 * alone] = 0
    return saving


def derive(joins: np.ndarray, strategies: int, values: np.ndarray) -> None:
    """Fills the rows that follow from those of the strategies and of the consortium."""
    for strategy in range(strategies):
        rows = values[strategy * WAY_ROWS : (strategy + 1) * WAY_ROWS]
        np.cumsum(DISCOUNT[:, None] * rows[YEAR_COST:YEAR_EFFORT], axis=0, out=rows[YEAR_CUMULATIVE:])
    alone, shared = values[:WAY_ROWS], values[SHARED_WAY : SHARED_WAY + WAY_ROWS]
    rest = values[strategies * WAY_ROWS + 4 :]

    excess = shared[YEAR_CUMULATIVE:] - alone[YEAR_CUMULATIVE:]
    years_after_last_excess = (excess[::-1] > 0).argmax(axis=0)
    never_dearer = (excess <= 0).all(axis=0)
    rest[0] = np.where(never_dearer, 0, T - years_after_last_excess)
    rest[0, excess[-1] > 0] = np.nan
    rest[1] = np.maximum(excess.max(axis=0), 0)
    rest[2] = alone[LIVE_YEARS] - shared[LIVE_YEARS]

    alone_members, shared_members = alone[MEMBER_COST : MEMBER_COST + N], shared[MEMBER_COST : MEMBER_COST + N]
    founders = joins <= joins.min(axis=0) + FOUNDING_YEARS
    for group, within in ((rest[3:7], founders), (rest[7:11], ~founders)):
        group[0] = within.sum(axis=0)
        group[1] = (alone_members * within).sum(axis=0)
        group[2] = (shared_members * within).sum(axis=0)
        group[3] = saved(group[1], group[2])

    rest[11 : 11 + N] = saved(alone_members, shared_members)
    rest[11 + N : 11 + 2 * N] = alone[MEMBER_EFFORT : MEMBER_EFFORT + N] - shared[MEMBER_EFFORT : MEMBER_EFFORT + N]
    savings = rest[11 + 2 * N :]
    for saving, strategy in enumerate(range(0, strategies, 2)):
        other = values[strategy * WAY_ROWS :]
        rows = savings[4 * saving : 4 * saving + 4]
        rows[0], rows[2] = other[COST] - shared[COST], other[EFFORT] - shared[EFFORT]
        rows[1], rows[3] = rows[0] / other[COST], rows[2] / other[EFFORT]
