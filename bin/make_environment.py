"""Make the virtual environment and install locked requirements into it.

    python3 bin/make_environment.py run dev

Each name is a file in requirements/. One that was installed before and has not changed since is
passed over, by the hash of its lock kept in .venv/locks/. VENV names another folder than .venv.
Standard library alone: this runs first.
"""

import hashlib
import os
import shutil
import subprocess
import sys

LEAST_PYTHON = (3, 11)
TOP = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(TOP, os.environ.get("VENV", ".venv"))
PYTHON = os.path.join(VENV, "bin", "python")

if sys.version_info < LEAST_PYTHON:
    sys.exit(
        f"SEND Panel needs Python 3.11 or newer; this one is {sys.version.split()[0]}.\n"
        "Name a newer one, for example: make start PYTHON=python3.12"
    )


def works(*command):
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def make_venv():
    """Make the folder, or make it again when its interpreter is gone (the folder was moved)."""
    from provide import provide

    if works(PYTHON, "-c", "import pip"):
        return
    if works(PYTHON, "-m", "ensurepip"):
        return
    provide("venv")
    if os.path.isdir(VENV) and not os.path.islink(VENV):
        shutil.rmtree(VENV)
    subprocess.run([sys.executable, "-m", "venv", VENV], check=True)


def lock_path(name):
    return os.path.join(TOP, "requirements", name + ".txt")


def fingerprint(name):
    with open(lock_path(name), "rb") as lock:
        return hashlib.sha256(lock.read()).hexdigest()


def stamp_path(name):
    return os.path.join(VENV, "locks", name)


def is_installed(name):
    try:
        with open(stamp_path(name)) as stamp:
            return stamp.read() == fingerprint(name)
    except FileNotFoundError:
        return False


def install(names):
    """Install locks together, each file checked against its hash, nothing beyond the locks."""
    print(
        f"Installing requirements ({', '.join(names)}). The first time takes a minute.", flush=True
    )
    files = [part for name in names for part in ("-r", lock_path(name))]
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "-qq"]
    subprocess.run([*pip, "--require-hashes", "--no-deps", *files], check=True)
    os.makedirs(os.path.join(VENV, "locks"), exist_ok=True)
    for name in names:
        with open(stamp_path(name), "w") as stamp:
            stamp.write(fingerprint(name))


def main(names):
    make_venv()
    changed = [name for name in names if not is_installed(name)]
    if changed:
        install(changed)


if __name__ == "__main__":
    try:
        main(sys.argv[1:] or ["run"])
    except subprocess.CalledProcessError as failed:
        sys.exit("This failed, see above: " + " ".join(failed.cmd))
