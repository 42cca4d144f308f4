"""The model in numpy, vectorised over replications: arrays (C,), by administration (13, C), by year (10, C).

What goes on in time is written as a total up to each of the 11 year boundaries; a year holds the difference of two.
Where years and administrations meet, administrations go by one after the other: arrays (10, 13, C) leave the cache.
Symbols in comments are the model's.
"""

import numpy as np

import quantities as q
from scenario import NEEDS, OVERRUN_EXPONENT, SUNK, Draws

from .alone import Systems, Work, fork, live_through, years_to_build
from .shared import shared


def evaluate(draws: Draws, strategies: int, values: np.ndarray) -> None:
    """Fills the rows of the strategies and of the consortium."""
    size = draws.scope * (NEEDS @ draws.sizes)
    stretch = draws.overrun**OVERRUN_EXPONENT
    systems = Systems(
        size=size,
        duration=years_to_build(size, stretch),
        stretch=stretch,
        legacy_cost=draws.labour_rate * (draws.maintenance + draws.enhancement) * size,
        incident_rate=draws.vulnerabilities / 1000 * draws.exploited,
    )
    live = draws.joins + (1 + SUNK * draws.cancelled) * systems.duration
    rate = size * draws.overrun / systems.duration
    work = Work(rate, draws.joins, live, builds=np.ones(size.shape, dtype=bool))
    live_through(draws, systems, work, values[: q.WAY_ROWS])
    shared(draws, systems, values[q.SHARED_WAY :], values[strategies * q.WAY_ROWS :])
    if strategies == 3:
        fork(draws, systems, live, values[q.FORK_WAY :])
