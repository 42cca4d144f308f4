"""Draws, evaluates and summarises replications in chunks, and times each part."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from time import perf_counter
from collections.abc import Callable

import numpy as np

import quantities
from scenario import Draws, draw
from summaries import Estimate, estimate

Evaluate = Callable[[Draws, int, np.ndarray], None]


@dataclass
class Simulation:
    """What came out, and the microseconds a replication that it took."""

    estimates: dict[str, Estimate]
    parts: dict[str, float]
    """Of sampling, evaluation and summaries, on each thread."""
    total: float


def simulate(evaluate: Evaluate, ways: int, replications: int, chunk: int, threads: int, seed: int) -> Simulation:
    """Runs whole chunks, at least as many replications as asked. The threads share chunks, then quantities."""
    start = perf_counter()
    names = quantities.names(ways)
    seeds = np.random.SeedSequence(seed).spawn(-(-replications // chunk))
    values = np.empty((len(seeds), len(names), chunk))

    def run_chunk(number: int) -> tuple[float, float, float]:
        begin = perf_counter()
        draws = draw(np.random.Generator(np.random.SFC64(seeds[number])), chunk)
        drawn = perf_counter()
        evaluate(draws, ways, values[number])
        evaluated = perf_counter()
        quantities.derive(draws.joins, ways, values[number])
        return drawn - begin, evaluated - drawn, perf_counter() - evaluated

    with ThreadPoolExecutor(threads) as pool:
        sampling, evaluation, derivation = np.sum(list(pool.map(run_chunk, range(len(seeds)))), axis=0) / threads
        begin = perf_counter()
        found = pool.map(lambda row: estimate(names[row], values[:, row].ravel()), range(len(names)))
        estimates = dict(zip(names, found, strict=True))
        summaries = derivation + perf_counter() - begin
    each = 1e6 / (len(seeds) * chunk)
    parts = {"sampling": sampling * each, "evaluation": evaluation * each, "summaries": summaries * each}
    return Simulation(estimates, parts, (perf_counter() - start) * each)
