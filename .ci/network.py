"""The program asks the network for nothing: strace watches commands, and sees neither a socket of the internet nor a connection.

That it would see one is shown first, by a connection to this machine's own closed port.
"""

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

root = Path(__file__).resolve().parent.parent
CALL = re.compile(r"\b(?:socket|connect|bind|sendto|sendmsg)\(.*\bAF_INET6?\b.*")
SCENARIO = str(root / "docs/towns.toml")
COMMANDS = [
    ["run", SCENARIO, "-n", "1000"],
    ["report", SCENARIO, "-n", "500", "--lang", "both"],
    ["sweep", SCENARIO, "--over", "horizon=5,10", "-n", "500"],
    ["allocate", SCENARIO, "-n", "500"],
]


def calls(command: list[str], folder: str, ends: tuple[int, ...] = (0,)) -> list[str]:
    """Calls of a command and all that it starts which have to do with the internet."""
    trace = Path(folder) / "trace"
    done = subprocess.run(["strace", "-f", "-e", "trace=network", "-o", trace, *command], cwd=folder, capture_output=True, text=True)
    if done.returncode not in ends:
        sys.exit(f"{' '.join(command)} ends with {done.returncode}: {done.stderr}")
    return [line for line in trace.read_text().splitlines() if CALL.search(line)]


with tempfile.TemporaryDirectory() as folder:
    connect = "import socket; socket.socket().connect_ex(('127.0.0.1', 9))"
    if not calls([sys.executable, "-c", connect], folder):
        sys.exit("strace does not see a connection that is made")
    program = str(root / "target/release/commonweal")
    found = {command[0]: calls([program, *command, "--quiet", "--out", folder], folder) for command in COMMANDS}
asked = [line for lines in found.values() for line in lines]
print(f"network: {', '.join(found)}: {len(asked)} calls to the internet")
(root / "target/ci").mkdir(parents=True, exist_ok=True)
(root / "target/ci/network.json").write_text(json.dumps({command: len(lines) for command, lines in found.items()}))
if asked:
    sys.exit("\n".join(asked))
