"""No function of the platform's math library reaches a number of the results.

Shows which of them the program takes from outside, and which crates ask for any: libraries for pictures, archives and progress do,
and are listed; a new function or a new crate is a failure, and so is the model's, in any case. What decides a number is made of
+ - * / and roots, which are exact by the standard, and of the crate `libm`; clippy.toml forbids the rest at the source.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

root = Path(__file__).resolve().parent.parent
FUNCTIONS = """acos acosh asin asinh atan atan2 atanh cbrt cos cosh erf erfc exp exp2 exp10 expm1 fma gamma hypot lgamma lgamma_r log log10
log1p log2 pow sin sincos sinh tan tanh tgamma""".split()
MATH = {name + kind for name in FUNCTIONS for kind in ("", "f")}
# What the program takes in, and who asks for it.
TAKEN = {"acos", "acosf", "cos", "cosf", "log2", "pow", "powf"}
ASKING = {
    "indicatif": "progress on a terminal",
    "plotters": "charts: marks of axes",
    "tiny_skia": "charts as PNG",
    "tiny_skia_path": "charts as PNG",
    "ttf_parser": "outlines of letters",
    "zopfli": "compression of workbooks",
}


def asked(path: Path, *options: str) -> set[str]:
    """Functions of the math library that a file asks others for."""
    told = subprocess.run(["nm", "--undefined-only", *options, path], capture_output=True, text=True, check=True).stdout
    return {name for line in told.splitlines() if (name := line.rpartition(" ")[2].split("@")[0]) in MATH}


program = root / "target/release/commonweal"
taken = asked(program, "-D")
tree = ["cargo", "tree", "--locked", "--package", "commonweal", "--edges", "normal", "--prefix", "none"]
listed = subprocess.check_output(tree, cwd=root, text=True)
crates = {line.split()[0].removeprefix("commonweal-").replace("-", "_") for line in listed.splitlines() if line}
asking: dict[str, set[str]] = {}
looked_at = set()
for library in sorted((root / "target/release/deps").glob("lib*.rlib")):
    crate = re.fullmatch(r"lib(.+)-[0-9a-f]{16}", library.stem)[1]
    looked_at.add(crate)
    if crate in crates and (functions := asked(library)):
        asking.setdefault(crate, set()).update(functions)
print(f"symbols: the program takes {' '.join(sorted(taken)) or 'none'} of the math library")
for crate, functions in asking.items():
    print(f"  {crate}: {' '.join(sorted(functions))} ({ASKING.get(crate, 'NOT EXPECTED')})")
wrong = [f"a new function: {name}" for name in sorted(taken - TAKEN)]
wrong += [f"a new crate: {crate}" for crate in asking if crate not in ASKING]
if not program.is_file() or not {"model", "study", "report"} <= looked_at & crates:
    wrong.append("the program or a crate of ours is not built")
(root / "target/ci").mkdir(parents=True, exist_ok=True)
told = {"taken": sorted(taken), "asking": {crate: sorted(functions) for crate, functions in asking.items()}, "wrong": wrong}
(root / "target/ci/symbols.json").write_text(json.dumps(told))
if wrong:
    sys.exit("\n".join(wrong))
