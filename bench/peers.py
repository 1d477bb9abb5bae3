"""The programs that tenderc is compared with: where they are, and how they come there."""

import os
import pathlib
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
PINNED = pathlib.Path(__file__).resolve().parent / "peers"


class Peers:
    """Peers in a folder of their own; what ./test has installed for itself is used as well."""

    def __init__(self, cache):
        self.cache = cache
        tests = ROOT / ".cache"
        self._pythons = [cache / "python/bin", tests / "python/bin"]
        self._nodes = [cache / "node/node_modules", tests / "node/node_modules"]

    def install(self):
        """Brings in what is pinned, where it is not there yet. What cannot be had is told, and left out."""
        for name, pinned, put in [("node", "package-lock.json", self._npm), ("python", "requirements.txt", self._pip)]:
            folder, wanted = self.cache / name, (PINNED / pinned).read_bytes()
            mark = folder / "installed"
            if mark.is_file() and mark.read_bytes() == wanted:
                continue
            print(f"installing what stands in bench/peers/{pinned}", file=sys.stderr)
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
            try:
                put(folder)
                mark.write_bytes(wanted)
            except (OSError, subprocess.CalledProcessError) as why:
                print(f"not installed: {why}", file=sys.stderr)

    @staticmethod
    def _npm(folder):
        for name in ("package.json", "package-lock.json"):
            shutil.copy(PINNED / name, folder)
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
        subprocess.run(command, cwd=folder, check=True, stdout=sys.stderr)

    @staticmethod
    def _pip(folder):
        subprocess.run([sys.executable, "-m", "venv", folder], check=True, stdout=sys.stderr)
        pip = [folder / "bin/python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "-r", PINNED / "requirements.txt"], check=True, stdout=sys.stderr)

    def program(self, name):
        """A program of a Python package, such as `doorstop`; nothing where it is not installed."""
        found = (folder / name for folder in self._pythons if (folder / name).is_file())
        return next(found, None)

    def python(self, module):
        """A Python that has a module; nothing where none has."""
        for folder in self._pythons:
            if any(folder.parent.glob(f"lib/python*/site-packages/{module}")):
                return folder / "python"
        return None

    def node(self, package):
        """The folder of packages that has one; nothing where none has, or where there is no node to run it."""
        found = (folder for folder in self._nodes if (folder / package).is_dir())
        return next(found, None) if shutil.which("node") else None

    def node_command(self, package, script, *arguments):
        """How a script of the bench that needs a package is run; nothing where the package is not installed."""
        folder = self.node(package)
        return folder and ["env", f"NODE_PATH={folder}", "node", str(PINNED / script), *map(str, arguments)]


def versions():
    """The peers and their versions, as they are pinned."""
    import json

    packages = json.loads((PINNED / "package.json").read_text(encoding="utf-8"))["dependencies"]
    named = [f"{name} {version}" for name, version in packages.items()]
    pinned = (PINNED / "requirements.txt").read_text(encoding="utf-8").split()
    return named + [line.replace("==", " ") for line in pinned]


def machine():
    """The processor, and how many of its cores there are for us."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    try:
        lines = pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        model = next(line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        model = os.uname().machine
    return f"{cores} cores of {model}"
