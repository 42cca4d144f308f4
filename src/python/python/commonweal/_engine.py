"""Tasks on a cluster: a few ahead of the workers, what is lost sent again, what arrives taken in at once."""

import time
from collections import Counter, deque

from dask.distributed import Client, as_completed
from distributed.scheduler import KilledWorker

#: Tasks that are sent ahead, for each thread of the workers.
AHEAD = 4
#: Seconds between two looks for what has arrived, for a scheduler that is gone, and at one that is there.
SOON = 0.002
LOOK = 0.2
BETWEEN = 1.0


class Cluster:
    """A client, or another one in its place where the scheduler went and came back at the same address."""

    def __init__(self, client, patience):
        self._given = None if isinstance(client, str) else client
        self._own = None
        self._address = client if isinstance(client, str) else client.scheduler.address
        self._security = None if self._given is None else client.security
        self._patience = patience

    def client(self):
        """A client that is connected, waited for as long as patience lasts."""
        until = time.monotonic() + self._patience
        while True:
            for known in (self._given, self._own):
                if known is not None and known.status == "running":
                    return known
            closed = self._given is None or self._given.status == "closed"
            try:
                if closed:
                    self.close()
                    self._own = Client(self._address, security=self._security, timeout=2, set_as_default=False)
                    continue
            except (OSError, TimeoutError):
                pass
            if time.monotonic() > until:
                raise TimeoutError(f"no scheduler answers at {self._address} for {self._patience:g} seconds")
            time.sleep(LOOK)

    def close(self):
        """Closes the client that was made here, if there is one."""
        if self._own is not None:
            self._own.close(timeout=1)
            self._own = None


class _Lost(Exception):
    """The scheduler is gone, or another one is there: what was sent to it is lost."""


def work(cluster, numbers, send, take, retries):
    """Has tasks done: ``send(client, number, attempt)`` gives a future, ``take(number, result)`` is handed what it found.

    A task whose worker or scheduler is gone is sent again, at most ``retries`` times; what a task raises itself is raised.
    """
    left, attempts = deque(numbers), Counter()
    while left:
        _while_connected(cluster.client(), left, attempts, send, take, retries)


def _while_connected(client, left, attempts, send, take, retries):
    """Sends and takes until all is done or the scheduler is lost, and then leaves what was on its way to be sent again."""
    running, arriving = {}, as_completed(loop=client.loop, with_results=True, raise_errors=False)

    def again(number, why):
        attempts[number] += 1
        if attempts[number] > retries:
            raise why
        left.append(number)

    try:
        scheduler = _Scheduler(client)
        while left or running:
            scheduler.look()
            while left and len(running) < AHEAD * scheduler.threads:
                future = send(client, left[0], attempts[left[0]])
                running[future] = left.popleft()
                arriving.add(future)
            if not arriving.has_ready():
                time.sleep(SOON)
                continue
            future, result = next(arriving)
            if future.status in ("cancelled", "lost"):
                raise _Lost
            number = running.pop(future)
            if future.status == "finished":
                take(number, result)
            elif isinstance(result[1], KilledWorker):
                again(number, result[1])
            else:
                raise result[1]
            future.release()
    except _Lost:
        for number in running.values():
            again(number, TimeoutError("the scheduler went away too often"))
    finally:
        for future in running:
            future.release()


class _Scheduler:
    """The scheduler that tasks are sent to, looked at from time to time."""

    def __init__(self, client):
        self._client = client
        self._id = None
        self._next = 0.0
        #: Threads of all workers, at least one.
        self.threads = 1

    def look(self):
        """Raises where it is gone, or another one has come in its place."""
        if self._client.status != "running":
            raise _Lost
        if time.monotonic() < self._next:
            return
        try:
            said = self._client.scheduler_info(n_workers=-1)
        except (OSError, TimeoutError) as error:
            raise _Lost from error
        if self._id not in (None, said["id"]):
            raise _Lost
        self._id = said["id"]
        self.threads = max(1, sum(worker["nthreads"] for worker in said["workers"].values()))
        self._next = time.monotonic() + BETWEEN
