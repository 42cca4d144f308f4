"""Runs, sweeps and nested runs on a cluster of dask, for what outgrows a machine: ``pip install commonweal[dask]``.

Every function gives the bytes of the same question in one process, on any number of workers, whatever was lost on the way. The
scenario travels as its files' bytes: workers need the package, and no disk in common. Each task works on one thread: a worker is to
have as many as it has processors. ``client`` is a ``dask.distributed.Client``, or the address of a scheduler.

What all have in common:

``parts``
    In how many tasks it is done; the more there are the less is lost with a worker, and the more time goes into them.
``checkpoint``
    A file that keeps what is done, written every ``every`` seconds, or less often where that takes long, and whole at any time. The
    same call goes on from it; it is left behind at the end.
``retries``
    How often a task is sent again whose worker, or the scheduler, went away.
``patience``
    Seconds that a scheduler which is gone is waited for.
``progress``
    True: a line on stderr every few seconds; or a function that is called with tasks done and all tasks.
"""

import hashlib
import json
import math
import sys
import time

import commonweal

from ._checkpoint import Checkpoint, tasks_of
from ._engine import Cluster, work
from ._parcel import Parcel

__all__ = ["nested", "run", "sweep"]

#: Replications of a part where nothing is said: seconds of work.
REPLICATIONS_OF_PART = 2_000_000
#: Most parts.
MOST_PARTS = 100_000
#: Parts that are joined at once: a join draws the first replications again.
JOINED = 32
#: Seconds between two lines of progress.
TOLD = 5.0


def run(
    scenario,
    client,
    replications=10_000,
    seed=1,
    design="random",
    ambiguity=True,
    parts=None,
    checkpoint=None,
    every=5.0,
    retries=10,
    patience=60.0,
    progress=True,
):
    """Simulate: the ``Run`` of ``scenario.run(replications, seed, design, ambiguity)``, with the same bytes.

    Parts are joined as they arrive, so that neither the client nor the checkpoint grows with their number. Raises what ``run`` raises;
    ``ValueError`` if the checkpoint is of another run; ``TimeoutError`` if the scheduler does not come back.
    """
    parcel = Parcel.of(scenario)
    options = {"replications": replications, "seed": seed, "design": design, "ambiguity": ambiguity}
    parts = _parts(parts, checkpoint, math.ceil(replications / REPLICATIONS_OF_PART))
    merged = _Merged(scenario)

    def arguments(number):
        return {"number": number + 1, "of": parts, **options}

    task = _Task("part", parcel, options, parts)
    _all(task, arguments, merged, client, checkpoint, every, retries, patience, progress)
    return commonweal.merge(scenario, [merged.joined()])


def sweep(
    scenario,
    client,
    over,
    of="saving",
    replications=10_000,
    seed=1,
    parts=None,
    checkpoint=None,
    every=5.0,
    retries=10,
    patience=60.0,
    progress=True,
):
    """Follow a quantity along one input or two: the ``Sweep`` of ``scenario.sweep(over, of, replications, seed)``.

    Its bytes are the same. A task is a cell, or as many as ``parts`` makes it.
    """
    cells = scenario.sweep_count(over)
    options = {"over": over, "of": of, "replications": replications, "seed": seed}
    ranges = _ranges(cells, 1, _parts(parts, checkpoint, cells))
    rows = _rows(scenario, "sweep_cells", options, ranges, client, checkpoint, every, retries, patience, progress)
    return scenario.sweep_of(rows=rows, **options)


def nested(
    scenario,
    client,
    points=1024,
    replications=1024,
    seed=1,
    parts=None,
    checkpoint=None,
    every=5.0,
    retries=10,
    patience=60.0,
    progress=True,
):
    """Sharing at point after point of what is not known: the ``Nested`` of ``scenario.nested(points, replications, seed)``."""
    options = {"points": points, "replications": replications, "seed": seed}
    usual = math.ceil(points * replications / REPLICATIONS_OF_PART)
    ranges = _ranges(points, 16, _parts(parts, checkpoint, usual))
    rows = _rows(scenario, "nested_points", options, ranges, client, checkpoint, every, retries, patience, progress)
    return scenario.nested_of(rows=rows, **options)


