"""The model in numpy, vectorised over replications: arrays (C,), by administration (N, C), by year (T, C).

What goes on in time is written as a total up to each of the T + 1 year boundaries; a year holds the difference of two.
Where years and administrations meet, administrations go by one after the other: arrays (T, N, C) leave the cache.
Symbols in comments are the model's.
"""

import numpy as np

import quantities as q
from draws import Draws

from .alone import Work, find_systems, fork, live_through
from .shared import shared


def evaluate(draws: Draws, strategies: int, values: np.ndarray) -> None:
    """Fills the rows of the strategies and of the consortium."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore", under="ignore"):
        systems = find_systems(draws)
        build, everyone = systems.build, np.ones(systems.size.shape, dtype=bool)
        work = Work(build.effort, draws.joins, draws.joins + build.years, systems.kept_up, everyone)
        live_through(draws, systems, work, values[: q.WAY_ROWS])
        shared(draws, systems, values, values[strategies * q.WAY_ROWS :])
        if strategies == 3:
            fork(draws, systems, work.live, values[q.FORK_WAY :])
