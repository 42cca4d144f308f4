"""The quantities of a replication: their names, in the program's words, and their places in a chunk's values.

Both models fill the rows of the strategies and of the consortium; the rest follows from these and is added here. What
the program does not report of itself, but other quantities need, is called `needed.…`.
"""

import numpy as np

from draws import Draws
from structure import FOUNDING_YEARS, IDS, N, T

STRATEGIES = ["independent", "shared", "fork"]
PHASES = ["build", "adaptation", "running", "operations", "coordination", "security", "leaving"]

# Rows of a strategy, from its first one.
COST, EQUAL, EFFORT = range(3)
BUILD, ADAPTATION, RUNNING, OPERATIONS, COORDINATION, SECURITY, LEAVING = range(3, 10)
GO_LIVE, WAIT, NOT_LIVE, LIVE_YEARS, INCIDENTS = range(10, 15)
MEMBER_COST, MEMBER_EQUAL, MEMBER_EFFORT, MEMBER_GO_LIVE, MEMBER_LIVE = range(15, 15 + 5 * N, N)
YEAR_COST, YEAR_EFFORT, YEAR_CUMULATIVE, YEAR_BENEFIT = range(15 + 5 * N, 15 + 5 * N + 4 * T, T)
WAY_ROWS = 15 + 5 * N + 4 * T
SHARED_WAY, FORK_WAY = WAY_ROWS, 2 * WAY_ROWS

# Rows of the consortium, from its first one, which follows the strategies.
FUNDING, MEMBERS_AT_END, ABANDONED, DISSOLVED, MEMBER_FUNDING = range(5)
CONSORTIUM_ROWS = 4 + N

# Amounts that differ by less, relatively, are ties.
TIE = 1e-9


def strategy_names(strategy: str) -> list[str]:
    """The quantities of a strategy."""
    return (
        [f"{strategy}.{what}" for what in ("cost", "equal_service", "effort")]
        + [f"{strategy}.effort.{phase}" for phase in PHASES]
        + [f"{strategy}.{what}" for what in ("go_live", "wait", "not_live", "live_years", "incidents")]
        + [
            f"administration.{id}.{strategy}.{what}"
            for what in ("cost", "equal_service", "effort", "go_live")
            for id in IDS
        ]
        + [f"needed.administration.{id}.{strategy}.live_years" for id in IDS]
        + [f"year.{t}.{strategy}.{what}" for what in ("cost", "effort", "cumulative_cost") for t in range(T)]
        + [f"needed.year.{t}.{strategy}.benefit" for t in range(T)]
    )


def names(strategies: int) -> list[str]:
    """All quantities, in the order of their rows, where the first `strategies` strategies are compared."""
    listed = [name for strategy in STRATEGIES[:strategies] for name in strategy_names(strategy)]
    listed += ["shared.funding", "members_at_end", "abandoned", "dissolved"]
    listed += [f"needed.administration.{id}.funding" for id in IDS]
    listed += ["break_even", "cash_break_even", "peak_extra_outlay"]
    listed += ["members_at_end_delivered", "members_at_end_lasting", "live_years_lost"]
    for group in ("founders", "joiners"):
        listed += [f"{group}.{what}" for what in ("members", "independent.cost", "shared.cost", "saving")]
    savings = ("saving", "cash_saving", "unfunded_saving", "effort_saving")
    listed += [f"administration.{id}.{what}" for what in savings for id in IDS]
    for strategy in STRATEGIES[:strategies:2]:
        kinds = ("cost", "cost_share", "cash", "delivered", "abandoned", "effort", "effort_share")
        listed += [f"saving.{strategy}.{what}" for what in kinds]
    return listed + ["difference.independent.fork"] * (strategies == 3)


def is_reported(name: str) -> bool:
    """Whether the program summarises it."""
    return not name.startswith("needed.")


def present(factors: np.ndarray, rows: np.ndarray) -> np.ndarray:
    """The sum of rows by year, each times its factor: (T, 1), or (T, C) where replications have their own."""
    return factors[:, 0] @ rows if factors.shape[1] == 1 else np.einsum("tc,tc->c", factors, rows)


def saved(against: np.ndarray, sharing: np.ndarray) -> np.ndarray:
    """What one sum saves against another, where it is more than rounding."""
    saving = against - sharing
    saving[np.abs(saving) <= TIE * np.abs(against)] = 0
    return saving


