"""What was promised, what checks it, and what came of it: target/verification.json, from what steps of .ci/run left in target/ci.

Nothing is typed in here but which check holds which promise. A check that did not run says so; one that failed, too. With
`--strict` either is a failure, but for the seeded faults, which take long and are tried apart: their last trial is told with the
commit it was of.
"""

import json
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

root = Path(__file__).resolve().parent.parent
left = root / "target/ci"
# Promise, what it says, tests of `cargo test --test NAME` (`unit`: those of the crates themselves), other checks.
PROMISES = [
    ("P1", "The same scenario, tables, seed and stream version give the same bytes, on any number of threads, in parts, and after "
     "an interruption.", ["bytes", "parts", "interruptions", "verify", "designs"], ["python"]),
    ("P2", "A change that alters a number is noticed.", ["bytes", "vectors", "reference"], []),
    ("P3", "No input causes a panic, a hang or a write outside the output folder; what is refused has its place.",
     ["input", "bad_tables", "mutations", "torn", "workbook_in", "wide", "large"], []),
    ("P4", "A file with its final name is complete; whatever is not says that it is partial.", ["command", "parts", "interruptions", "verify"], []),
    ("P5", "Shares add up to the total to the last minor unit.", ["games", "allocate", "ledger"], []),
    ("P6", "A number is shown with how sure it is, and no mean where there is none.",
     ["intervals", "designs", "heavy_tails", "summary"], ["coverage", "warnings"]),
    ("P7", "Text of inputs is inert wherever it is shown.", ["input", "workbook", "convert", "browser"], []),
    ("numbers", "The numbers are those of the model's description and of closed forms, and the tests would notice if not.",
     ["unit", "reference", "vectors", "analytic", "effects", "metamorphic", "metamorphic_shipped", "sharing", "planned"],
     ["faults in place", "faults"]),
    ("supply", "Dependencies are few, locked, licensed and listed; nothing is asked of the network, and no number of the "
     "platform's mathematics.", ["architecture"], ["crates", "bill", "compiler", "licences", "network", "symbols"]),
]


def text(name: str) -> str:
    path = left / name
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""


def data(path: Path) -> dict | None:
    return json.loads(path.read_text()) if path.is_file() else None


def tests() -> dict[str, tuple[int, int, float]]:
    """Passed, failed and seconds by the name of a test program, from what `cargo test` prints."""
    found, name = {}, None
    for line in text("tests.txt").splitlines():
        if begun := re.search(r"Running (?:unittests )?(\S+) \(|Doc-tests (\S+)", line):
            path = Path(begun[1] or "")
            folder = path.parts[:1] == ("tests",)
            name = (path.parts[1] if len(path.parts) > 2 else path.stem) if folder else "unit" if begun[1] else "doc"
        elif name and (done := re.search(r"test result: \S+ (\d+) passed; (\d+) failed;.* finished in ([\d.]+)s", line)):
            before = found.get(name, (0, 0, 0.0))
            found[name] = (before[0] + int(done[1]), before[1] + int(done[2]), before[2] + float(done[3]))
    return found


def cases(path: Path) -> list[bool]:
    """Which tests of a JUnit report passed."""
    try:
        found = ElementTree.parse(path).iter("testcase") if path.is_file() else []
    except ElementTree.ParseError:
        # Torn by what ended the step: it counts as not run.
        return []
    return [not any(child.tag in ("failure", "error", "skipped") for child in case) for case in found]


def check(what: str, figure: str | None, passed: bool | None) -> dict:
    return {"check": what, "figure": figure if figure else "not run", "passed": passed if figure else None}


def of_test(name: str, found: dict) -> dict:
    what = "cargo test, tests of the crates" if name == "unit" else f"cargo test --test {name}"
    if name not in found:
        return check(what, None, None)
    passed, failed, seconds = found[name]
    return check(what, f"{passed} of {passed + failed} tests, {seconds:.0f} s", failed == 0 and passed > 0)


