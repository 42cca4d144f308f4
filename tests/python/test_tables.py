"""Tables go to pandas, polars and pyarrow; numbers are numbers, names are text."""

import csv
import io

import commonweal
import pandas
import polars
import pyarrow
import pytest
from conftest import NOTIFY

# Read once: the tests only look.
SCENARIO = commonweal.load(NOTIFY)
RUN = SCENARIO.run(replications=500)
FOUND = [
    RUN,
    SCENARIO.allocate(rules=["shapley", "equal"], replications=64),
    SCENARIO.decide(replications=200),
    SCENARIO.sweep({"consortium.cost_sharing": ["equal", "population"]}, replications=64),
    SCENARIO.report(replications=100),
]


@pytest.mark.parametrize("found", FOUND, ids=lambda found: type(found).__name__)
def test_every_cell_is_that_of_the_file(found):
    tables, files = found.tables(), found.files(charts=False)
    assert set(tables) == {name[:-4] for name in files if name.endswith(".csv")} and tables
    for name, table in tables.items():
        header, *rows = csv.reader(io.StringIO(files[f"{name}.csv"].decode()))
        arrow = pyarrow.table(table)
        assert arrow.column_names == header == table.column_names
        assert table.shape == (len(rows), len(header)) and len(table) == len(rows)
        for at, column in enumerate(arrow.columns):
            cells = [row[at] or None for row in rows]
            if column.type == pyarrow.float64():
                cells = [None if cell is None else float(cell) for cell in cells]
            assert column.to_pylist() == cells, (name, header[at])


def test_names_that_look_like_numbers_stay_text(tmp_path):
    text = "title = \"T\"\nprice_year = 2025\ncurrency = \"CAD\"\nhorizon = 10\ndiscount_rate = 0.03\n"
    for number in (1, 2):
        text += f'[[administration]]\nid = "{number}"\nname = "00{number}"\nlevel = "regional"\nlabour_rate = 10000\n'
    text += '[[module]]\nid = "m"\nsize = 10\n'
    (tmp_path / "numbers.toml").write_text(text)
    run = commonweal.load(tmp_path / "numbers.toml").run(replications=64)
    table = pyarrow.table(run.tables()["administrations"])
    assert table["administration"].to_pylist() == ["1", "2"]
    assert table["name"].to_pylist() == ["001", "002"]


def test_each_library_takes_a_table():
    table = RUN.tables()["years"]
    one, two, three = pyarrow.table(table).to_pandas(), polars.DataFrame(table), pandas.DataFrame.from_arrow(table)
    assert list(one.columns) == two.columns == list(three.columns)
    name = "cost_mean_cad"
    assert one[name].tolist() == two[name].to_list() == three[name].tolist()
    schema = pyarrow.schema(table)
    assert schema == pyarrow.table(table).schema


def test_replications_are_not_copied():
    table = RUN.replications(100)
    one, two = (pyarrow.table(table)["shared.cost"].chunk(0).buffers()[1].address for _ in range(2))
    assert one == two
    assert pyarrow.table(table)["shared.cost"].null_count == 0
    assert RUN.replications(10).shape[0] == 10 and RUN.replications().shape[0] == RUN.count == 500


def test_summary_and_words():
    assert RUN.summary["run"]["replications"] == 500
    assert RUN.answer("fr") != RUN.answer("en") != ""
    assert repr(RUN).startswith("<commonweal.Run: ") and len(repr(RUN)) > 60
    assert repr(SCENARIO).startswith("<commonweal.Scenario canada-notify: ")


def test_files_are_written_whole(tmp_path):
    names = RUN.write(tmp_path / "new" / "folder", charts=False)
    assert {name: (tmp_path / "new/folder" / name).read_bytes() for name in names} == RUN.files(charts=False)
