"""Compiles the inner rooms (names, screening) to machine code while the package is built, where that is possible.

The same Python files run uncompiled where no C compiler is at hand: nothing but the speed differs.
`WATCHWIRE_COMPILE=0` leaves them alone; `WATCHWIRE_COMPILE=1` makes a failure an error (for published wheels).
"""

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

MODULES = (
    "names/acronyms.py",
    "names/anatomy.py",
    "names/bounds.py",
    "names/classes.py",
    "names/additive.py",
    "names/compare.py",
    "names/fold.py",
    "names/forms.py",
    "names/pair_evidence.py",
    "names/pairing.py",
    "names/runs.py",
    "names/scripts.py",
    "names/similarity.py",
    "names/tokens.py",
    "names/unvowelled.py",
    "screening/asked.py",
    "screening/beside.py",
    "screening/breaks.py",
    "screening/build.py",
    "screening/context.py",
    "screening/entry.py",
    "screening/edges.py",
    "screening/evidence.py",
    "screening/extent.py",
    "screening/finder.py",
    "screening/found.py",
    "screening/index.py",
    "screening/judging.py",
    "screening/keys.py",
    "screening/lands.py",
    "screening/listed_words.py",
    "screening/lookup.py",
    "screening/marks.py",
    "screening/model.py",
    "screening/outline.py",
    "screening/passage.py",
    "screening/picking.py",
    "screening/refusals.py",
    "screening/roles.py",
    "screening/sharing.py",
    "screening/shortlist.py",
    "screening/siblings.py",
    "screening/signs.py",
    "screening/spots.py",
    "screening/surroundings.py",
    "screening/told.py",
    "screening/translated.py",
    "screening/vocabulary.py",
    "screening/ways.py",
    "screening/worth.py",
)
GROUP = "watchwire"


def compiled_files(source: Path) -> list[Path]:
    """Return the compiled modules that lie in a source folder."""
    suffix = sysconfig.get_config_var("EXT_SUFFIX")
    return sorted([*source.glob(f"*__mypyc{suffix}"), *source.glob(f"watchwire/*/*{suffix}")])


def drop(source: Path) -> None:
    """Remove the compiled modules, so that the Python files are used."""
    for path in compiled_files(source):
        path.unlink()


def fingerprint(source: Path) -> str:
    """Return a hash of what is compiled, and for which interpreter."""
    digest = hashlib.sha256(sys.version.encode())
    for path in (Path(__file__), *(source / "watchwire" / name for name in MODULES)):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def has_compiler() -> bool:
    """Say whether a C compiler answers."""
    words = (os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc").split()
    return bool(words) and (shutil.which(words[0]) is not None or os.name == "nt")


def compile_modules(source: Path, scratch: Path) -> None:
    """Compile the modules beside their sources.

    Raises:
        CalledProcessError: the compiler refused.

    """
    script = """
import os
import sys
from concurrent.futures import ThreadPoolExecutor

from mypyc.build import mypycify
from setuptools import setup
from setuptools.command.build_ext import build_ext


class Parallel(build_ext):  # setuptools itself compiles the files of a module one after the other
    def build_extension(self, ext):
        def one(source):
            return self.compiler.compile(
                [source], self.build_temp, include_dirs=ext.include_dirs, extra_postargs=ext.extra_compile_args
            )

        with ThreadPoolExecutor(os.cpu_count()) as workers:
            longest_first = sorted(ext.sources, key=os.path.getsize, reverse=True)
            objects = [path for paths in workers.map(one, longest_first) for path in paths]
        ext.sources, ext.extra_objects = [], [*ext.extra_objects, *objects]
        super().build_extension(ext)


scratch, group, *files = sys.argv[1:]
options = ["--config-file=", "--ignore-missing-imports", "--follow-imports=silent"]
setup(
    name=group,
    cmdclass={"build_ext": Parallel},
    script_args=["-q", "build_ext", "--inplace", "--build-temp", scratch, "--build-lib", scratch],
    ext_modules=mypycify(
        [*options, *files],
        opt_level="1",  # -O3 takes the compiler twice as long, and names are found no faster
        debug_level="0",
        group_name=group,
        target_dir=scratch,
        multi_file=True,
    ),
)
"""
    files = [f"watchwire/{name}" for name in MODULES]
    subprocess.run(
        [sys.executable, "-c", script, str(scratch), GROUP, *files],
        cwd=source,
        check=True,
        stdout=sys.stderr,
        env={**os.environ, "PYTHONWARNINGS": "ignore", "MYPYPATH": str(source)},
    )


class CustomBuildHook(BuildHookInterface[Any]):
    """Adds compiled modules to the wheel; for an editable install they lie beside the sources."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile, and tell hatchling what came of it."""
        wish = os.environ.get("WATCHWIRE_COMPILE", "")
        source = Path(self.root) / "src"
        scratch = Path(self.root) / "build" / "mypyc"
        stamp = scratch.with_suffix(".stamp")
        if self.target_name != "wheel" or wish == "0" or (not wish and not has_compiler()):
            drop(source)
            return
        key = fingerprint(source)
        if not (stamp.exists() and stamp.read_text() == key and len(compiled_files(source)) > len(MODULES)):
            self._compile(source, scratch, wish)
            stamp.write_text(key)
        if version != "editable":
            build_data["pure_python"] = False
            build_data["infer_tag"] = True
            for path in compiled_files(source):
                build_data["force_include"][str(path)] = path.relative_to(source).as_posix()

    def _compile(self, source: Path, scratch: Path, wish: str) -> None:
        drop(source)
        scratch.mkdir(parents=True, exist_ok=True)
        try:
            compile_modules(source, scratch)
        except (OSError, subprocess.CalledProcessError) as error:
            drop(source)
            if wish:
                raise
            self.app.display_warning(f"not compiled, and so slower: {error}")
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
