"""What a cluster of dask costs and gives on this machine: what a task takes besides its work, and how much faster two workers are.

    python benches/cluster.py [scenario] [replications]

Beside seconds by the clock stand seconds of processors, of all processes together: they tell the same where others use the machine.
"""

import sys
import time

import commonweal
import psutil
from commonweal import distributed
from dask.distributed import Client, LocalCluster

#: Tasks by which the overhead is told, and parts of the run.
TASKS = 200
PARTS = 16


def processors():
    """Seconds of processors used by this process and those that it started."""
    here = psutil.Process()
    times = [process.cpu_times() for process in (here, *here.children(recursive=True))]
    return sum(one.user + one.system for one in times)


def seconds(work):
    """How long work takes, by the clock and of processors, the less of two times each."""
    took = []
    for _ in range(2):
        began, used = time.perf_counter(), processors()
        work()
        took.append((time.perf_counter() - began, processors() - used))
    return tuple(map(min, zip(*took, strict=True)))


def main(path="scenarios/canada-notify.toml", replications="2000000"):
    scenario, replications = commonweal.load(path), int(replications)
    run = {"replications": replications, "ambiguity": False}
    points = {"points": 16 * TASKS, "replications": 16}
    alone, alone_used = seconds(lambda: scenario.run(threads=1, **run))
    few, few_used = seconds(lambda: scenario.nested(threads=1, **points))
    print(f"one process, one thread: {replications:,} replications in {alone:.2f} s ({alone_used:.2f} s of processors)")
    for workers in (1, 2):
        with (
            LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None) as cluster,
            Client(cluster, set_as_default=False) as client,
        ):
            # Workers read the scenario, and the package, once.
            distributed.nested(scenario, client, points=64, replications=16, parts=4)
            many, many_used = seconds(lambda: distributed.nested(scenario, client, parts=TASKS, progress=False, **points))
            took, used = seconds(lambda: distributed.run(scenario, client, parts=PARTS, progress=False, **run))
        each, each_used = [1000 * time / TASKS for time in (many - few / workers, many_used - few_used)]
        print(
            f"{workers} worker(s): the run in {PARTS} parts takes {took:.2f} s ({used:.2f} s of processors), "
            f"{alone / took:.2f} times as fast; a task takes {each:.1f} ms ({each_used:.1f} ms) besides its work"
        )


if __name__ == "__main__":
    main(*sys.argv[1:])
