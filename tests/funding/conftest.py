"""What the funding tests share: protocols as they are shipped."""

import tomllib
from pathlib import Path

import pytest

PROTOCOLS = Path(__file__).parents[2] / "accounts" / "protocols"


@pytest.fixture
def shipped():
    """The funding section of a shipped protocol, by its code."""

    def read(code: str) -> dict:
        return tomllib.loads((PROTOCOLS / code / "funding.toml").read_text())

    return read