def _parts(asked, checkpoint, usual):
    """In how many tasks it is done: as many as asked for, else as before, else as usual."""
    if asked is None:
        return tasks_of(checkpoint) or min(MOST_PARTS, max(1, usual))
    if not 1 <= asked <= MOST_PARTS:
        raise ValueError(f"parts: a number from 1 to {MOST_PARTS} is wanted, not {asked}")
    return asked


class _Task:
    """What is asked of every worker: a method of the scenario, with arguments that say which piece."""

    def __init__(self, method, parcel, options, tasks):
        self.method = method
        self.parcel = parcel
        asked = json.dumps([method, parcel.key, {name: _plain(value) for name, value in options.items()}, tasks])
        #: Of which run the tasks are: their keys and the checkpoint's.
        self.key = hashlib.sha256(asked.encode()).hexdigest()
        self.tasks = tasks


def _plain(value):
    """An option as JSON says it whole: inputs of a sweep in their order, and numbers of any library by all their digits."""
    if isinstance(value, dict):
        return [[path, _plain(values)] for path, values in value.items()]
    if value is None or isinstance(value, (str, bool)):
        return value
    return [str(one) for one in value] if hasattr(value, "__iter__") else str(value)


def _done(parcel, method, arguments):
    """On a worker: a piece of the whole, as bytes."""
    return getattr(parcel.scenario(), method)(threads=1, **arguments)


class _Merged:
    """Parts of a run, joined as they arrive."""

    def __init__(self, scenario):
        self.scenario = scenario
        self.parts = []

    def restore(self, found):
        self.parts = list(found.values())

    def take(self, _, part):
        self.parts.append(part)
        if len(self.parts) >= JOINED:
            self.joined()

    def joined(self):
        if len(self.parts) > 1:
            self.parts = [commonweal.join(self.scenario, self.parts)]
        return self.parts[0]

    def kept(self):
        return {"part": self.joined()}


class _Pieces:
    """Rows by the number of their task."""

    def __init__(self):
        self.rows = {}

    def restore(self, found):
        self.rows = {int(name): rows for name, rows in found.items()}

    def take(self, number, rows):
        self.rows[number] = rows

    def kept(self):
        return {str(number): rows for number, rows in self.rows.items()}


def _rows(scenario, method, options, ranges, client, checkpoint, every, retries, patience, progress):
    pieces = _Pieces()
    task = _Task(method, Parcel.of(scenario), options, len(ranges))

    def arguments(number):
        start, stop = ranges[number]
        return {"start": start, "stop": stop, **options}

    _all(task, arguments, pieces, client, checkpoint, every, retries, patience, progress)
    return b"".join(rows for _, rows in sorted(pieces.rows.items()))


def _all(task, arguments, found, client, checkpoint, every, retries, patience, progress):
    """Has every task done that a checkpoint does not hold."""
    kept = Checkpoint(checkpoint, task.key, task.tasks, every)
    done, before = kept.read()
    found.restore(before)
    tell = _telling(progress, task.tasks)

    def send(connected, number, attempt):
        again = f"-again-{attempt}" if attempt else ""
        key = f"commonweal-{task.method}-{task.key[:16]}-{number}-of-{task.tasks}{again}"
        return connected.submit(_done, task.parcel, task.method, arguments(number), key=key, pure=False)

    def take(number, result):
        found.take(number, result)
        done.add(number)
        if kept.is_due():
            kept.write(done, found.kept)
        tell(len(done))

    cluster = Cluster(client, patience)
    try:
        work(cluster, [number for number in range(task.tasks) if number not in done], send, take, retries)
    finally:
        if done:
            kept.write(done, found.kept)
        cluster.close()


def _telling(progress, tasks):
    if callable(progress):
        return lambda done: progress(done, tasks)
    began = last = time.monotonic()

    def tell(done):
        nonlocal last
        if progress and time.monotonic() - last >= TOLD:
            last = time.monotonic()
            left = (last - began) / done * (tasks - done)
            print(f"commonweal: {done} of {tasks} tasks are done, about {left:.0f} s left", file=sys.stderr)

    return tell


def _ranges(count, together, parts):
    """So many things in so many ranges at the most, each of whole groups."""
    groups = math.ceil(count / together)
    parts = min(parts, groups)
    starts = [groups * part // parts * together for part in range(parts)]
    return list(zip(starts, [*starts[1:], count], strict=True))
