"""What a replication's evaluation reads and writes, as records.

Arrays in tuples would have their references counted at every use, a quarter of the time.
"""

import numpy as np
from numba import njit

from draws import BY_ADMINISTRATION, BY_YEAR, Draws
from structure import LEVELS, K, N, T

LENGTHS = {"sizes": K} | dict.fromkeys(BY_ADMINISTRATION, N) | dict.fromkeys(BY_YEAR, T)
TINY = np.finfo(float).tiny
# Sums may be reordered; infinities stay what they are.
compiled = njit(fastmath={"reassoc", "contract", "arcp", "nsz"}, error_model="numpy")

# A replication's inputs.
CASE = np.dtype([(name, float, LENGTHS.get(name, ())) for name in Draws._fields])
# Arrays that every replication uses again.
ROOM = np.dtype(
    [
        # By administration.
        ("function", float, N),  # F(X_i)
        ("size", float, N),  # N_i
        ("log_overrun", float, N),
        ("stretch", float, N),  # O_i^d'
        ("carried", float, N),  # O_i^ζ
        ("build_effort", float, N),  # of its own system, with what an abandoned attempt sank
        ("build_years", float, N),
        ("kept_up_alone", float, N),  # N_i*
        ("carried_alone", float, N),
        ("inside", float, N),  # F_i^in
        ("outside", float, N),  # F_i^out
        ("founder", np.int8, N),
        ("leaves", float, N),  # l_i
        ("exits", float, N),  # x_i
        # Whether i goes on alone from x_i: abandoned, left before the core was due, or may not take the core.
        ("alone", np.int8, N),
        ("falls_back", np.int8, N),  # whether it is the abandoned core that makes it so
        ("work", float, N),  # effort of the build or the local work
        ("start", float, N),
        ("live", float, N),  # g_i
        ("with_core_until", float, N),
        ("kept_up", float, N),  # M_i
        ("stock", float, N),  # L_i
        ("need", float, N),  # of local code a year
        ("contributed", float, N),  # U_it
        ("local_exposed", float, N),  # Σ of `exposed`
        ("each", float, N),  # incidents a unit of exposure
        ("weights", float, N),  # W_i
        ("cost", float, N),
        ("effort", float, N),
        ("live_years", float, N),  # present value
        ("funding", float, N),  # present value of its part of the grant
        # By module and by level.
        ("covered", float, K),  # c_k
        ("by_level", float, len(LEVELS)),  # Σ U_jt
        # By year.
        ("members", float, T),  # n_t
        ("weighed", float, T),  # Σ W_j·β_jt
        ("users", float, T),  # Σ f_jt
        ("worth", float, T),  # of a live year with the core
        ("active", float, T),  # A_t
        ("upstreamed", float, T),  # Up
        ("core_running", float, T),
        ("core_coordination", float, T),
        ("core_rate", float, T),  # Λ_t
        ("core_effort", float, T),
        ("pot", float, T),
        ("funded", float, T),
        ("core_hits", float, T),  # incidents to a member live for the whole year
        # Of all, besides what is in the totals.
        ("year_effort", float, T),
        ("year_money", float, T),
        ("year_benefit", float, T),
        # By year and administration.
        ("with_core", float, (T, N)),  # f_it
        ("billed", float, (T, N)),  # β_it
        ("bills", float, (T, N)),  # shares of the pot
        ("local", float, (T, N)),  # effort on local code
        ("exposed", float, (T, N)),  # local code exposed
        # Effort by what it is for, of all administrations, and incidents.
        ("build", float),
        ("adaptation", float),
        ("running", float),
        ("operations", float),
        ("coordination", float),
        ("security", float),
        ("leaving", float),
        ("incidents", float),
        # Present value of totals at the boundaries, and of those of labour.
        ("money_factors", float, T + 1),
        ("labour_factors", float, T + 1),
        # Totals at the boundaries, of all administrations; labour at the wages of the first year.
        ("total_effort", float, T + 1),
        ("total_labour", float, T + 1),
        ("total_money", float, T + 1),
        ("total_benefit", float, T + 1),
    ]
)
