"""Whether two simulations with draws of their own agree within Monte Carlo error."""

from collections.abc import Iterator
from math import hypot, inf, isnan, sqrt

from program import Summary
from simulation import Simulation
from summaries import PERCENTS, Z_975, is_of_outturn, probability

# Differences of more combined standard errors are taken for differences of the models.
LIMIT = 4.0
COMPARED_PERCENTS = [5, 50, 95]
COMPARED_QUANTILES = (
    "cost",
    "equal_service",
    "effort",
    "go_live",
    "wait",
    "saving",
    "cash",
    "cost_share",
    "effort_share",
)


def differences(program: Summary, peer: Simulation) -> Iterator[tuple[float, str]]:
    """Every compared statistic's difference in combined standard errors, and its name.

    Means of all quantities, probabilities, and quantiles of what is not a year's.
    """
    seen = next(iter(peer.estimates.values())).count
    for name, theirs in program.estimates.items():
        ours = peer.estimates[name]
        rounding = 1e-9 * max(abs(theirs.mean), theirs.sd)
        errors = [ours.standard_error, theirs.standard_error]
        yield in_errors(ours.mean - theirs.mean, rounding, *errors), f"mean of {name}"
        if name.startswith("year.") or not name.endswith(COMPARED_QUANTILES):
            continue
        for percent in COMPARED_PERCENTS:
            at = PERCENTS.index(percent)
            # A quantile from counts is off by a cell at the most: wide where many replications come to the very same.
            spread = (theirs.quantiles[PERCENTS.index(90)] - theirs.quantiles[PERCENTS.index(10)]) / 2
            away = abs(theirs.quantiles[at] - theirs.quantiles[PERCENTS.index(50)])
            slack = program.quantile_error * max(spread, away) + rounding
            errors = [(one.high[at] - one.low[at]) / (2 * Z_975) for one in (ours, theirs)]
            yield in_errors(ours.quantiles[at] - theirs.quantiles[at], slack, *errors), f"P{percent} of {name}"
    for name, theirs_positive in program.probabilities.items():
        ours, theirs = peer.estimates[name], program.estimates.get(name)
        ours_positive = probability(name, ours, seen)
        # An outturn's is a share of the replications that have it.
        has_outturn = theirs is not None and is_of_outturn(name)
        counts = (ours.count, theirs.count) if has_outturn else (seen, program.replications)
        errors = [sqrt(p * (1 - p) / n) for p, n in zip((ours_positive, theirs_positive), counts, strict=True)]
        yield in_errors(ours_positive - theirs_positive, 0.0, *errors), f"probability of {name}"


def in_errors(difference: float, slack: float, *errors: float) -> float:
    """A difference in combined standard errors; infinite where it is no number."""
    if isnan(difference):
        return inf
    beyond, error = max(abs(difference) - slack, 0.0), hypot(*errors)
    return beyond / error if error > 0 else inf if beyond > 0 else 0.0
