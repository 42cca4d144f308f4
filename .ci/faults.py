"""Do the tests bite? Every fault of .ci/faults.toml must be caught by one of them.

The sources are copied to target/faults, where each fault stands beside what is right, behind a switch: they are built once,
and the tests run once for each fault, with that one on. First they must pass with none. A fault whose old text does not stand
exactly once in its file is a problem, which `--check` looks for alone; numbers as arguments try those faults only.
"""

import json
import os
import re
import subprocess
import sys
import time
import tomllib
from pathlib import Path

root = Path(__file__).resolve().parent.parent
# Quick ones first; a fault's own is tried before them.
TESTS = ["unit", "games", "effort_models", "analytic", "effects", "tiers", "upstreaming", "ledger", "heavy_tails", "metamorphic",
         "metamorphic_shipped", "intervals", "designs", "reference"]
SWITCH = """
/// Whether a seeded fault is on.
pub fn fault(number: u32) -> bool {
    static ON: std::sync::LazyLock<u32> =
        std::sync::LazyLock::new(|| std::env::var("COMMONWEAL_FAULT").map_or(0, |on| on.parse().unwrap_or(0)));
    *ON == number
}
"""
SECONDS = 600


def misplaced(faults: list[dict]) -> list[str]:
    """Faults whose old text does not stand exactly once in its file, or that name no test."""
    found = [(fault, (root / fault["file"]).read_text().count(fault["old"])) for fault in faults]
    wrong = [f"{fault['what']}: {count} times in {fault['file']}: {fault['old']}" for fault, count in found if count != 1]
    return wrong + [f"{fault['what']}: no test {fault['caught']}" for fault in faults if fault["caught"] not in TESTS]


def copied(faults: list[dict]) -> Path:
    """A copy of the tree with all faults behind their switches; what has not changed is not written, nor built, again."""
    tree = root / "target/faults/tree"
    tracked = subprocess.check_output(["git", "ls-files", "-z"], cwd=root).decode().split("\0")
    for name in filter(None, tracked):
        old = (root / name).read_bytes()
        if name == "src/model/lib.rs":
            old += SWITCH.encode()
        for number, fault in enumerate(faults, 1):
            if fault["file"] == name:
                switched = f"(if crate::fault({number}) {{ {fault['new']} }} else {{ {fault['old']} }})"
                old = old.replace(fault["old"].encode(), switched.encode())
        there = tree / name
        if not there.is_file() or there.read_bytes() != old:
            there.parent.mkdir(parents=True, exist_ok=True)
            there.write_bytes(old)
    return tree


def built(tree: Path) -> dict[str, str]:
    """The programs of the tests by name."""
    environment = os.environ | {"CARGO_TARGET_DIR": str(tree.parent / "build"), "RUSTFLAGS": "-Awarnings"}
    base = ["cargo", "test", "--release", "--locked", "--no-run", "--message-format", "json-render-diagnostics"]
    others = [argument for name in TESTS[1:] for argument in ("--test", name)]
    programs = {}
    for chosen in (["-p", "commonweal-model", "--lib"], ["-p", "commonweal", *others]):
        told = subprocess.run([*base, *chosen], cwd=tree, env=environment, stdout=subprocess.PIPE, check=True).stdout
        for line in told.splitlines():
            message = json.loads(line)
            if message.get("executable") and message["profile"]["test"]:
                is_unit = "lib" in message["target"]["kind"]
                programs["unit" if is_unit else message["target"]["name"]] = message["executable"]
    return programs


def failed(program: str, tree: Path, fault: int) -> list[str]:
    """Names of the tests that fail with a fault on."""
    environment = os.environ | {"COMMONWEAL_FAULT": str(fault)}
    try:
        done = subprocess.run([program], cwd=tree, env=environment, capture_output=True, text=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        return ["(it does not end)"]
    names = re.findall(r"^test (\S+) \.\.\. FAILED$", done.stdout, re.M)
    return names or ([] if done.returncode == 0 else [f"(it ends with {done.returncode})"])


def main() -> None:
    faults = tomllib.loads((root / ".ci/faults.toml").read_text())["fault"]
    wrong = misplaced(faults)
    if wrong:
        sys.exit("\n".join(wrong))
    print(f"faults: {len(faults)}, each in its place", flush=True)
    if "--check" in sys.argv:
        return
    began = time.monotonic()
    tree = copied(faults)
    programs = built(tree)
    print(f"built in {time.monotonic() - began:.0f} s", flush=True)
    for name in TESTS:
        start = time.monotonic()
        if broken := failed(programs[name], tree, 0):
            sys.exit(f"without a fault {name} fails: {broken}")
        print(f"without a fault {name} passes in {time.monotonic() - start:.1f} s", flush=True)
    asked = [int(argument) for argument in sys.argv[1:]] or range(1, len(faults) + 1)
    found = []
    for number in asked:
        fault, start = faults[number - 1], time.monotonic()
        order = [fault["caught"], *(name for name in TESTS if name != fault["caught"])]
        by, names = next(((name, names) for name in order if (names := failed(programs[name], tree, number))), ("", []))
        seconds = time.monotonic() - start
        more = f" and {len(names) - 1} more" if len(names) > 1 else ""
        print(f"| {number} | {fault['what']} | {by}: {names[0]}{more} | {seconds:.1f} |" if names
              else f"| {number} | {fault['what']} | NOT CAUGHT | {seconds:.1f} |", flush=True)
        found.append({"what": fault["what"], "test": by, "failed": names, "seconds": round(seconds, 1)})
    caught, seconds = sum(bool(one["failed"]) for one in found), time.monotonic() - began
    if len(found) == len(faults):
        commit = subprocess.check_output(["git", "describe", "--always", "--dirty"], cwd=root, text=True).strip()
        told = {"commit": commit, "seconds": round(seconds), "faults": found}
        (root / "target/faults.json").write_text(json.dumps(told, indent=1))
    print(f"faults: {caught} of {len(found)} caught, {seconds:.0f} s")
    if caught < len(found):
        sys.exit(1)


main()
