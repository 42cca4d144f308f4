"""What a replication needs to be known of: its inputs, drawn or exported."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from structure import T


class Draws(NamedTuple):
    """The inputs of C replications: arrays (C,), by module (K, C), by year (T, C) or by administration (N, C).

    What is certain is a single number, of years and of what a live year is worth a column (T, 1) or (N, 1).
    """

    sizes: np.ndarray
    discount: np.ndarray  # v_t
    wages: np.ndarray | None  # (1 + growth)^t; none where they do not grow
    effort_coefficient: np.ndarray | float  # of the effort model, if that is a power law
    effort_exponent: np.ndarray | float
    sunk: np.ndarray
    cancellation: np.ndarray
    overrun_growth: np.ndarray | float
    schedule_coefficient: np.ndarray | float
    schedule_exponent: np.ndarray | float
    overrun_exponent: np.ndarray | float
    writing_for_reuse: np.ndarray
    reusing: np.ndarray
    variety: np.ndarray
    usefulness: np.ndarray | float
    cross_level: np.ndarray | float
    maintenance: np.ndarray
    enhancement: np.ndarray
    merging: np.ndarray
    overrun_carried: np.ndarray
    instance: np.ndarray | float
    per_person: np.ndarray | float
    pooled: np.ndarray | float
    formation: np.ndarray
    setup: np.ndarray
    participation: np.ndarray
    core_cancellation: np.ndarray
    salvage: np.ndarray
    coordination: np.ndarray
    coordination_growth: np.ndarray | float
    network_relief: np.ndarray | float
    support: np.ndarray
    core_overrun: np.ndarray
    exit_build: np.ndarray
    transition: np.ndarray | float
    funding: np.ndarray | float
    buy_in: np.ndarray | float
    quality: np.ndarray | float
    market: np.ndarray
    innovation: np.ndarray | float
    imitation: np.ndarray | float
    contributors: np.ndarray
    contribution: np.ndarray
    triage: np.ndarray
    vulnerabilities: np.ndarray
    exploited: np.ndarray
    eyes: np.ndarray
    fix: np.ndarray
    core_cancel_quantile: np.ndarray
    frailty: np.ndarray
    lifetime: np.ndarray
    core_incident_quantile: np.ndarray
    labour_rate: np.ndarray
    productivity: np.ndarray | float
    scope: np.ndarray
    joins: np.ndarray
    legacy_cost: np.ndarray | float
    benefit: np.ndarray
    rollout_cost: np.ndarray | float
    adaptation: np.ndarray
    overrun: np.ndarray
    loss: np.ndarray
    exit: np.ndarray
    upstreaming: np.ndarray
    cancel_quantile: np.ndarray
    patience: np.ndarray
    incident_quantile: np.ndarray


# A model: fills the rows of some strategies and of the consortium (`quantities.py`).
Evaluate = Callable[[Draws, int, np.ndarray], None]

BY_YEAR = ("discount", "wages")
# The last of `Draws`.
BY_ADMINISTRATION = Draws._fields[Draws._fields.index("labour_rate") :]


def off(value: np.ndarray | float | None) -> bool:
    """Whether a mechanism is off in every replication."""
    return value is None or (isinstance(value, float) and value == 0)


def discount_factors(rate: np.ndarray) -> np.ndarray:
    """v_t of a rate."""
    return (1 + rate) ** -(np.arange(T)[:, None] + 0.5)
