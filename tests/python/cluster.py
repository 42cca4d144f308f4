"""A scheduler and workers as processes of their own, over loopback."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path


class Processes:
    """`dask scheduler` and `dask worker` processes, which can be killed and started again."""

    def __init__(self, folder, workers=2):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"tcp://127.0.0.1:{self.port}"
        self.folder = Path(folder)
        self.scheduler = None
        self.workers = []
        self.start_scheduler()
        for _ in range(workers):
            self.start_worker()

    def _start(self, *words):
        environment = {**os.environ, "DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "5s"}
        with open(self.folder / "cluster.log", "ab") as log:
            return subprocess.Popen([sys.executable, "-m", "dask", *words], stdout=log, stderr=log, env=environment)

    def start_scheduler(self):
        self.scheduler = self._start("scheduler", "--host", "127.0.0.1", "--port", str(self.port), "--no-dashboard")
        until = time.monotonic() + 30
        while time.monotonic() < until:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise TimeoutError("the scheduler does not listen")

    def start_worker(self):
        words = ["--nthreads", "1", "--no-nanny", "--no-dashboard", "--host", "127.0.0.1"]
        worker = self._start("worker", self.address, *words, "--local-directory", str(self.folder))
        self.workers.append(worker)

    def kill_worker(self):
        self._kill(self.workers.pop(0))

    def kill_scheduler(self):
        self._kill(self.scheduler)

    def _kill(self, process):
        process.send_signal(signal.SIGKILL)
        process.wait()

    def close(self):
        for process in [*self.workers, self.scheduler]:
            self._kill(process)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
