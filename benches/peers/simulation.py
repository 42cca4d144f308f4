"""Draws, evaluates and summarises replications in chunks, and times each part."""

import mmap
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from math import ceil
from multiprocessing import get_context
from time import perf_counter
from typing import Any

import numpy as np

import quantities
from draws import Evaluate
from scenario import draw
from summaries import Estimate, estimate


@dataclass
class Simulation:
    """What came out, and the microseconds a replication that it took."""

    estimates: dict[str, Estimate]
    parts: dict[str, float]
    """Of sampling, evaluation and summaries, where each process does its share."""
    total: float


def simulate(
    evaluate: Evaluate,
    benefit: np.ndarray,
    strategies: int,
    replications: int,
    chunk: int,
    processes: int,
    seed: int,
) -> Simulation:
    """Runs whole chunks, at least as many replications as asked, where a live year is worth `benefit` to each.

    The processes share chunks, then quantities.
    """
    start = perf_counter()
    names = quantities.names(strategies)
    seeds = np.random.SeedSequence(seed).spawn(ceil(replications / chunk))
    values = room_for((len(seeds), len(names), chunk), shared=processes > 1)

    def run_chunk(number: int) -> tuple[float, float, float]:
        begin = perf_counter()
        draws = draw(np.random.Generator(np.random.SFC64(seeds[number])), chunk, benefit)
        drawn = perf_counter()
        evaluate(draws, strategies, values[number])
        evaluated = perf_counter()
        quantities.derive(draws, strategies, values[number])
        return drawn - begin, evaluated - drawn, perf_counter() - evaluated

    times = share_out(run_chunk, len(seeds), processes)
    begin = perf_counter()
    rows = [row for row, name in enumerate(names) if quantities.is_reported(name)]
    names = [names[row] for row in rows]
    estimates = share_out(lambda place: estimate(names[place], values[:, rows[place]].ravel()), len(rows), processes)
    summarised = perf_counter() - begin

    each = 1e6 / (len(seeds) * chunk)
    sampling, evaluation, derivation = np.sum(times, axis=0) / processes * each
    parts = {"sampling": sampling, "evaluation": evaluation, "summaries": derivation + summarised * each}
    return Simulation(dict(zip(names, estimates, strict=True)), parts, (perf_counter() - start) * each)


def room_for(shape: tuple[int, ...], shared: bool) -> np.ndarray:
    """An array, in memory that forked processes have in common if `shared`."""
    if not shared:
        return np.empty(shape)
    return np.frombuffer(mmap.mmap(-1, 8 * int(np.prod(shape)))).reshape(shape)


def share_out(work: Callable[[int], Any], count: int, processes: int) -> list:
    """`work` of 0, 1, … `count` − 1, by forked processes, which see all that this one has."""
    if processes == 1:
        return [work(number) for number in range(count)]
    fork = get_context("fork")
    with ProcessPoolExecutor(processes, mp_context=fork, initializer=take_up, initargs=(work,)) as pool:
        return list(pool.map(do, range(count), chunksize=ceil(count / (4 * processes))))


_work: Callable[[int], Any]


def take_up(work: Callable[[int], Any]) -> None:
    """What this process will be asked to do."""
    global _work
    _work = work


def do(number: int) -> Any:
    """Does it."""
    return _work(number)
