"""Run the benches, or those named: `python bench/run.py [--quick] [working_days …]`.

Each bench is a script of its own beside this one, and prints a ratio for each claim it makes.
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
SHARED = {"run", "timing", "__init__"}


def names() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.py") if path.stem not in SHARED)


def run(name: str, options: list[str]) -> int:
    print(f"--- {name}", flush=True)
    environment = os.environ | {"PYTHONPATH": str(FOLDER.parent)}
    command = [sys.executable, str(FOLDER / f"{name}.py"), *options]
    return subprocess.run(command, env=environment, check=False).returncode


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("name", nargs="*", choices=[*names(), []])
    wanted = parser.parse_args()
    options = ["--quick"] if wanted.quick else []
    failed = [name for name in wanted.name or names() if run(name, options)]
    if failed:
        print("Failed: " + ", ".join(failed), file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
