"""Checks, times and compares the three, and prints what was found."""

import argparse
import json
import os
import platform
import subprocess
import sys
from functools import partial
from importlib.metadata import version
from pathlib import Path
from statistics import median

import numpy as np

import agreement
import check
import exported
import model_numba
import model_numpy
import scenario
import structure
from check import TOLERANCE
from program import Program, read_summary
from simulation import Simulation, simulate

# Replications that are exported and recomputed.
EXPORTED = 2000
VECTORS = structure.ROOT / "tests" / "vectors"
PEERS = {"numpy": model_numpy.evaluate, "numba": model_numba.evaluate}
# Replications that go by together: of 500, 1,000, 2,000 and 4,000 the fastest for numpy, and as good as any for numba.
CHUNK = 1000
SEED = 1
PARTS = ["sampling", "evaluation", "summaries"]


def run(options: argparse.Namespace, binary: Path, home: Path) -> int:
    """All of it; 0 if the answers agree."""
    found = {"machine": machine(binary), "threads": options.threads, "strategies": options.strategies}
    print(", ".join(found["machine"].values()))
    recomputed, benefit = recompute(Program(binary, 3, options.threads, home / "output"))
    times, simulations, program = measure(options, binary, home, benefit)
    agreed = compare(program, simulations)
    found |= {"check": recomputed, "microseconds": times, "agreement": agreed}
    if options.json:
        options.json.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    exact = all(difference <= TOLERANCE for peer in recomputed.values() for difference in peer.values())
    if not exact:
        print(f"\nThe models differ: more than {TOLERANCE:g} between exported and recomputed.", file=sys.stderr)
    alike = all(peer["largest"] <= agreement.LIMIT for peer in agreed.values())
    if not alike:
        print("\nThe answers differ by more than chance: the draws are not the same.", file=sys.stderr)
    return 0 if exact and alike else 1


def machine(binary: Path) -> dict[str, str]:
    """What the figures were measured on and with."""
    lines = [line.split(":", 1) for line in Path("/proc/cpuinfo").read_text().splitlines() if ":" in line]
    cpu = {key.strip(): value.strip() for key, value in lines}
    features = cpu.get("flags", "").split()
    libraries = " ".join(f"{library} {version(library)}" for library in ("numpy", "scipy", "numba"))
    return {
        "cpu": cpu.get("model name", platform.processor()),
        "simd": " ".join(name for name in ("avx2", "avx512f") if name in features) or "neither AVX2 nor AVX-512",
        "python": f"Python {platform.python_version()}",
        "libraries": libraries,
        "program": subprocess.check_output([binary, "--version"], text=True).strip(),
    }


def known_answers() -> int:
    """Holds both models to the known answers, one scenario a process; 0 if they agree."""
    print("Largest relative difference from the known answers:")
    agree = True
    for file in sorted(VECTORS.glob("*.toml")):
        command = [sys.executable, Path(__file__).with_name("known.py")]
        environment = {**os.environ, "PEERS_SCENARIO": str(file)}
        found = json.loads(subprocess.check_output(command, env=environment, text=True))
        agree = agree and all(peer["largest"] <= TOLERANCE for peer in found.values())
        differences = "".join(f"  {name} {peer['largest']:8.1e}" for name, peer in found.items())
        print(f"{file.stem:12} {found['numpy']['replications']:3} replications{differences}", flush=True)
    return 0 if agree else 1


def recompute(program: Program) -> tuple[dict[str, dict[str, float]], np.ndarray]:
    """Differences from exported replications and from their summary, by peer; and what a live year is worth to each."""
    program.run(EXPORTED, "--replications-csv", str(EXPORTED))
    columns = exported.read(program.results() / "replications.csv")
    certain = scenario.draw(np.random.default_rng(SEED), 1, np.zeros(structure.N))
    draws, summary = exported.draws_of(columns, certain), read_summary(program.results())
    print(f"\nLargest relative difference, {EXPORTED:,} exported replications of three ways recomputed:")
    outputs = len(exported.expected(columns, 3))
    print(f"{'':6} {outputs} outputs  worth of a live year  statistics of {len(summary.estimates)} quantities")
    found = {}
    for name, evaluate in PEERS.items():
        values = check.recompute(draws, evaluate)
        found[name] = {
            "outputs": check.output_difference(columns, values),
            "benefit": check.benefit_difference(draws, values),
            "statistics": check.summary_difference(summary, values),
        }
        print(
            f"{name:6} {found[name]['outputs']:10.1e} {found[name]['benefit']:20.1e} {found[name]['statistics']:14.1e}"
        )
    return found, draws.benefit[:, 0]


def measure(
    options: argparse.Namespace, binary: Path, home: Path, benefit: np.ndarray
) -> tuple[dict, dict[str, Simulation], Program]:
    """Microseconds a replication, medians of interleaved rounds; the simulations and the program of the last one.

    What a live year is worth is found from the first replications, however many follow: it is in nobody's time. All
    take the program's, so that they answer the same question.
    """
    strategies = 2 if options.strategies == "two" else 3
    program = Program(binary, strategies, options.threads, home / "output")
    small = options.replications // 5
    simulated = {
        name: partial(simulate, evaluate, benefit, strategies, options.peer_replications, CHUNK, options.threads, SEED)
        for name, evaluate in PEERS.items()
    }
    for run_peer in simulated.values():
        run_peer()
    rounds: dict[str, list[dict[str, float]]] = {name: [] for name in (*PEERS, "commonweal")}
    simulations = {}
    for _ in range(options.rounds):
        for name, run_peer in simulated.items():
            simulations[name] = run_peer()
            rounds[name].append(simulations[name].parts | {"total": simulations[name].total})
        start_up = program.run(small)
        whole = program.run(options.replications)
        rounds["commonweal"].append({"total": 1e6 * (whole - start_up) / (options.replications - small)})
    times = {name: {part: median(one[part] for one in found) for part in found[0]} for name, found in rounds.items()}
    medians = f"medians of {options.rounds} rounds"
    print(f"\nMicroseconds a replication, {options.strategies} strategies, threads: {options.threads}, {medians};")
    print(
        f"replications: {options.peer_replications:,}, of commonweal {options.replications:,}, its start-up subtracted:"
    )
    print(f"{'':10} {'sampling':>10} {'evaluation':>10} {'summaries':>10} {'total':>10} {'ratio':>7}")
    for name, time in times.items():
        parts = "".join(f" {time[part]:10.2f}" if part in time else " " * 11 for part in PARTS)
        print(f"{name:10}{parts} {time['total']:10.2f} {time['total'] / times['commonweal']['total']:7.2f}")
    return times, simulations, program


def compare(program: Program, simulations: dict[str, Simulation]) -> dict[str, dict]:
    """Whether means, quantiles and probabilities agree with the program's last run, by peer."""
    summary = read_summary(program.results())
    found = {}
    print(f"\nDifferences from commonweal in combined standard errors, at most {agreement.LIMIT:g} allowed:")
    for name, simulation in simulations.items():
        differences = sorted(agreement.differences(summary, simulation), reverse=True)
        largest, where = differences[0]
        found[name] = {"compared": len(differences), "largest": largest, "where": where}
        print(f"{name:6} largest of {len(differences)}: {largest:.2f}, {where}")
    return found
