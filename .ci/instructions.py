"""How many instructions a replication takes on three paths, held against what is kept in benches/instructions.json.

    python3 .ci/instructions.py [--keep]

Each path is counted by callgrind at two lengths, and the difference divided by what the longer one does more: reading, setting up and
writing are left out. Counts do not depend on how fast a machine is or what else it does, only on the compiler, the crates and which
vector instructions there are (callgrind knows AVX2 and no later ones). More than 3 % above what is kept fails; `--keep` keeps what was
counted. The program is target/release/commonweal.
"""

import json
import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "benches/instructions.json"
PROGRAM = ROOT / "target/release/commonweal"
SLACK = 0.03
NOTIFY, TOWNS = str(ROOT / "scenarios/canada-notify.toml"), str(ROOT / "docs/towns.toml")
# What is counted: the command, two numbers of replications (longer runs count and keep no values), and how often each is
# done: the cells of a sweep, the groups of seven towns.
PATHS = {
    "run, a replication": (["run", NOTIFY, "--no-ambiguity", "--no-charts"], (32_768, 36_864), 1),
    "sweep, a replication of a cell": (["sweep", NOTIFY, "--over", "consortium.setup=6", "--no-charts"], (1_024, 5_120), 1),
    "partners, a replication of a group": (["partners", TOWNS, "--no-charts"], (64, 576), 127),
}


def counted(command: list[str], replications: int) -> int:
    """Instructions of a command."""
    with tempfile.TemporaryDirectory() as folder:
        words = [str(PROGRAM), *command, "-n", str(replications), "--threads", "1", "--quiet"]
        valgrind = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *words]
        done = subprocess.run(valgrind, cwd=folder, capture_output=True, text=True)
    found = re.search(r"Collected : (\d+)", done.stderr)
    if done.returncode != 0 or not found:
        sys.exit(f"instructions: {' '.join(command)} failed under callgrind:\n{done.stderr}")
    return int(found[1])


def main() -> None:
    asked = [(command, length) for command, lengths, _ in PATHS.values() for length in lengths]
    with ThreadPoolExecutor(2) as pool:
        counts = list(pool.map(lambda one: counted(*one), asked))
    found = {}
    for (name, (_, (short, long), times)), few, many in zip(PATHS.items(), counts[::2], counts[1::2], strict=True):
        found[name] = round((many - few) / ((long - short) * times))
    if "--keep" in sys.argv:
        KEPT.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    kept = json.loads(KEPT.read_text(encoding="utf-8"))
    if missing := found.keys() - kept.keys():
        sys.exit(f"instructions: not kept yet: {', '.join(missing)}: --keep")
    for name, count in found.items():
        print(f"instructions: {name}: {count:,} ({count / kept[name] - 1:+.1%} of the {kept[name]:,} kept)")
    if any(count < kept[name] * (1 - SLACK) for name, count in found.items()):
        print("instructions: fewer than kept; --keep, so that a later loss is noticed")
    more = [name for name, count in found.items() if count > kept[name] * (1 + SLACK)]
    if more:
        sys.exit(f"instructions: over {SLACK:.0%} more than kept: {'; '.join(more)}. If that is worth it: --keep, and say why")


main()
