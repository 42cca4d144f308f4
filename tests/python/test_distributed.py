"""On a cluster: the bytes of one process, whatever is killed on the way."""

import signal
import subprocess
import sys
import threading
import time

import commonweal
import pyarrow
import pytest
from cluster import Processes
from commonweal import _checkpoint, distributed
from conftest import NOTIFY, ROOT
from dask.distributed import Client

RUN = {"replications": 400_000, "seed": 3, "ambiguity": False}
PARTS = 40


@pytest.fixture(scope="module")
def whole():
    return commonweal.load(NOTIFY).run(**RUN).files(charts=False)


@pytest.fixture
def cluster(tmp_path):
    with Processes(tmp_path) as processes:
        yield processes


@pytest.fixture
def client(cluster):
    with Client(cluster.address, set_as_default=False) as client:
        client.wait_for_workers(2, timeout=60)
        yield client


class After:
    """Does something once, when so many tasks are done."""

    def __init__(self, tasks, do):
        self.tasks, self.do, self.seen = tasks, do, []

    def __call__(self, done, _):
        self.seen.append(done)
        if done >= self.tasks and self.do:
            do, self.do = self.do, None
            do()


def test_run_sweep_and_nested(client, whole):
    scenario = commonweal.load(NOTIFY)
    assert distributed.run(scenario, client, parts=PARTS, **RUN).files(charts=False) == whole
    over = {"consortium.coordination": "0..0.2:5", "members": [2, 13]}
    found = distributed.sweep(scenario, client, over, replications=200, parts=4)
    assert found.files(charts=False) == scenario.sweep(over, replications=200).files(charts=False)
    found = distributed.nested(scenario, client, points=256, replications=64, parts=5)
    assert pyarrow.table(found.table()).equals(pyarrow.table(scenario.nested(points=256, replications=64).table()))


def test_two_questions_at_a_time(client):
    scenario, found = commonweal.load(NOTIFY), {}

    def ask(seed):
        found[seed] = distributed.nested(scenario, client, points=64, replications=16, seed=seed, parts=4)

    threads = [threading.Thread(target=ask, args=(seed,)) for seed in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for seed in (1, 2):
        assert found[seed].summary == scenario.nested(points=64, replications=16, seed=seed).summary


def test_what_a_task_raises_is_raised(client):
    scenario = commonweal.load(NOTIFY)
    with pytest.raises(ValueError, match="nothing"):
        distributed.sweep(scenario, client, {"members": [2]}, of="nothing")
    with pytest.raises(ValueError, match="lies outside"):
        text = (ROOT / NOTIFY).read_text().replace('"canada-notify.csv"', '"../scenarios/canada-notify.csv"')
        place = ROOT / "target" / "outside.toml"
        place.write_text(text)
        distributed.run(commonweal.load(place, allow_outside=True), client)


def test_a_worker_is_killed(cluster, client, whole):
    kill = After(5, lambda: (cluster.kill_worker(), cluster.start_worker()))
    found = distributed.run(commonweal.load(NOTIFY), client, parts=PARTS, progress=kill, **RUN)
    assert kill.do is None and kill.seen[-1] == PARTS
    assert found.files(charts=False) == whole


def test_the_scheduler_is_killed_and_started_again(cluster, client, whole):
    def restart():
        cluster.kill_scheduler()
        time.sleep(0.5)
        while cluster.workers:
            cluster.kill_worker()
        cluster.start_scheduler()
        cluster.start_worker()
        cluster.start_worker()

    restarted = After(5, restart)
    found = distributed.run(commonweal.load(NOTIFY), client, parts=PARTS, progress=restarted, **RUN)
    assert restarted.do is None and restarted.seen[-1] == PARTS
    assert found.files(charts=False) == whole


def test_the_client_is_killed_and_goes_on(cluster, tmp_path, whole):
    checkpoint = tmp_path / "run.checkpoint"
    program = f"""
import commonweal
from commonweal import distributed
from dask.distributed import Client
client = Client({cluster.address!r})
client.wait_for_workers(2)
told = lambda done, of: print(done, flush=True)
distributed.run(commonweal.load({NOTIFY!r}), client, parts={PARTS}, checkpoint={str(checkpoint)!r}, every=0, progress=told, **{RUN!r})
"""
    process = subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    for line in process.stdout:
        if int(line) >= 10:
            break
    process.send_signal(signal.SIGKILL)
    process.wait()
    held = _checkpoint.tasks_of(checkpoint)
    assert held == PARTS
    seen = After(0, None)
    with Client(cluster.address, set_as_default=False) as client:
        found = distributed.run(commonweal.load(NOTIFY), client, checkpoint=checkpoint, progress=seen, **RUN)
        assert found.files(charts=False) == whole
        # What the file held was not done again.
        assert seen.seen[0] > 1 and seen.seen == list(range(seen.seen[0], PARTS + 1))
        with pytest.raises(ValueError, match="is of another run"):
            distributed.run(commonweal.load(NOTIFY), client, checkpoint=checkpoint, **{**RUN, "seed": 4})


def test_a_damaged_checkpoint_is_refused(tmp_path):
    path = tmp_path / "checkpoint"
    kept = _checkpoint.Checkpoint(path, "key", 5, 0)
    kept.write({0, 1, 4}, lambda: {"a": b"one", "b": b"\n\n"})
    assert _checkpoint.Checkpoint(path, "key", 5, 0).read() == ({0, 1, 4}, {"a": b"one", "b": b"\n\n"})
    content = path.read_bytes()
    for at in range(len(content)):
        path.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        with pytest.raises(ValueError, match="no checkpoint, or damaged"):
            _checkpoint.tasks_of(path)
        path.write_bytes(content[:at])
        with pytest.raises(ValueError, match="no checkpoint, or damaged"):
            _checkpoint.tasks_of(path)


def test_no_scheduler_is_said(tmp_path):
    with Processes(tmp_path, workers=0) as processes:
        client = Client(processes.address, set_as_default=False, timeout=2)
    with pytest.raises(TimeoutError, match="no scheduler answers"):
        distributed.run(commonweal.load(NOTIFY), client, patience=1)
    client.close(timeout=1)
