"""What is wrong is an exception that says where it is and what is allowed."""

import pickle

import commonweal
import pytest
from conftest import NOTIFY


def test_problems_have_file_line_and_column(tmp_path):
    path = tmp_path / "wrong.toml"
    path.write_text('title = "T"\nprice_year = 2025\nhorizon = "long"\n[[administration]]\nid = "a b"\n')
    with pytest.raises(commonweal.ScenarioError) as raised:
        commonweal.load(path)
    problems = raised.value.problems
    horizon = next(problem for problem in problems if problem.line == 3)
    assert (horizon.file, horizon.line, horizon.column, horizon.severity) == (str(path), 3, 11, "error")
    assert "horizon" in str(raised.value) and f"{path}:3:11" in str(raised.value) and "\x1b" not in str(raised.value)
    assert any(problem.help for problem in problems) and repr(horizon).startswith(f"error: {path}:3:11: ")
    assert isinstance(raised.value, ValueError)


def test_a_value_given_has_its_place_too():
    with pytest.raises(commonweal.ScenarioError) as raised:
        commonweal.load(NOTIFY, set={"consortium.coordinaton": 0.1})
    (problem,) = raised.value.problems
    assert problem.file == "--set" and problem.line == 1 and "did you mean" in problem.help


def test_a_missing_file_is_an_oserror(tmp_path):
    with pytest.raises(FileNotFoundError, match="none.toml"):
        commonweal.load(tmp_path / "none.toml")


SCENARIO = commonweal.load(NOTIFY)


@pytest.mark.parametrize(
    ("call", "wanted"),
    [
        (lambda s: s.run(replications=0), "replications: a whole number from 1 to 4,000,000,000 is wanted, not 0"),
        (lambda s: s.run(replications=-1), "is wanted, not -1"),
        (lambda s: s.run(replications=1e4), "is wanted, not 10000.0"),
        (lambda s: s.run(replications=True), "is wanted, not True"),
        (lambda s: s.run(seed=2**64), "seed: a whole number from 0 to 2\\^64 - 1 is wanted"),
        (lambda s: s.run(design="halton"), "design: one of random, latin-hypercube, sobol is wanted"),
        (lambda s: s.run(precision="much"), "is no precision"),
        (lambda s: s.run(precision="1%", design="latin-hypercube"), "must know its number of replications"),
        (lambda s: s.run(precision="1%", precision_of="nothing"), "nothing"),
        (lambda s: s.run(threads=0), "threads: a whole number from 1 to 1,024"),
        (lambda s: s.allocate(rules=["fair"]), "no rule is called so: try all, shapley"),
        (lambda s: s.allocate(rules=["tiers"]), "asks for a schedule of fees"),
        (lambda s: s.allocate(game="median"), "`mean` or `cvar:0.9` is wanted"),
        (lambda s: s.decide(studies={"consortium.cancellation": 0}), "studies: consortium.cancellation: a whole number"),
        (lambda s: s.decide(studies={"running.maintenance": (5, "-3%")}), "an error above 0 is wanted"),
        (lambda s: s.decide(groups={"none": []}), "needs a name and paths"),
        (lambda s: s.sweep({}), "one input or two"),
        (lambda s: s.sweep({"members": [2, 2]}), "stands in the list twice"),
        (lambda s: s.sweep({"members": "5..2"}), "the lower end comes first"),
        (lambda s: s.sweep({"members": [2]}, of="nothing"), "nothing"),
        (lambda s: s.sweep_cells({"members": [2, 3]}, 1, 3), "cells 0 to 2, not 1 to 3"),
        (lambda s: s.report(lang="de"), "`en`, `fr` or `both` is wanted"),
        (lambda s: s.part(3, 2), "number: a whole number from 1 to 2 is wanted, not 3"),
        (lambda s: s.nested(points=100), "multiples of 16"),
        (lambda s: s.nested_points(0, 24, points=64), "whole groups of 16"),
        (lambda s: commonweal.load(NOTIFY, set="discount_rate=1"), "a list of"),
        (lambda s: commonweal.load(NOTIFY, set={"discount_rate": None}), "discount_rate: a number"),
        (lambda s: commonweal.load("-"), "standard input is not read"),
    ],
)
def test_bad_arguments_say_what_is_allowed(call, wanted):
    with pytest.raises(ValueError, match=wanted):
        call(SCENARIO)


def test_no_answer_is_a_model_error():
    loss = {"vulnerabilities": 20, "exploited": 0.5, "loss": "{ pareto = { min = 50000, alpha = 0.9 } }"}
    scenario = commonweal.load(NOTIFY, set={f"security.{name}": value for name, value in loss.items()})
    with pytest.raises(commonweal.ModelError) as raised:
        scenario.decide(replications=200)
    assert str(pickle.loads(pickle.dumps(raised.value))) == str(raised.value) != ""
