"""The stubs say what the module has."""

import subprocess
import sys


def test_stubs_agree_with_the_module(tmp_path):
    allowed = tmp_path / "allowed"
    # Only Python calls them.
    allowed.write_text("commonweal._commonweal.__all__\n.*\\.__new__\n.*\\.__init__\n")
    words = ["mypy.stubtest", "commonweal._commonweal", "--allowlist", str(allowed), "--ignore-unused-allowlist"]
    said = subprocess.run([sys.executable, "-m", *words], capture_output=True, text=True)
    assert said.returncode == 0, said.stdout + said.stderr
