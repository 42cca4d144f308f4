"""What is done so far, as a file that is whole or not there: written beside, synced, renamed."""

import hashlib
import json
import os
import time
from pathlib import Path

FORMAT = "commonweal checkpoint 1"
#: Bytes of the sum at the end.
SUM = 32
#: A checkpoint takes at most this share of the time.
SHARE = 0.05


class Checkpoint:
    """Which tasks are done, and what was found by them."""

    def __init__(self, path, key, tasks, every):
        self.path = Path(path) if path is not None else None
        #: What the tasks are of, and how many there are: another run's are not gone on with.
        self.key = key
        self.tasks = tasks
        self.every = every
        self.last = time.monotonic()

    def read(self):
        """Numbers of tasks that are done, and what was found by name; nothing where there is no file."""
        if self.path is None or not self.path.exists():
            return set(), {}
        header, rest = _opened(self.path)
        if header["key"] != self.key or header["tasks"] != self.tasks:
            of = f"{self.path} is of another run, or of one in {header['tasks']} tasks"
            raise ValueError(f"{of}: give the same arguments, or remove it")
        found = {}
        for name, length in header["found"]:
            found[name], rest = rest[:length], rest[length:]
        return {number for start, end in header["done"] for number in range(start, end)}, found

    def is_due(self):
        """Whether it is time to write."""
        return self.path is not None and time.monotonic() - self.last >= self.every

    def write(self, done, kept):
        """Keeps what is done, and what ``kept`` makes of it; the file before stays until this one is whole."""
        if self.path is None:
            return
        started = time.monotonic()
        found = kept()
        header = {
            "key": self.key,
            "tasks": self.tasks,
            "done": _ranges(done),
            "found": [[name, len(content)] for name, content in found.items()],
        }
        content = b"".join([f"{FORMAT}\n{json.dumps(header)}\n".encode(), *found.values()])
        beside = self.path.with_name(self.path.name + ".partial")
        with open(beside, "wb") as file:
            file.write(content + hashlib.sha256(content).digest())
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, self.path)
        folder = os.open(self.path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
        self.last = time.monotonic()
        self.every = max(self.every, (self.last - started) / SHARE)


def tasks_of(path):
    """In how many tasks the run of a checkpoint is done; None where there is none."""
    if path is None or not Path(path).exists():
        return None
    return _opened(Path(path))[0]["tasks"]


def _opened(path):
    content = path.read_bytes()
    content, sum_of = content[:-SUM], content[-SUM:]
    first, _, rest = content.partition(b"\n")
    if first != FORMAT.encode() or hashlib.sha256(content).digest() != sum_of:
        raise ValueError(f"{path} is no checkpoint, or damaged: not as it was written")
    header, _, rest = rest.partition(b"\n")
    return json.loads(header), rest


def _ranges(numbers):
    """Numbers as ranges, each with its end left out."""
    ranges = []
    for number in sorted(numbers):
        if ranges and ranges[-1][1] == number:
            ranges[-1][1] = number + 1
        else:
            ranges.append([number, number + 1])
    return ranges
