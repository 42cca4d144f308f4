"""Recomputes replications whose inputs and outputs are written down.

Those that the program exports (`--replications-csv`): every exported output is compared, what a live year is worth, and
every statistic of the summary of a run whose replications are all exported, in which what is not exported is seen too.
And the known answers of `tests/vectors`, computed apart from the project, whose inputs are drawn wider than any
scenario's: one scenario a process, as `known.py` does it.
"""

from pathlib import Path

import numpy as np

import quantities as q
from benefits import benefits, keep
from draws import Draws, Evaluate
from exported import draws_of, expected, read
from program import Summary
from structure import CONSORTIUM, FILE, IDS, SCENARIO
from summaries import Estimate, estimate, probability

# The largest relative difference allowed.
TOLERANCE = 1e-9


def recompute(draws: Draws, evaluate: Evaluate, strategies: int = 3) -> np.ndarray:
    """All quantities of given replications."""
    values = np.zeros((len(q.names(strategies)), draws.joins.shape[1]))
    evaluate(draws, strategies, values)
    q.derive(draws, strategies, values)
    return values


def difference(ours: np.ndarray, theirs: np.ndarray, scale: float | np.ndarray = 0.0) -> float:
    """The largest relative difference, of values below `scale` relative to that."""
    if not (np.isnan(ours) == np.isnan(theirs)).all():
        return np.inf
    apart = ours != theirs
    apart &= ~np.isnan(ours)
    size = np.maximum(np.maximum(np.abs(ours), np.abs(theirs)), scale)
    return float((np.abs(ours - theirs)[apart] / np.broadcast_to(size, ours.shape)[apart]).max(initial=0))


def output_difference(columns: dict[str, np.ndarray], values: np.ndarray, strategies: int = 3) -> float:
    """The largest difference from the exported outputs."""
    names = q.names(strategies)
    outputs = expected(columns, strategies).items()
    return max(difference(values[names.index(name)], theirs) for name, theirs in outputs)


def benefit_difference(draws: Draws, values: np.ndarray) -> float:
    """The difference between what a live year is worth by the first replications and what the program says."""
    return difference(benefits(draws, values), draws.benefit[:, 0])


def summary_difference(summary: Summary, values: np.ndarray) -> float:
    """The largest difference from the reported statistics, relative to the standard deviation where that is larger."""
    names = q.names(3)
    ours = {name: estimate(name, values[row].copy()) for row, name in enumerate(names) if q.is_reported(name)}
    pairs = ((statistics(ours[name]), statistics(theirs), theirs.sd) for name, theirs in summary.estimates.items())
    largest = max(difference(own, their, max(sd, 1e-9)) for own, their, sd in pairs)
    seen = values.shape[1]
    chances = (abs(probability(name, ours[name], seen) - theirs) for name, theirs in summary.probabilities.items())
    return max(largest, *chances)


def statistics(of: Estimate) -> np.ndarray:
    """All statistics of a quantity in a row."""
    moments = [of.count, of.mean, of.standard_error, of.sd, of.min, of.max, of.cvar]
    return np.concatenate([moments, of.quantiles, of.low, of.high])


def known_difference(evaluate: Evaluate) -> tuple[int, float]:
    """Of the known answers of this process's scenario: how many replications, and the largest difference."""
    columns = read(Path(FILE).with_suffix(".replications.csv"))
    if CONSORTIUM.get("fallback") == "buy":
        # Nobody buys here: where the core is abandoned, neither model can say what follows.
        delivered = columns["abandoned"] == 0
        columns = {name: column[delivered] for name, column in columns.items()}
    strategies = 3 if "fork" in SCENARIO.get("strategies", []) else 2
    draws = draws_of(columns)
    largest = output_difference(columns, recompute(draws, evaluate, strategies), strategies)
    if "keep.cost" in columns:
        theirs = np.stack([columns[f"administration.{id}.keep.cost"] for id in IDS])
        largest = max(largest, difference(keep(draws), theirs))
    return draws.joins.shape[1], largest
