"""What is reported of each quantity: the same statistics as the program's."""

from dataclasses import dataclass

import numpy as np

PERCENTS = [5, 10, 25, 50, 75, 90, 95]
PROBABILITIES = np.array(PERCENTS) / 100
Z_975 = 1.959963984540054
TAIL = 0.05
# Of these the lowest values are the worst.
LOW_IS_BAD = ("saving", "live_years", "members_at_end", "members_at_end_delivered", "members_at_end_lasting", "funding")


@dataclass
class Estimate:
    """A quantity over the replications where it is defined."""

    count: int
    mean: float
    standard_error: float
    sd: float
    min: float
    max: float
    quantiles: np.ndarray
    """At `PERCENTS`, type 7."""
    low: np.ndarray
    """Lower ends of their order-statistic intervals at 95 %."""
    high: np.ndarray
    cvar: float
    """Mean of the worst 5 %."""
    positive: float
    """Share of all replications in which it is above 0."""


def low_is_bad(name: str) -> bool:
    """Whether low values of a quantity are the bad ones."""
    return name.startswith("saving.") or name.endswith(LOW_IS_BAD)


def estimate(name: str, values: np.ndarray) -> Estimate:
    """Of one quantity; sorts its values, those that are no number last."""
    seen = values.size
    values.sort()
    values = values[: np.searchsorted(values, np.nan)]
    count = values.size
    mean = values.mean()
    centred = values - mean
    sd = np.sqrt(centred @ centred / (count - 1))
    place = PROBABILITIES * (count - 1)
    rank = place.astype(int)
    below, above = values[rank], values[np.minimum(rank + 1, count - 1)]
    half = Z_975 * np.sqrt(PROBABILITIES * (1 - PROBABILITIES) / count)
    # From above they are what those of 1 − p are from below.
    from_below, from_above = (np.floor(count * (p - half)).astype(int) for p in (PROBABILITIES, 1 - PROBABILITIES))
    tail = int(np.ceil(count * TAIL))
    return Estimate(
        count=count,
        mean=mean,
        standard_error=sd / np.sqrt(count),
        sd=sd,
        min=values[0],
        max=values[-1],
        quantiles=below + (above - below) * (place - rank),
        low=values[from_below - 1],
        high=values[count - from_above],
        cvar=(values[:tail] if low_is_bad(name) else values[-tail:]).mean(),
        positive=(count - np.searchsorted(values, 0, side="right")) / seen,
    )


def is_of_outturn(name: str) -> bool:
    """Whether it is a saving where the core was delivered, or where it was abandoned."""
    return name.startswith("saving.") and name.endswith((".delivered", ".abandoned"))


def probability(name: str, of: Estimate, seen: int) -> float:
    """That a quantity is above 0; of a break-even, that there is one; of an outturn's saving, where it is defined."""
    if name == "break_even":
        return of.count / seen
    return of.positive * seen / of.count if is_of_outturn(name) else of.positive
