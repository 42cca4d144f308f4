"""The program itself: runs it, and reads its summary by the names of `quantities.py`."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import numpy as np

from quantities import STRATEGIES
from structure import FILE
from summaries import PERCENTS, Estimate


@dataclass
class Program:
    """The program, the strategies it compares, and where it writes."""

    binary: Path
    strategies: int
    threads: int
    folder: Path

    def run(self, replications: int, *options: str) -> float:
        """Seconds that a run takes, start to end."""
        strategies = f"strategies={json.dumps(STRATEGIES[: self.strategies])}"
        given = [
            "-n",
            str(replications),
            "--threads",
            str(self.threads),
            "--out",
            str(self.folder),
            "--set",
            strategies,
        ]
        given += ["--quiet", "--no-charts", "--no-ambiguity", "--force"]
        start = perf_counter()
        subprocess.run([self.binary, "run", FILE, *given, *options], check=True)
        return perf_counter() - start

    def results(self) -> Path:
        """Folder of the last run's results."""
        return self.folder / FILE.stem


@dataclass
class Summary:
    """What the last run reported."""

    replications: int
    estimates: dict[str, Estimate]
    probabilities: dict[str, float]
    """That a quantity is above 0, by its name; of `break_even`, that there is one."""
    quantile_error: float
    """Largest relative error of its quantiles."""


def read_summary(folder: Path) -> Summary:
    """Reads summary.json."""
    found = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    estimates: dict[str, dict] = {}
    probabilities: dict[str, float] = {}
    for strategy in found["strategies"]:
        name = strategy["strategy"]
        for what in ("cost", "equal_service", "effort", "go_live", "wait", "live_years", "incidents"):
            estimates[f"{name}.{what}"] = strategy[what]
        for phase, effort in strategy["phases"]:
            estimates[f"{name}.effort.{phase}"] = effort
        probabilities[f"{name}.not_live"] = strategy["not_live"]["value"]
    for saving in found["savings"]:
        name = f"saving.{saving['against']}"
        for what in ("cost", "cost_share", "cash", "effort", "effort_share"):
            estimates[f"{name}.{what}"] = saving[what]
        for what, key in (("cost", "positive"), ("cash", "cash_positive"), ("effort", "effort_positive")):
            probabilities[f"{name}.{what}"] = saving[key]["value"]
        for outturn in ("delivered", "abandoned"):
            estimates[f"{name}.{outturn}"] = saving[outturn]["cost"]
            probabilities[f"{name}.{outturn}"] = saving[outturn]["positive"]["value"]
    for pair in found["differences"]:
        name = f"difference.{pair['strategy']}.{pair['against']}"
        estimates[name], probabilities[name] = pair["cost"], pair["positive"]["value"]
    consortium = found["consortium"]
    estimates["shared.funding"] = consortium["funding"]
    for what in ("break_even", "cash_break_even", "peak_extra_outlay", "live_years_lost"):
        estimates[what] = consortium[what]
    for what in ("members_at_end", "members_at_end_delivered", "members_at_end_lasting"):
        estimates[what] = consortium[what]
    for name, key in (("break_even", "breaks_even"), ("abandoned", "abandoned"), ("dissolved", "dissolved")):
        probabilities[name] = consortium[key]["value"]
    for group in found["groups"]:
        name = group["group"]
        estimates[f"{name}.independent.cost"] = group["independent"]
        estimates[f"{name}.shared.cost"] = group["shared"]
        estimates[f"{name}.saving"] = group["saving"]
        probabilities[f"{name}.saving"] = group["better_off"]["value"]
    for one in found["administrations"]:
        name = f"administration.{one['id']}"
        for strategy in one["strategies"]:
            for what in ("cost", "equal_service", "effort", "go_live"):
                estimates[f"{name}.{strategy['strategy']}.{what}"] = strategy[what]
        for what in ("saving", "cash_saving", "effort_saving"):
            estimates[f"{name}.{what}"] = one[what]
        probabilities[f"{name}.saving"] = one["better_off"]["value"]
        probabilities[f"{name}.unfunded_saving"] = one["better_off_unfunded"]["value"]
    for year in found["years"]:
        for what in ("cost", "effort", "cumulative_cost"):
            estimates[f"year.{year['year']}.{year['strategy']}.{what}"] = year[what]
    return Summary(
        found["run"]["replications"],
        {name: read_estimate(estimate) for name, estimate in estimates.items()},
        probabilities,
        found["run"]["quantile_error"],
    )


def read_estimate(found: dict) -> Estimate:
    """From its JSON."""
    quantiles = found["quantiles"]
    if [quantile["percent"] for quantile in quantiles] != PERCENTS:
        raise ValueError("the program reports other quantiles")
    moments = {key: found[key] for key in ("count", "mean", "standard_error", "sd", "min", "max", "cvar")}
    value, low, high = (np.array([quantile[key] for quantile in quantiles]) for key in ("value", "low", "high"))
    return Estimate(quantiles=value, low=low, high=high, positive=np.nan, **moments)
