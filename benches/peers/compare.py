"""Compares commonweal with the same model in numpy and numba: same answers first, then time.

    python3 benches/peers/compare.py

Makes its own environment in target/peers; see README.md.
"""

import argparse
import json
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOME = ROOT / "target" / "peers"


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description="commonweal against the same model in numpy and numba")
    parser.add_argument("--binary", type=Path, help="commonweal to measure; built with cargo if not given")
    parser.add_argument("--strategies", choices=["two", "three"], default="three", help="independent, shared; and fork")
    parser.add_argument("--replications", type=int, default=500_000, help="of commonweal")
    parser.add_argument("--peer-replications", type=int, default=50_000, help="of numpy and numba")
    parser.add_argument("--rounds", type=int, default=5, help="of which the medians are printed")
    parser.add_argument("--threads", type=int, default=1, help="of each program")
    parser.add_argument("--known-answers", action="store_true", help="hold both peers to tests/vectors instead")
    parser.add_argument("--json", type=Path, help="file to write the figures to")
    return parser.parse_args()


def enter_environment() -> None:
    """Goes on in an environment of its own with what requirements.txt pins."""
    python = HOME / "venv" / "bin" / "python"
    requirements = Path(__file__).with_name("requirements.txt")
    installed = HOME / "venv" / "requirements.txt"
    if not installed.exists() or installed.read_text() != requirements.read_text():
        venv.create(HOME / "venv", with_pip=True, clear=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "-r", requirements], check=True)
        installed.write_text(requirements.read_text())
    settings = {
        "PEERS_ENVIRONMENT": "1",
        "PYTHONPYCACHEPREFIX": str(HOME / "python"),
        # One thread means one, and memory that numpy gives back is not cleared and asked for again.
        "OPENBLAS_NUM_THREADS": "1",
        "MALLOC_TOP_PAD_": str(1 << 27),
        "MALLOC_TRIM_THRESHOLD_": str(1 << 28),
        "MALLOC_MMAP_THRESHOLD_": str(1 << 28),
    }
    os.execve(python, [str(python), *sys.argv], {**os.environ, **settings})


def build() -> Path:
    """The release binary of this checkout."""
    subprocess.run(["cargo", "build", "--release", "--locked", "--quiet"], cwd=ROOT, check=True)
    metadata = subprocess.check_output(["cargo", "metadata", "--format-version", "1", "--no-deps"], cwd=ROOT)
    return Path(json.loads(metadata)["target_directory"]) / "release" / "commonweal"


def main() -> int:
    """Checks, measures, compares; 0 if all answers agree."""
    options = arguments()
    if "PEERS_ENVIRONMENT" not in os.environ:
        enter_environment()
    import measure

    if options.known_answers:
        return measure.known_answers()
    return measure.run(options, (options.binary or build()).resolve(), HOME)


if __name__ == "__main__":
    sys.exit(main())
