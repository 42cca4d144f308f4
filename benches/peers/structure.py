"""What a scenario file fixes for all replications: who there is, who needs what, and the rules of the consortium.

One scenario a process, so that all of this is constant to both models: that of the question, or the one that
`PEERS_SCENARIO` names.
"""

import csv
import os
import tomllib
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
FILE = Path(os.environ.get("PEERS_SCENARIO", ROOT / "scenarios" / "canada-notify.toml"))

SCENARIO = tomllib.loads(FILE.read_text(encoding="utf-8"))
CONSORTIUM = SCENARIO.get("consortium", {})
with (FILE.parent / SCENARIO["administrations"]).open(encoding="utf-8", newline="") as table:
    ADMINISTRATIONS = list(csv.DictReader(table))
IDS = [row["id"] for row in ADMINISTRATIONS]
MODULES = [module["id"] for module in SCENARIO["module"]]
N, K, T = len(IDS), len(MODULES), SCENARIO["horizon"]
FOUNDING_YEARS = 0.5

POPULATION = np.array([float(row["population"]) for row in ADMINISTRATIONS])
LEVELS = list(dict.fromkeys(row["level"] for row in ADMINISTRATIONS))
LEVEL = np.array([LEVELS.index(row["level"]) for row in ADMINISTRATIONS])
# Row l: who is of that level.
OF_LEVEL = (np.arange(len(LEVELS))[:, None] == LEVEL).astype(float)

NETWORKS = [set(filter(None, row["networks"].split(";"))) for row in ADMINISTRATIONS]
LINKED = np.array([[float(i != j and bool(NETWORKS[i] & NETWORKS[j])) for j in range(N)] for i in range(N)])
LINKED_SHARE = float(LINKED.sum() / max(N * (N - 1), 1))

# Who builds the core; none: the founders together.
LEAD = IDS.index(CONSORTIUM["lead"]) if "lead" in CONSORTIUM else -1
MINIMUM_MEMBERS = CONSORTIUM.get("minimum_members", 2)
# After an abandoned core the old system stays, or each builds alone.
KEEPS = CONSORTIUM.get("fallback") == "keep"
CLOSED = SCENARIO.get("community", {}).get("licence") == "closed"
# Whether effort is a power of size, or size itself.
POWER_LAW = SCENARIO.get("effort", {}).get("model", "person-months") in ("power", "cocomo-ii")


def needed(module: dict, row: dict[str, str]) -> float:
    """The share of a module that an administration needs, before its scope."""
    needed_by = module.get("needed_by")
    if needed_by is None:
        return 1.0
    shares = needed_by if isinstance(needed_by, dict) else dict.fromkeys(needed_by, 1.0)
    return shares.get(row["id"], shares.get(f"level:{row['level']}", 0.0))


def key(name: str) -> np.ndarray:
    """A key of cost sharing, as shares of its sum."""
    columns = {"equal": np.ones(N), "population": POPULATION}
    column = columns[name] if name in columns else [float(row[name.removeprefix("key:")]) for row in ADMINISTRATIONS]
    return np.array(column) / np.sum(column)


# Row i: what administration i needs of each module.
NEEDS = np.array([[needed(module, row) for module in SCENARIO["module"]] for row in ADMINISTRATIONS])

# W_i: what is the same in every replication, and the weight of what each would pay alone.
RULE = CONSORTIUM.get("cost_sharing", "equal")
KEYS = {RULE: 1.0} if isinstance(RULE, str) else dict(RULE)
STANDALONE = KEYS.pop("standalone", 0.0)
WEIGHTS = sum((share * key(name) for name, share in KEYS.items()), np.zeros(N))
