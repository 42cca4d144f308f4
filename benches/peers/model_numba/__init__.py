"""The model compiled by numba, one replication at a time.

What goes on in time is written as a total up to each of the T + 1 year boundaries, as in `model_numpy`. What a
replication does not need is skipped: a core that was abandoned, years before it is due. Symbols in comments are the
model's.
"""

import numpy as np

import quantities as q
from draws import Draws

from .alone import fork, independent, open_case
from .room import CASE, ROOM, compiled
from .shared import shared


def evaluate(draws: Draws, strategies: int, values: np.ndarray) -> None:
    """Fills the rows of the strategies and of the consortium."""
    cases = np.empty(draws.joins.shape[1], CASE)
    for name, column in draws._asdict().items():
        cases[name] = 1.0 if column is None else column.T if isinstance(column, np.ndarray) else column
    run(cases, strategies, values, np.empty(1, ROOM))


@compiled
def run(cases, strategies, values, rooms):
    """Evaluates one replication after the other."""
    room, rows = rooms[0], np.empty(strategies * q.WAY_ROWS + q.CONSORTIUM_ROWS)
    for r in range(cases.size):
        case = cases[r]
        open_case(case, room)
        independent(case, rows, room)
        shared(case, rows, strategies * q.WAY_ROWS, room)
        if strategies == 3:
            fork(case, rows, room)
        for row in range(rows.size):
            values[row, r] = rows[row]
