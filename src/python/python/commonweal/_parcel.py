"""A scenario as it travels: its files' bytes, so that whoever unpacks it needs no disk in common."""

import hashlib
import tempfile
import threading
import zlib
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import commonweal

#: Scenarios that a process keeps unpacked.
KEPT = 8


@dataclass(frozen=True)
class Parcel:
    """A scenario's files, compressed, and the values in place of theirs."""

    #: Name and compressed bytes of each file, the scenario first.
    files: tuple[tuple[str, bytes], ...]
    #: Values in place of the file's, as ``path=value``.
    overrides: tuple[str, ...]
    #: SHA-256 over the sums of all files and the overrides.
    key: str

    @classmethod
    def of(cls, scenario):
        """Packs a scenario; its files must be what they were when it was read, and lie beneath its folder."""
        (first, *tables), folder = scenario.inputs, Path(scenario.path).parent
        files = [(Path(scenario.path).name, Path(scenario.path), first[1])]
        for name, sha256, _ in tables:
            inside = PurePosixPath(name)
            if inside.is_absolute() or ".." in inside.parts:
                raise ValueError(f"{name} lies outside of the scenario's folder: such a scenario cannot be sent")
            files.append((name, folder / name, sha256))
        packed = []
        for name, path, sha256 in files:
            content = path.read_bytes()
            if hashlib.sha256(content).hexdigest() != sha256:
                raise ValueError(f"{path} has changed since it was read: load the scenario again")
            packed.append((name, zlib.compress(content)))
        of_all = "\n".join([sha256 for _, _, sha256 in files] + scenario.overrides + [commonweal.__version__])
        return cls(tuple(packed), tuple(scenario.overrides), hashlib.sha256(of_all.encode()).hexdigest())

    def scenario(self):
        """The scenario, read again; a process reads it once."""
        with _lock:
            if self.key in _kept:
                _kept.move_to_end(self.key)
                return _kept[self.key]
        with tempfile.TemporaryDirectory(prefix="commonweal-") as folder:
            for name, content in self.files:
                place = Path(folder) / name
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(zlib.decompress(content))
            scenario = commonweal.load(Path(folder) / self.files[0][0], set=list(self.overrides))
        with _lock:
            _kept[self.key] = scenario
            while len(_kept) > KEPT:
                _kept.popitem(last=False)
        return scenario


_kept: OrderedDict = OrderedDict()
_lock = threading.Lock()
