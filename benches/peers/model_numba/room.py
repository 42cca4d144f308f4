"""What a replication's evaluation reads and writes, as records.

Arrays in tuples would have their references counted at every use, a quarter of the time.
"""

import numpy as np
from numba import njit

from scenario import BY_ADMINISTRATION, MODULES, N, T, Draws

K = len(MODULES)
LENGTHS = {"sizes": K} | {name: N for name in BY_ADMINISTRATION}
TINY = np.finfo(float).tiny
# Sums may be reordered; infinities stay what they are.
compiled = njit(fastmath={"reassoc", "contract", "arcp", "nsz"}, error_model="numpy")

# A replication's inputs.
CASE = np.dtype([(name, float, LENGTHS.get(name, ())) for name in Draws._fields])
# Arrays that every replication uses again.
ROOM = np.dtype(
    [
        # By administration.
        ("size", float, N),  # N_i
        ("duration", float, N),  # D(N_i, O_i)
        ("stretch", float, N),  # ln O_i^d'
        ("legacy_cost", float, N),
        ("founder", np.int8, N),
        ("leaves", float, N),  # l_i
        ("exits", float, N),  # x_i
        ("alone", np.int8, N),  # whether i goes on alone from x_i: abandoned, or left before the core was due
        ("rate", float, N),  # effort a year of the build or the local work
        ("start", float, N),
        ("live", float, N),  # g_i
        ("with_core_until", float, N),
        ("stock", float, N),  # L_i
        ("need", float, N),  # of local code a year
        ("contributed", float, N),  # U_it
        ("local_exposed", float, N),  # Σ of `exposed`
        ("each", float, N),  # incidents a unit of exposure
        ("cost", float, N),
        ("effort", float, N),
        # By module.
        ("covered", float, K),  # c_k
        # By year.
        ("members", float, T),  # n_t
        ("weight", float, T),  # Σ W_j·β_jt
        ("active", float, T),  # A_t
        ("upstreamed", float, T),  # Up
        ("core_running", float, T),
        ("core_coordination", float, T),
        ("core_rate", float, T),  # Λ_t
        ("core_effort", float, T),
        ("pot", float, T),
        ("core_loss", float, T),  # of a member live for the whole year
        ("year_effort", float, T),  # of all, besides what is in the totals
        ("year_money", float, T),
        # By year and administration.
        ("with_core", float, (T, N)),  # f_it
        ("billed", float, (T, N)),  # β_it
        ("local", float, (T, N)),  # effort on local code
        ("exposed", float, (T, N)),  # local code exposed
        # Effort by what it is for, of all administrations, and incidents.
        ("build", float),
        ("adaptation", float),
        ("running", float),
        ("coordination", float),
        ("security", float),
        ("leaving", float),
        ("incidents", float),
        # Totals at the boundaries, of all administrations.
        ("total_effort", float, T + 1),
        ("total_money", float, T + 1),
    ]
)
