"""Types of the compiled part; what each does stands in its documentation (``help(commonweal.Scenario.run)``)."""

from collections.abc import Mapping, Sequence
from os import PathLike
from typing import Any, Literal, final

from typing_extensions import disjoint_base

_Design = Literal["random", "sobol", "latin-hypercube"]
_Language = Literal["en", "fr"]
_Over = Mapping[str, str | Sequence[str | float]]
_Set = Mapping[str, str | float | bool] | Sequence[str]
_Study = int | tuple[int, float | str]

__version__: str

class ScenarioError(ValueError):
    problems: list[Problem]

class ModelError(Exception): ...
class IncompleteError(Exception): ...

@final
class Problem:
    @property
    def file(self) -> str: ...
    @property
    def line(self) -> int: ...
    @property
    def column(self) -> int: ...
    @property
    def message(self) -> str: ...
    @property
    def help(self) -> str | None: ...
    @property
    def severity(self) -> Literal["error", "warning"]: ...

@final
class Table:
    @property
    def column_names(self) -> list[str]: ...
    @property
    def shape(self) -> tuple[int, int]: ...
    def __len__(self) -> int: ...
    def __arrow_c_schema__(self) -> object: ...
    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...

@disjoint_base
class Found:
    def json(self) -> str: ...
    @property
    def summary(self) -> dict[str, Any]: ...
    def tables(self) -> dict[str, Table]: ...
    def files(self, charts: bool = True, lang: _Language = "en") -> dict[str, bytes]: ...
    def write(self, folder: str | PathLike[str], charts: bool = True, lang: _Language = "en") -> list[str]: ...
    def answer(self, lang: _Language = "en") -> str: ...

@final
class Allocation(Found): ...

@final
class Decision(Found): ...

@final
class Sweep(Found): ...

@final
class Report(Found): ...

@final
class Run(Found):
    @property
    def count(self) -> int: ...
    def replications(self, k: int | None = None) -> Table: ...

@final
class Nested:
    @property
    def summary(self) -> dict[str, Any]: ...
    def table(self) -> Table: ...
    def __len__(self) -> int: ...

@final
class Scenario:
    @property
    def id(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def path(self) -> PathLike[str]: ...
    @property
    def administrations(self) -> list[str]: ...
    @property
    def inputs(self) -> list[tuple[str, str, int]]: ...
    @property
    def overrides(self) -> list[str]: ...
    @property
    def warnings(self) -> list[Problem]: ...
    def run(
        self,
        replications: int = 10000,
        seed: int = 1,
        design: _Design = "random",
        ambiguity: bool = True,
        precision: str | None = None,
        precision_of: str = "saving",
        max_replications: int = 10000000,
        threads: int | None = None,
    ) -> Run: ...
    def allocate(
        self,
        rules: Sequence[str] = ["all"],
        game: str = "mean",
        replications: int | None = None,
        seed: int = 1,
        budget: int = 1000000,
        decimals: int | None = None,
        threads: int | None = None,
    ) -> Allocation: ...
    def decide(
        self,
        groups: Mapping[str, Sequence[str]] | None = None,
        studies: Mapping[str, _Study] | None = None,
        replications: int = 10000,
        seed: int = 1,
        threads: int | None = None,
    ) -> Decision: ...
    def sweep(
        self, over: _Over, of: str = "saving", replications: int = 10000, seed: int = 1, threads: int | None = None
    ) -> Sweep: ...
    def sweep_count(self, over: _Over) -> int: ...
    def sweep_cells(
        self,
        over: _Over,
        start: int,
        stop: int,
        of: str = "saving",
        replications: int = 10000,
        seed: int = 1,
        threads: int | None = None,
    ) -> bytes: ...
    def sweep_of(self, over: _Over, rows: bytes, of: str = "saving", replications: int = 10000, seed: int = 1) -> Sweep: ...
    def report(
        self,
        folder: str | PathLike[str] | None = None,
        lang: Literal["en", "fr", "both"] = "en",
        replications: int | None = None,
        seed: int = 1,
        threads: int | None = None,
    ) -> Report: ...
    def part(
        self,
        number: int,
        of: int,
        replications: int = 10000,
        seed: int = 1,
        design: _Design = "random",
        ambiguity: bool = True,
        threads: int | None = None,
    ) -> bytes: ...
    def nested(
        self, points: int = 1024, replications: int = 1024, seed: int = 1, threads: int | None = None
    ) -> Nested: ...
    def nested_points(
        self,
        start: int,
        stop: int,
        points: int = 1024,
        replications: int = 1024,
        seed: int = 1,
        threads: int | None = None,
    ) -> bytes: ...
    def nested_of(self, rows: bytes, points: int = 1024, replications: int = 1024, seed: int = 1) -> Nested: ...

def load(path: str | PathLike[str], set: _Set | None = None, allow_outside: bool = False) -> Scenario: ...
def join(scenario: Scenario, parts: Sequence[bytes], threads: int | None = None) -> bytes: ...
def merge(scenario: Scenario, parts: Sequence[bytes], threads: int | None = None) -> Run: ...
