"""What a live year is worth where the scenario does not say: the worth at which building alone just pays."""

import numpy as np

import quantities as q
from draws import Draws
from structure import N, T

# Replications that it is found from.
REPLICATIONS = 1024


def keep(draws: Draws) -> np.ndarray:
    """What it costs each to keep what there is, present value, (N, C)."""
    shape = (T, *draws.joins.shape)
    waited = np.maximum(np.arange(T + 1.0)[:, None, None] - draws.joins, 0)
    legacy = np.diff(waited * (1 + 0.5 * draws.enhancement * waited), axis=0) * draws.legacy_cost
    return np.einsum("tnc,tnc->nc", np.broadcast_to(draws.discount[:, None], shape), legacy)


def benefits(draws: Draws, values: np.ndarray) -> np.ndarray:
    """b° of each, given the rows of the strategies."""
    alone, live = values[q.MEMBER_COST : q.MEMBER_COST + N], values[q.MEMBER_LIVE : q.MEMBER_LIVE + N]
    alone, live, kept = (rows[:, :REPLICATIONS].sum(axis=1) for rows in (alone, live, keep(draws)))
    return np.maximum((alone - kept) / live, 0)
