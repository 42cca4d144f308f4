"""An hour of mixed work that is killed all the time: nothing may be lost, and memory may not grow.

    python3 .ci/soak.py --minutes 60 --program target/release/commonweal

Runs, shards, sweeps and back-tests are started, killed at random moments and resumed until they end; every result is held against that
of work which nobody touched. Where the Python package is there (the interpreter of its tests), one process asks again and again, and a
cluster of two workers is robbed of workers and of its scheduler on the way. At the end: a line of JSON with what was done, and an exit
code of 1 if a byte differed, a result was lost, or memory of the one process grew. It takes too long for every change; `.ci/run` does not run it.
"""

import argparse
import hashlib
import json
import os
import random
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TOWNS = str(ROOT / "docs/towns.toml")
NOTIFY = str(ROOT / "scenarios/canada-notify.toml")
PAST = [str(ROOT / f"scenarios/history/{name}.toml") for name in ("wycan", "panorama")]
QUIET = ["--quiet", "--no-charts"]
# What memory may grow by from the first quarter of the time to the last.
GROWTH = 1.1

WORKS = {
    "run": ["run", TOWNS, "-n", "800000", "--checkpoint-every", "0"],
    "run of thirteen": ["run", NOTIFY, "-n", "500000", "--no-ambiguity", "--checkpoint-every", "0"],
    "shard": ["run", NOTIFY, "-n", "900000", "--no-ambiguity", "--checkpoint-every", "0", "--shard", "2/3"],
    "sweep": ["sweep", TOWNS, "--over", "consortium.coordination=0..0.2:60", "-n", "5000"],
    "shard of a sweep": ["sweep", NOTIFY, "--over", "members=2..13", "-n", "5000", "--shard", "1/2"],
    "back-test": ["backtest", *PAST, "-n", "100000"],
}


def sums(folder: Path) -> dict[str, str]:
    """Sums of all files but those that know the clock, by name."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != "manifest.json")
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


class Commands:
    """Work of the command line, killed and resumed."""

    def __init__(self, program: Path, seed: int):
        self.program, self.random = program, random.Random(seed)
        self.done, self.kills, self.problems, self.largest = dict.fromkeys(WORKS, 0), 0, [], []
        self.whole = {}

    def start(self, work: str, folder: str, *more: str) -> subprocess.Popen:
        words = [str(self.program), *WORKS[work], *QUIET, *more]
        return subprocess.Popen(words, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

    def prepare(self) -> None:
        for work in WORKS:
            with tempfile.TemporaryDirectory() as folder:
                started = time.monotonic()
                assert self.start(work, folder).wait() == 0, work
                self.whole[work] = (sums(Path(folder)), time.monotonic() - started)

    def once(self) -> None:
        work = self.random.choice(list(WORKS))
        want, takes = self.whole[work]
        with tempfile.TemporaryDirectory() as folder:
            for _ in range(self.random.randrange(4)):
                child = self.start(work, folder, "--resume")
                try:
                    child.wait(self.random.uniform(0, takes))
                except subprocess.TimeoutExpired:
                    child.send_signal(self.random.choice([signal.SIGKILL, signal.SIGKILL, signal.SIGTERM, signal.SIGINT]))
                    self.kills += 1
                child.communicate()
            child = self.start(work, folder, "--resume")
            said = child.stderr.read().decode()
            _, status, used = os.wait4(child.pid, 0)
            self.largest.append(used.ru_maxrss)
            if status != 0:
                self.problems.append(f"{work}: {said.strip()}")
            elif sums(Path(folder)) != want:
                self.problems.append(f"{work}: other bytes than work that nobody touched")
            self.done[work] += 1


class Package:
    """One process of the Python package that asks again and again, and a cluster that is robbed."""

    def __init__(self, seed: int):
        import commonweal

        self.commonweal, self.random = commonweal, random.Random(seed)
        self.scenario = commonweal.load(NOTIFY)
        self.questions, self.runs, self.faults, self.problems, self.resident = 0, 0, 0, [], []
        self.whole = {}

    def ask(self) -> None:
        scenario = self.scenario
        for name, ask in {
            "run": lambda: scenario.run(replications=20000, seed=3).files(charts=False),
            "decide": lambda: scenario.decide(replications=2000).files(charts=False),
            "sweep": lambda: scenario.sweep({"members": [2, 7, 13]}, replications=1000).files(charts=False),
        }.items():
            found = ask()
            if self.whole.setdefault(name, found) != found:
                self.problems.append(f"{name}: other bytes than the first time")
            self.questions += 1
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        self.resident.append(pages * resource.getpagesize() // 1024)

    def cluster(self) -> None:
        sys.path.insert(0, str(ROOT / "tests/python"))
        from cluster import Processes
        from commonweal import distributed
        from dask.distributed import Client

        asked = {"replications": 400_000, "seed": 3, "ambiguity": False}
        want = self.whole.setdefault("distributed", self.scenario.run(**asked).files(charts=False))
        with tempfile.TemporaryDirectory() as folder, Processes(folder) as processes:
            with Client(processes.address, set_as_default=False) as client:
                client.wait_for_workers(2, timeout=120)

                def rob() -> None:
                    time.sleep(self.random.uniform(0.2, 3))
                    self.faults += 1
                    if self.random.random() < 0.7:
                        processes.kill_worker()
                    else:
                        processes.kill_scheduler()
                        processes.start_scheduler()
                        processes.start_worker()
                    processes.start_worker()

                robber = threading.Thread(target=rob)
                robber.start()
                try:
                    found = distributed.run(self.scenario, client, parts=30, progress=False, **asked).files(charts=False)
                except TimeoutError as error:
                    found = error
                robber.join()
                if isinstance(found, TimeoutError):
                    self.problems.append(f"distributed: {found}")
                elif found != want:
                    self.problems.append("distributed: other bytes than one process")
                self.runs += 1


def grows(amounts: list[int]) -> bool:
    quarter = len(amounts) // 4
    if quarter < 3:
        return False
    return statistics.median(amounts[-quarter:]) > GROWTH * statistics.median(amounts[:quarter])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--program", type=Path, default=ROOT / "target/release/commonweal")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    commands = Commands(asked.program.resolve(), asked.seed)
    commands.prepare()
    try:
        package = Package(asked.seed)
    except ImportError:
        package = None
        print("the Python package is not there: the command line alone", file=sys.stderr)
    started, turns = time.monotonic(), 0
    unstarted = 0
    while time.monotonic() - started < 60 * asked.minutes:
        commands.once()
        if package and turns % 3 == 0:
            package.ask()
        if package and turns % 12 == 11:
            try:
                package.cluster()
            except TimeoutError as error:
                # A cluster that does not come up says nothing of results. One that is late afterwards is a problem.
                unstarted += 1
                print(f"soak: {error}", file=sys.stderr)
        turns += 1
    found = {
        "minutes": round((time.monotonic() - started) / 60, 1),
        "works": commands.done,
        "kills": commands.kills,
        "largest_kib": [min(commands.largest), max(commands.largest)],
        "problems": commands.problems,
    }
    failed = bool(commands.problems)
    if package:
        quarter = max(1, len(package.resident) // 4)
        found |= {
            "questions": package.questions,
            "resident_kib": [
                int(statistics.median(package.resident[:quarter])),
                int(statistics.median(package.resident[-quarter:])),
            ],
            "cluster_runs": package.runs,
            "cluster_faults": package.faults,
            "clusters_that_did_not_come_up": unstarted,
        }
        found["problems"] = commands.problems + package.problems
        failed |= bool(package.problems) or grows(package.resident)
    print(json.dumps(found))
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
