"""The interpreter goes on while a question is worked on, and an interrupt is heard within a second."""

import os
import signal
import subprocess
import sys
import threading
import time

import commonweal
import pytest
from conftest import NOTIFY, ROOT


def test_another_thread_goes_on():
    scenario, counted, done = commonweal.load(NOTIFY), 0, threading.Event()

    def count():
        nonlocal counted
        while not done.is_set():
            counted += 1
            time.sleep(0.001)

    other = threading.Thread(target=count)
    other.start()
    began = time.monotonic()
    scenario.run(replications=100_000, ambiguity=False, threads=1)
    took = time.monotonic() - began
    done.set()
    other.join()
    # With the lock held it would count once.
    assert counted > 50 * took


LONG = {
    "run": "scenario.run(replications=4_000_000_000)",
    "allocate": "scenario.allocate(replications=1_000_000)",
    "decide": "scenario.decide(replications=1_000_000)",
    "sweep": "scenario.sweep({'consortium.coordination': '0..0.2:100000'}, replications=100_000)",
    "report": "scenario.report(replications=1_000_000)",
    "part": "scenario.part(1, 2, replications=4_000_000_000)",
    "nested": "scenario.nested(points=2**20, replications=2**16)",
}


@pytest.mark.parametrize("question", LONG)
def test_an_interrupt_is_heard_within_a_second(question):
    program = f"""
import commonweal, sys
scenario = commonweal.load({NOTIFY!r})
print("begun", flush=True)
try:
    {LONG[question]}
except KeyboardInterrupt:
    print("heard", flush=True)
    import os
    os._exit(0)
"""
    process = subprocess.Popen([sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout.readline() == "begun\n"
        time.sleep(0.5)
        assert process.poll() is None
        os.kill(process.pid, signal.SIGINT)
        sent = time.monotonic()
        assert process.stdout.readline() == "heard\n"
        assert time.monotonic() - sent < 1
    finally:
        process.kill()
        process.wait()


def test_a_run_that_was_stopped_ends():
    """The work behind it ends at its next round: the process uses no more time."""
    program = f"""
import commonweal, resource, signal, time
scenario = commonweal.load({NOTIFY!r})
signal.signal(signal.SIGALRM, lambda *_: (_ for _ in ()).throw(InterruptedError()))
signal.setitimer(signal.ITIMER_REAL, 0.5)
try:
    scenario.run(replications=4_000_000_000)
except InterruptedError:
    pass
time.sleep(2)
used = resource.getrusage(resource.RUSAGE_SELF).ru_utime
time.sleep(2)
print(resource.getrusage(resource.RUSAGE_SELF).ru_utime - used)
"""
    said = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True, text=True)
    assert float(said.stdout) < 0.2


def test_questions_are_asked_from_several_threads_at_once():
    scenario = commonweal.load(NOTIFY)
    alone = scenario.run(replications=1000).json()
    found = [None] * 4

    def ask(place):
        found[place] = scenario.run(replications=1000, threads=1).json()

    threads = [threading.Thread(target=ask, args=(place,)) for place in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [alone] * 4


def test_the_package_needs_nothing_else():
    program = f"""
import sys
import commonweal
run = commonweal.load({NOTIFY!r}).run(replications=100)
assert run.tables() and run.replications(10) and run.files() and run.summary
assert not {{"numpy", "pandas", "polars", "pyarrow", "dask", "distributed"}} & set(sys.modules)
"""
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True)
