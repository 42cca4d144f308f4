"""Simulate public administrations that share one core codebase, or build alone.

    import commonweal
    scenario = commonweal.load("scenarios/canada-notify.toml", set={"consortium.coordination": 0.05})
    print(scenario.run(replications=10_000).answer())

Results are the bytes of the command line, and tables that pandas, polars and pyarrow take without copying.
"""

from ._commonweal import (
    Allocation,
    Decision,
    Found,
    IncompleteError,
    ModelError,
    Nested,
    Problem,
    Report,
    Run,
    Scenario,
    ScenarioError,
    Sweep,
    Table,
    __version__,
    join,
    load,
    merge,
)

__all__ = [
    "Allocation",
    "Decision",
    "Found",
    "IncompleteError",
    "ModelError",
    "Nested",
    "Problem",
    "Report",
    "Run",
    "Scenario",
    "ScenarioError",
    "Sweep",
    "Table",
    "__version__",
    "join",
    "load",
    "merge",
]