def is_founder(draws: Draws) -> np.ndarray:
    """Who founds the consortium."""
    return draws.joins <= draws.joins.min(axis=0) + np.maximum(draws.formation, FOUNDING_YEARS)


def break_even(excess: np.ndarray, noise: np.ndarray) -> np.ndarray:
    """The first year from which sharing is never dearer, of its cumulative excess by year; no number if never."""
    dearer = excess > noise
    since = np.where(dearer.any(axis=0), T - dearer[::-1].argmax(axis=0), 0).astype(float)
    since[dearer[-1]] = np.nan
    return since


def derive(draws: Draws, strategies: int, values: np.ndarray) -> None:
    """Fills the rows that follow from those of the strategies and of the consortium."""
    blocks = [values[way * WAY_ROWS : (way + 1) * WAY_ROWS] for way in range(strategies)]
    alone, shared = blocks[:2]
    benefits = [present(draws.discount, rows[YEAR_BENEFIT:]) for rows in blocks]
    for rows, benefit in zip(blocks, benefits, strict=True):
        np.cumsum(draws.discount * rows[YEAR_COST:YEAR_EFFORT], axis=0, out=rows[YEAR_CUMULATIVE:YEAR_BENEFIT])
        np.add(rows[COST], benefits[0] - benefit, out=rows[EQUAL])
        lost = alone[MEMBER_LIVE:YEAR_COST] - rows[MEMBER_LIVE:YEAR_COST]
        np.add(rows[MEMBER_COST:MEMBER_EQUAL], draws.benefit * lost, out=rows[MEMBER_EQUAL:MEMBER_EFFORT])
    consortium = values[strategies * WAY_ROWS :]
    rest = consortium[CONSORTIUM_ROWS:]

    excess = shared[YEAR_CUMULATIVE:YEAR_BENEFIT] - alone[YEAR_CUMULATIVE:YEAR_BENEFIT]
    lost = np.cumsum(draws.discount * (alone[YEAR_BENEFIT:] - shared[YEAR_BENEFIT:]), axis=0)
    abandoned, dissolved, at_end = consortium[ABANDONED] > 0, consortium[DISSOLVED] > 0, consortium[MEMBERS_AT_END]
    rest[0] = break_even(excess + lost, TIE * alone[COST])
    rest[1] = break_even(excess, TIE * alone[COST])
    rest[2] = np.maximum(excess.max(axis=0), 0)
    rest[3] = np.where(abandoned, np.nan, at_end)
    rest[4] = np.where(abandoned | dissolved, np.nan, at_end)
    rest[5] = alone[LIVE_YEARS] - shared[LIVE_YEARS]

    costs, equal = alone[MEMBER_COST:MEMBER_EQUAL], shared[MEMBER_EQUAL:MEMBER_EFFORT]
    paid = shared[MEMBER_COST:MEMBER_EQUAL]
    founders = is_founder(draws)
    for group, within in ((rest[6:10], founders), (rest[10:14], ~founders)):
        group[0] = within.sum(axis=0)
        group[1] = (costs * within).sum(axis=0)
        group[2] = (paid * within).sum(axis=0)
        group[3] = saved(group[1], (equal * within).sum(axis=0))

    efforts = [rows[MEMBER_EFFORT:MEMBER_GO_LIVE] for rows in (alone, shared)]
    rest[14 : 14 + N] = saved(costs, equal)
    rest[14 + N : 14 + 2 * N] = saved(costs, paid)
    rest[14 + 2 * N : 14 + 3 * N] = saved(costs, equal + consortium[MEMBER_FUNDING:CONSORTIUM_ROWS])
    rest[14 + 3 * N : 14 + 4 * N] = saved(*efforts)
    savings = rest[14 + 4 * N :]
    for number, other in enumerate(blocks[::2]):
        rows = savings[7 * number : 7 * number + 7]
        rows[0], rows[2] = saved(other[EQUAL], shared[EQUAL]), saved(other[COST], shared[COST])
        rows[3], rows[4] = np.where(abandoned, np.nan, rows[0]), np.where(abandoned, rows[0], np.nan)
        rows[5] = saved(other[EFFORT], shared[EFFORT])
        for share, saving, whole in ((1, 0, EQUAL), (6, 5, EFFORT)):
            rows[share] = np.where(other[whole] > 0, rows[saving] / other[whole], np.nan)
    if strategies == 3:
        savings[14] = saved(alone[EQUAL], blocks[2][EQUAL])
