"""What the command is made of: crates of its normal tree, with their sums, as a CycloneDX 1.5 bill of materials.

Fails where there are more than 150 crates, a crate from elsewhere than crates.io or without a sum in Cargo.lock, a crate of our
own whose lints are not the workspace's (which forbid unsafe code), or a compiler older than what Cargo.toml promises to suffice.
Writes target/commonweal.cdx.json, and target/ci/supply.json for .ci/verification.py. With the package `cyclonedx-python-lib` the
bill is held to the schema of the standard.
"""

import hashlib
import json
import re
import subprocess
import sys
import tomllib
import uuid
from pathlib import Path

MOST = 150
root = Path(__file__).resolve().parent.parent
lock_text = (root / "Cargo.lock").read_bytes()
locked = {(one["name"], one["version"]): one for one in tomllib.loads(lock_text.decode())["package"]}
manifest = tomllib.loads((root / "Cargo.toml").read_text())


def told(*command: str) -> str:
    return subprocess.check_output(command, cwd=root, text=True)


metadata = json.loads(told("cargo", "metadata", "--format-version", "1", "--locked"))
packages = {package["id"]: package for package in metadata["packages"]}
nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
command = next(key for key, package in packages.items() if package["name"] == "commonweal")
# What it needs when it runs, or as a macro when it is compiled: no build scripts, no tests, on this kind of machine.
lines = told("cargo", "tree", "--locked", "--package", "commonweal", "--edges", "normal", "--prefix", "none").splitlines()
listed = {tuple(line.split()[:2]) for line in lines if line}
tree = {key for key, package in packages.items() if (package["name"], f"v{package['version']}") in listed}


def needs(key: str) -> list[str]:
    """What a crate needs, of the tree."""
    normal = lambda needed: any(kind["kind"] is None for kind in needed["dep_kinds"])
    return sorted(needed["pkg"] for needed in nodes[key]["deps"] if normal(needed) and needed["pkg"] in tree)


wrong = []
if len(tree) > MOST:
    wrong.append(f"{len(tree)} crates, at most {MOST}")
for key in tree:
    package = packages[key]
    entry = locked[package["name"], package["version"]]
    if package["source"] is None:
        own = tomllib.loads(Path(package["manifest_path"]).read_text())
        if own.get("lints") != {"workspace": True}:
            wrong.append(f"{package['name']} has lints of its own")
    elif package["source"] != "registry+https://github.com/rust-lang/crates.io-index" or "checksum" not in entry:
        wrong.append(f"{package['name']} {package['version']} is not from crates.io, or has no sum")
if manifest["workspace"]["lints"]["rust"]["unsafe_code"] != "forbid":
    wrong.append("unsafe code is not forbidden")
promised = manifest["workspace"]["package"]["rust-version"]
compiler = re.search(r"release: (\d+\.\d+)", told("rustc", "-vV"))[1]
numbers = lambda version: [int(part) for part in version.split(".")]
if numbers(compiler) < numbers(promised):
    wrong.append(f"rustc {compiler} is older than {promised}")


def name_of(key: str) -> str:
    return f"pkg:cargo/{packages[key]['name']}@{packages[key]['version']}"


def component(key: str) -> dict:
    package = packages[key]
    found = {"type": "application" if key == command else "library", "bom-ref": name_of(key), "name": package["name"],
             "version": package["version"], "purl": name_of(key)}
    if sum_of := locked[package["name"], package["version"]].get("checksum"):
        found["hashes"] = [{"alg": "SHA-256", "content": sum_of}]
    if package["license"]:
        found["licenses"] = [{"expression": package["license"].replace("/", " OR ")}]
    return found


(root / "target/ci").mkdir(parents=True, exist_ok=True)
names = sorted(tree - {command}, key=name_of)
bill = {
    "bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
    # Of what is locked, so that the same sources have the same bill.
    "serialNumber": f"urn:uuid:{uuid.UUID(bytes=hashlib.sha256(lock_text).digest()[:16], version=4)}",
    "metadata": {"component": component(command)},
    "components": [component(key) for key in names],
    "dependencies": [{"ref": name_of(key), "dependsOn": [name_of(one) for one in needs(key)]} for key in [command, *names]],
}
text = json.dumps(bill, indent=1)
(root / "target/commonweal.cdx.json").write_text(text + "\n")
try:
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator
except ImportError:
    held = "not held to the schema: cyclonedx-python-lib is not there"
else:
    problem = JsonStrictValidator(SchemaVersion.V1_5).validate_str(text)
    held = "not valid by the schema of CycloneDX 1.5" if problem else "valid by the schema of CycloneDX 1.5"
    if problem:
        wrong.append(f"the bill is not valid: {problem}")
print(f"supply: {len(tree)} crates in the normal tree, at most {MOST}; rustc {compiler} for {promised}; bill {held}")
(root / "target/ci/supply.json").write_text(json.dumps(
    {"crates": len(tree), "most": MOST, "rustc": compiler, "promised": promised, "bill": held, "wrong": wrong}))
if wrong:
    sys.exit("\n".join(wrong))
