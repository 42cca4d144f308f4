"""Recomputes replications that the program exported (`--replications-csv`).

Every exported output is compared, and every statistic of the summary of a run whose replications are all exported: what
is not exported by replication, such as the strategy `fork`, is seen there.
"""

import csv
from pathlib import Path

import numpy as np

import quantities
import scenario as s
from program import Summary
from scenario import IDS, Draws
from simulation import Evaluate
from summaries import Estimate, estimate

# Exported columns of what is the same in every replication.
CERTAIN = {
    "discount_rate": s.DISCOUNT_RATE,
    "effort.sunk": s.SUNK,
    "schedule.coefficient": s.SCHEDULE_COEFFICIENT,
    "schedule.exponent": s.SCHEDULE_EXPONENT,
    "schedule.overrun_exponent": s.OVERRUN_EXPONENT,
    "reuse.usefulness": s.USEFULNESS,
    "reuse.cross_level": s.CROSS_LEVEL,
    "consortium.network_relief": s.NETWORK_RELIEF,
    "consortium.transition": s.TRANSITION,
    "consortium.funding": s.FUNDING,
    "consortium.buy_in": s.BUY_IN,
    "community.innovation": s.INNOVATION,
    "community.imitation": s.IMITATION,
    **{f"administration.{id}.productivity": 1 for id in IDS},
    **{f"administration.{id}.exit": s.EXIT for id in IDS},
}
# Exported columns of what is drawn once, by the name in `Draws` where it is not the key's own.
NAMES = {
    "consortium.overrun": "core_overrun",
    "consortium.cancelled": "core_cancelled",
    "consortium.incident_quantile": "core_incident_quantile",
    f"administration.{IDS[0]}.incident_loss": "loss",
    f"administration.{IDS[0]}.upstreaming": "upstreaming",
}
OUTPUTS = ["independent.effort", "independent.cost", "shared.effort", "shared.cost", "shared.funding", "break_even"]
OUTPUTS += ["members_at_end", "abandoned", "dissolved"]
OUTPUTS += [f"administration.{id}.{strategy}.cost" for id in IDS for strategy in ("independent", "shared")]


def read(path: Path) -> dict[str, np.ndarray]:
    """Columns by name; an empty cell is no number."""
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    cells = np.array([[float(cell or "nan") for cell in row] for row in rows])
    return dict(zip(header, cells.T.copy(), strict=True))


def exported_draws(columns: dict[str, np.ndarray]) -> Draws:
    """The inputs of the exported replications."""
    for name, value in CERTAIN.items():
        if not (columns[name] == value).all():
            raise SystemExit(f"{name} is not {value} in the program's replications: scenario.py is out of date")
    drawn = {NAMES.get(name, name.split(".")[-1]): column for name, column in columns.items()}
    drawn["sizes"] = np.stack([columns[f"module.{id}.size"] for id in s.MODULES])
    for field in s.BY_ADMINISTRATION:
        drawn[field] = np.stack([columns[f"administration.{id}.{field}"] for id in IDS])
    for event in ("cancelled", "core_cancelled"):
        drawn[event] = drawn[event] == 1
    return Draws(**{field: drawn[field] for field in Draws._fields})


def recompute(draws: Draws, evaluate: Evaluate) -> np.ndarray:
    """All quantities of given replications."""
    values = np.zeros((len(quantities.names(3)), draws.joins.shape[1]))
    evaluate(draws, 3, values)
    quantities.derive(draws.joins, 3, values)
    return values


def difference(ours: np.ndarray, theirs: np.ndarray, scale: float = 1.0) -> float:
    """The largest relative difference, of values below `scale` relative to that."""
    if not (np.isnan(ours) == np.isnan(theirs)).all():
        return np.inf
    return float(np.nanmax(np.abs(ours - theirs) / np.maximum(np.abs(theirs), scale)))


def output_difference(columns: dict[str, np.ndarray], values: np.ndarray) -> float:
    """The largest difference from the exported outputs."""
    names = quantities.names(3)
    return max(difference(values[names.index(name)], columns[name]) for name in OUTPUTS)


def summary_difference(summary: Summary, values: np.ndarray) -> float:
    """The largest difference from the reported statistics, relative to the standard deviation where that is larger."""
    names = quantities.names(3)
    ours = {name: estimate(name, values[names.index(name)].copy()) for name in names}
    pairs = ((statistics(ours[name]), statistics(theirs), theirs.sd) for name, theirs in summary.estimates.items())
    return max(difference(own, their, max(sd, 1e-9)) for own, their, sd in pairs)


def statistics(of: Estimate) -> np.ndarray:
    """All statistics of a quantity in a row."""
    moments = [of.count, of.mean, of.standard_error, of.sd, of.min, of.max, of.cvar]
    return np.concatenate([moments, of.quantiles, of.low, of.high])
