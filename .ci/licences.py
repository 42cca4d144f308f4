"""Every dependency's licence must be among those of deny.toml.

cargo-deny checks the same and more, but takes longer to build than everything else here together.
"""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

root = Path(__file__).parent.parent
allowed = set(tomllib.loads((root / "deny.toml").read_text())["licenses"]["allow"])


def permitted(expression: str) -> bool:
    """Whether an SPDX expression can be met with allowed licences only."""
    tokens = re.findall(r"\(|\)|[^\s()]+", expression.replace("/", " OR "))

    def alternatives() -> bool:
        met = conjunction()
        while tokens and tokens[0] == "OR":
            tokens.pop(0)
            met = conjunction() or met
        return met

    def conjunction() -> bool:
        met = licence()
        while tokens and tokens[0] == "AND":
            tokens.pop(0)
            met = licence() and met
        return met

    def licence() -> bool:
        token = tokens.pop(0)
        if token == "(":
            met = alternatives()
            tokens.pop(0)
            return met
        if tokens and tokens[0] == "WITH":
            token = f"{token} {tokens.pop(0)} {tokens.pop(0)}"
        return token in allowed

    return alternatives()


metadata = json.loads(subprocess.check_output(["cargo", "metadata", "--format-version", "1", "--locked"], cwd=root))
refused = [
    f"{package['name']} {package['version']}: {package['license']}"
    for package in metadata["packages"]
    if not package["license"] or not permitted(package["license"])
]
print(f"licences: {len(metadata['packages'])} packages, {len(refused)} refused")
if refused:
    sys.exit("\n".join(refused))
