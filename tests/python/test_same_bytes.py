"""Python gives the bytes of the command line."""

import csv
import io
import json
import subprocess

import commonweal
import pyarrow
import pytest
from conftest import NOTIFY, PROGRAM, ROOT, differing

SCENARIOS = [NOTIFY, "scenarios/os2-denmark.toml", "scenarios/wycan.toml"]


@pytest.mark.parametrize("path", SCENARIOS)
def test_run(command, path):
    scenario = commonweal.load(path, set={"discount_rate": 0.04})
    asked = command("run", path, "-n", 2000, "--seed", 7, "--set", "discount_rate=0.04", folder=scenario.id)
    assert differing(scenario.run(replications=2000, seed=7).files(), asked) == []


def test_run_by_a_design_to_a_precision(command):
    scenario = commonweal.load(NOTIFY)
    asked = command("run", NOTIFY, "--design", "sobol", "--precision", "2%", "--no-charts", folder=scenario.id)
    run = scenario.run(design="sobol", precision="2%")
    assert differing(run.files(charts=False), asked) == []


def test_allocate(command):
    scenario = commonweal.load("scenarios/wycan.toml")
    asked = command("allocate", scenario.path, "--rule", "shapley,equal,agreed", "--game", "cvar:0.9", "-n", 256, folder="wycan-allocation")
    found = scenario.allocate(rules=["shapley", "equal", "agreed"], game="cvar:0.9", replications=256)
    assert differing(found.files(), asked) == []


def test_decide(command):
    scenario = commonweal.load(NOTIFY)
    options = ["--group", "risks=effort.overrun,consortium.cancellation", "--study", "running.maintenance=5:20%"]
    asked = command("decide", NOTIFY, "-n", 1000, *options, folder="canada-notify-decision")
    found = scenario.decide(
        groups={"risks": ["effort.overrun", "consortium.cancellation"]},
        studies={"running.maintenance": (5, "20%")},
        replications=1000,
    )
    assert differing(found.files(), asked) == []


def test_sweep_whole_and_by_cells(command):
    scenario = commonweal.load(NOTIFY)
    over = {"consortium.coordination": "0..0.2:4", "members": [2, 5, 13]}
    options = ["--over", "consortium.coordination=0..0.2:4", "--over", "members=2,5,13"]
    asked = command("sweep", NOTIFY, *options, "-n", 200, folder="canada-notify-sweep")
    assert differing(scenario.sweep(over, replications=200).files(), asked) == []
    count = scenario.sweep_count(over)
    rows = [scenario.sweep_cells(over, at, min(at + 5, count), replications=200) for at in range(0, count, 5)]
    assert scenario.sweep_of(over, b"".join(rows), replications=200).files() == asked
    with pytest.raises(commonweal.IncompleteError, match="12 cells; these rows are of 5"):
        scenario.sweep_of(over, rows[0], replications=200)


def test_report(command, tmp_path):
    scenario = commonweal.load(NOTIFY)
    asked = command("report", NOTIFY, "-n", 100, "--lang", "both", folder="canada-notify-report")
    report = scenario.report(tmp_path / "page", lang="both", replications=100)
    written = {path.name: path.read_bytes() for path in (tmp_path / "page").iterdir()}
    assert differing(written, asked) == []
    assert set(json.loads(report.json())) == {name[:-5] for name in asked if name.endswith(".json")}


def test_replications_are_those_of_the_file(command):
    scenario = commonweal.load(NOTIFY)
    asked = command("run", NOTIFY, "-n", 100, "--replications-csv", 100, "--no-charts", folder=scenario.id)
    header, *rows = csv.reader(io.StringIO(asked["replications.csv"].decode()))
    table = pyarrow.table(scenario.run(replications=100).replications())
    assert table.column_names == header[1:]
    assert set(map(str, table.schema.types)) == {"double"}
    columns = list(zip(*rows, strict=True))[1:]
    told = [[float(cell) if cell else None for cell in column] for column in columns]
    assert [table.column(at).to_pylist() for at in range(table.num_columns)] == told


def test_parts_are_files_of_the_command_line(tmp_path):
    scenario = commonweal.load(NOTIFY, set=["discount_rate=0.02"])
    options = ["--replications", "20000", "--design", "random", "--seed", "3", "--set", "discount_rate=0.02", "--lang", "en"]
    for number in (1, 2):
        words = [str(PROGRAM), "run", NOTIFY, *options, "--shard", f"{number}/2", "--out", str(tmp_path), "--quiet"]
        subprocess.run(words, cwd=ROOT, check=True)
    files = [path.read_bytes() for path in sorted(tmp_path.iterdir())]
    parts = [scenario.part(number, 2, replications=20000, seed=3) for number in (1, 2)]
    assert parts == files


@pytest.mark.parametrize("design", ["random", "sobol"])
def test_parts_join_in_any_order_to_the_run(design):
    scenario = commonweal.load(NOTIFY)
    options = {"replications": 100_000, "design": design, "ambiguity": False}
    a, b, c = [scenario.part(number, 3, **options) for number in (1, 2, 3)]
    whole = scenario.run(**options).files(charts=False)
    left = commonweal.join(scenario, [commonweal.join(scenario, [c, a]), b])
    right = commonweal.join(scenario, [c, commonweal.join(scenario, [b, a])])
    assert left == right
    assert commonweal.merge(scenario, [left]).files(charts=False) == whole
    with pytest.raises(commonweal.IncompleteError, match="are missing"):
        commonweal.merge(scenario, [a, c])
    with pytest.raises(commonweal.IncompleteError, match="as another part does"):
        commonweal.join(scenario, [a, a])
    with pytest.raises(commonweal.IncompleteError, match="damaged"):
        commonweal.merge(scenario, [a[:-1], b, c])
    with pytest.raises(commonweal.IncompleteError, match="differ in seed"):
        commonweal.join(scenario, [a, scenario.part(2, 3, **options, seed=2)])
    with pytest.raises(commonweal.IncompleteError, match="of another scenario"):
        commonweal.merge(commonweal.load(NOTIFY, set={"discount_rate": 0.1}), [a, b, c])


def test_nested_by_points():
    scenario = commonweal.load(NOTIFY)
    asked = {"points": 96, "replications": 64, "seed": 5}
    whole = scenario.nested(**asked, threads=2)
    rows = [scenario.nested_points(at, at + 32, **asked, threads=1) for at in (0, 32, 64)]
    parts = scenario.nested_of(b"".join(rows), **asked)
    assert pyarrow.table(whole.table()).equals(pyarrow.table(parts.table()))
    assert whole.summary == parts.summary
    with pytest.raises(commonweal.IncompleteError):
        scenario.nested_of(rows[0], **asked)


def test_points_of_nested_average_to_the_run():
    """Points of a Latin hypercube over what is not known, each with the same chance: their mean is that of the run."""
    scenario = commonweal.load(NOTIFY)
    table = pyarrow.table(scenario.nested(points=1024, replications=256).table()).to_pandas()
    saving = scenario.run(replications=100_000, ambiguity=False).summary["savings"][0]["cost"]
    spread = saving["sd"]
    assert abs(table["saving.independent.mean"].mean() - saving["mean"]) < 4 * spread / 256**0.5
    assert table["saving.independent.positive"].between(0, 1).all()


def test_threads_change_nothing():
    scenario = commonweal.load(NOTIFY)
    one, two = (scenario.run(replications=3000, threads=threads).files(charts=False) for threads in (1, 2))
    assert one == two
