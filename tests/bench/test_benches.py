"""Every bench runs, finds that both ways agree, and prints a ratio."""

import re
import subprocess
import sys

import pytest

from bench import run

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", run.names())
def test_bench_prints_a_ratio(name):
    command = [sys.executable, "bench/run.py", "--quick", name]

    done = subprocess.run(command, cwd=run.FOLDER.parent, capture_output=True, text=True)

    assert (done.returncode, done.stderr) == (0, "")
    assert re.search(r"; ratio \d+\.\d+$", done.stdout, re.MULTILINE)


def test_benches_are_listed_for_readers():
    listed = re.findall(r"^\| `(\w+)` \|", (run.FOLDER / "README.md").read_text(), re.MULTILINE)

    assert listed == run.names()
