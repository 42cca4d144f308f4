"""Replications in the program's form (`--replications-csv`): their inputs as draws, and their outputs."""

import csv
from pathlib import Path

import numpy as np

import quantities as q
from draws import BY_ADMINISTRATION, BY_YEAR, Draws, discount_factors
from structure import IDS, MODULES, SCENARIO, T

# Exported columns by the name in `Draws` where it is not the last word of the key.
COLUMNS = {
    "core_cancellation": "consortium.cancellation",
    "core_overrun": "consortium.overrun",
    "core_cancel_quantile": "consortium.cancel_quantile",
    "core_incident_quantile": "consortium.incident_quantile",
    "cancellation": "effort.cancellation",
    "schedule_coefficient": "schedule.coefficient",
    "schedule_exponent": "schedule.exponent",
    "overrun_exponent": "schedule.overrun_exponent",
    "loss": "incident_loss",
}


def read(path: Path) -> dict[str, np.ndarray]:
    """Columns by name; an empty cell is no number."""
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    cells = np.array([[float(cell or "nan") for cell in row] for row in rows])
    return dict(zip(header, cells.T.copy(), strict=True))


def draws_of(columns: dict[str, np.ndarray], certain: Draws | None = None) -> Draws:
    """The inputs of exported replications; what is certain in other draws must be the same here, and stays certain."""
    inputs = list(columns)[: list(columns).index("independent.effort")]
    given = {name.split(".")[-1]: columns[name] for name in inputs if not name.startswith("administration.")}
    given["sizes"] = np.stack([columns[f"module.{id}.size"] for id in MODULES])
    for field in BY_ADMINISTRATION:
        given[field] = np.stack([columns[f"administration.{id}.{COLUMNS.get(field, field)}"] for id in IDS])
    for field in set(COLUMNS) - set(BY_ADMINISTRATION):
        given[field] = columns[COLUMNS[field]]
    given["discount"], given["wages"] = discounts(columns), (1 + columns["effort.wage_growth"]) ** np.arange(T)[:, None]
    given["effort_coefficient"], given["effort_exponent"] = effort_model(columns)
    found = Draws(**{field: given[field] for field in Draws._fields})
    return found if certain is None else found._replace(**fixed(found, certain))


def fixed(found: Draws, certain: Draws) -> dict[str, float | np.ndarray | None]:
    """What does not vary in `certain`, in its form."""
    alike = {}
    for field, value in certain._asdict().items():
        is_fixed = value is None or isinstance(value, float) or field in BY_YEAR
        if not is_fixed:
            continue
        if not np.allclose(getattr(found, field), 1.0 if value is None else value, rtol=1e-14, atol=0):
            raise SystemExit(f"{field} is not {value} in the program's replications: scenario.py is out of date")
        alike[field] = value
    return alike | {"benefit": one_column(found.benefit)}


def one_column(rows: np.ndarray) -> np.ndarray:
    """Rows that are the same in every replication, as a column."""
    if not (rows == rows[:, :1]).all():
        raise SystemExit("what a live year is worth is no constant in the program's replications")
    return rows[:, :1]


def discounts(columns: dict[str, np.ndarray]) -> np.ndarray:
    """v_t of a rate that is drawn, or of a schedule of rates."""
    if "discount_rate" in columns:
        return discount_factors(columns["discount_rate"])
    steps = SCENARIO["discount_rate"]["schedule"]
    rates = np.array([[rate for year, rate in steps if year <= t][-1] for t in range(T)])
    return (1 / (np.cumprod(np.append(1, 1 + rates[:-1])) * np.sqrt(1 + rates)))[:, None]


def effort_model(columns: dict[str, np.ndarray]) -> tuple[np.ndarray | float, np.ndarray | float]:
    """Coefficient and exponent of effort by size."""
    if "effort.base_exponent" in columns:
        exponent = columns["effort.base_exponent"] + 0.01 * columns["effort.scale_factors"]
        return columns["effort.coefficient"] * columns["effort.multipliers"], exponent
    return columns.get("effort.coefficient", 1.0), columns.get("effort.exponent", 1.0)


def expected(columns: dict[str, np.ndarray], strategies: int) -> dict[str, np.ndarray]:
    """Exported outputs, by the name of the quantity that they are."""
    found = {name: columns[name] for name in ("shared.funding", "members_at_end", "abandoned", "dissolved")}
    found["cash_break_even"] = columns["break_even"]
    for strategy in q.STRATEGIES[:strategies]:
        found |= {f"{strategy}.{what}": columns[f"{strategy}.{what}"] for what in ("effort", "cost")}
        for id in IDS:
            name = f"administration.{id}.{strategy}"
            found[f"{name}.cost"] = columns[f"{name}.cost"]
            found[f"needed.{name}.live_years"] = columns[f"{name}.live_years"]
    return found