def others() -> dict[str, dict]:
    """All checks that are no tests, by name."""
    covers, supply = text("coverage.txt"), data(left / "supply.json")
    rows = re.findall(r"^\| (.+) \| ([\d.]+) \| ([\d.]+) to ([\d.]+) \|$", covers, re.M)
    share = [float(row[1]) for row in rows]
    inside = sum(float(row[2]) <= float(row[1]) <= float(row[3]) for row in rows)
    seeds = re.search(r"\((\d+) seeds\)", covers)
    rates = re.search(r"hits: ([\d.]+) %[\s\S]*false alarms: ([\d.]+) %", covers)
    done = "left: 0" in covers
    licences = re.search(r"licences: (\d+) packages, (\d+) refused", text("licences.txt"))
    network, symbols, faults = data(left / "network.json"), data(left / "symbols.json"), data(root / "target/faults.json")
    placed = re.search(r"faults: (\d+), each in its place", text("faults.txt"))
    python = cases(left / "python.xml")
    bench = "cargo bench --bench coverage"
    tried = faults and faults["faults"]
    return {
        "coverage": check(bench, rows and f"{inside} of {len(rows)} kinds of 95 % interval as they should; over {seeds[1]} seeds they "
                          f"hold in {min(share)} to {max(share)} %", inside == len(rows) and done),
        "warnings": check(bench, rates and f"{rates[1]} % of the means warned of or not printed whose interval holds too seldom; "
                          f"{rates[2]} % of the others", done),
        "python": check("pytest tests/python", python and f"{sum(python)} of {len(python)} tests of the Python package and a cluster",
                        all(python)),
        "faults in place": check(".ci/faults.py --check", placed and f"{placed[1]} faults", True),
        "faults": check(".ci/faults.py", tried and f"{sum(bool(one['failed']) for one in tried)} of {len(tried)} caught in "
                        f"{faults['seconds']} s at {faults['commit']}", all(one["failed"] for one in tried or [])),
        "crates": check(".ci/supply.py", supply and f"{supply['crates']} crates in the normal tree, at most {supply['most']}; "
                        f"{'; '.join(supply['wrong']) or 'all from crates.io with their sums'}", supply and not supply["wrong"]),
        "bill": check(".ci/supply.py", supply and f"bill {supply['bill']}", supply and supply["bill"].startswith("valid")),
        "compiler": check(".ci/supply.py", supply and f"rustc {supply['rustc']} for {supply['promised']}",
                          supply and not any("older" in one for one in supply["wrong"])),
        "licences": check(".ci/licences.py", licences and f"{licences[1]} packages, {licences[2]} refused", licences and licences[2] == "0"),
        "network": check(".ci/network.py", network and f"{sum(network.values())} calls to the internet in {', '.join(network)}",
                         not any((network or {}).values())),
        "symbols": check(".ci/symbols.py", symbols and f"{len(symbols['taken'])} functions of the platform's, asked for by "
                         f"{', '.join(symbols['asking'])}", symbols and not symbols["wrong"]),
    }


def main() -> None:
    found, more = tests(), others()
    promises = [
        {"promise": name, "says": says, "checks": [of_test(test, found) for test in of] + [more[one] for one in also]}
        for name, says, of, also in PROMISES
    ]
    commit = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=root, capture_output=True, text=True).stdout.strip()
    seconds = sum(seconds for _, _, seconds in found.values())
    all_tests = check("cargo test", found and f"{sum(one[0] for one in found.values())} tests in {len(found)} programs, {seconds:.0f} s",
                      not any(failed for _, failed, _ in found.values()))
    told = {"commit": commit, "all_tests": all_tests, "promises": promises}
    (root / "target/verification.json").write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    checks = [one for promise in promises for one in promise["checks"]] + [all_tests]
    lacking = [one for one in checks if not one["passed"] and not (one["passed"] is None and one["check"] == ".ci/faults.py")]
    print(f"verification: {sum(one['passed'] is True for one in checks)} of {len(checks)} checks passed")
    for line in dict.fromkeys(f"  {one['check']}: {one['figure']}{'' if one['passed'] is None else ', failed'}" for one in lacking):
        print(line)
    if lacking and "--strict" in sys.argv:
        sys.exit(1)


main()
