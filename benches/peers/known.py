"""The known answers of one scenario, which `PEERS_SCENARIO` names: prints what each model makes of them, as JSON."""

import json

import check
import model_numba
import model_numpy

if __name__ == "__main__":
    models = {"numpy": model_numpy.evaluate, "numba": model_numba.evaluate}
    found = {name: check.known_difference(evaluate) for name, evaluate in models.items()}
    print(json.dumps({name: {"replications": count, "largest": largest} for name, (count, largest) in found.items()}))
