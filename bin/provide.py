"""Provide what Python packages cannot bring: system libraries and programs.

    python3 bin/provide.py pdf browser office

What is there is left alone. What is missing is installed with apt-get when we may (root on Debian
or Ubuntu); otherwise the command that installs it is printed and the exit status is 1. Runs on the
system's Python, before there is an environment, so it uses the standard library alone.
"""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys


def has_library(*names):
    """Say whether any of these names loads; names of macOS and Linux stand side by side."""
    for name in names:
        try:
            ctypes.CDLL(name)
        except OSError:
            continue
        return True
    return False


def has_program(*names):
    return any(shutil.which(name) for name in names)


def can_draw_pdf():
    return (
        has_library("libpango-1.0.so.0", "libpango-1.0.dylib")
        and has_library("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib")
        and has_library("libharfbuzz-subset.so.0", "libharfbuzz-subset.dylib")
    )


def can_make_environment():
    return importlib.util.find_spec("ensurepip") is not None


# need: (what it is for, is it here, Debian's packages, Homebrew's packages)
NEEDS = {
    "venv": (
        "python3 -m venv",
        can_make_environment,
        f"python{sys.version_info[0]}.{sys.version_info[1]}-venv",
        "python",
    ),
    "pdf": (
        "letters and packs as PDF (WeasyPrint draws with Pango)",
        can_draw_pdf,
        "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
        "pango",
    ),
    "poppler": (
        "tests that read our PDF files back",
        lambda: has_program("pdftotext") and has_program("pdfinfo"),
        "poppler-utils",
        "poppler",
    ),
    "browser": (
        "journeys in a browser",
        lambda: has_program("chromium"),
        "chromium fonts-dejavu-core",
        "--cask chromium",
    ),
    "office": (
        "tests that recalculate the workbook",
        lambda: has_program("soffice"),
        "libreoffice-calc-nogui",
        "--cask libreoffice",
    ),
    "postgresql": (
        "the database server",
        lambda: os.path.isdir("/usr/lib/postgresql") or has_program("postgres"),
        "postgresql",
        "postgresql",
    ),
    "redis": ("the broker", lambda: has_program("redis-server"), "redis-server", "redis"),
}


def apt_install(packages):
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    apt = ["apt-get", "--quiet", "--quiet"]
    install = ["install", "--yes", "--no-install-recommends", *packages]
    for step in (["update"], install):
        subprocess.run([*apt, *step], check=True, env=environment, stdout=subprocess.DEVNULL)


def may_install():
    return hasattr(os, "geteuid") and os.geteuid() == 0 and has_program("apt-get")


def install_command(names):
    debian = " ".join(NEEDS[name][2] for name in names)
    brew = " ".join(NEEDS[name][3] for name in names)
    if sys.platform == "darwin":
        return "brew install " + brew
    if has_program("apt-get"):
        return "sudo apt-get install --no-install-recommends " + debian
    return "install what your system calls these packages of Debian: " + debian


def provide(*names):
    """See that each need is met. Exits with the command to type when one is not and we may not."""
    missing = [name for name in names if not NEEDS[name][1]()]
    if not missing:
        return
    for name in missing:
        print(f"Missing: {NEEDS[name][2]}, for {NEEDS[name][0]}.", flush=True)
    if not may_install():
        sys.exit(f"Install it with:\n\n    {install_command(missing)}\n\nthen run this again.")
    print("Installing with apt-get.", flush=True)
    apt_install([package for name in missing for package in NEEDS[name][2].split()])


if __name__ == "__main__":
    unknown = [name for name in sys.argv[1:] if name not in NEEDS]
    if unknown or not sys.argv[1:]:
        sys.exit("Usage: provide.py NEED…, where NEED is any of: " + ", ".join(NEEDS))
    provide(*sys.argv[1:])
