import pytest
from django.core.management import call_command

from sendpanel.management.commands import prepare
from tests.factories.people import make_authority, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def steps(monkeypatch) -> list[str]:
    """What the command has others do; nothing of it is done."""
    taken = []
    monkeypatch.setattr(prepare, "call_command", lambda name, **_options: taken.append(name))
    return taken


def test_an_empty_database_is_filled(steps):
    call_command("prepare")

    assert steps == ["migrate", "seed_demo", "send_due"]


def test_a_database_in_use_is_left_as_it_is(steps):
    make_authority()
    make_user()

    call_command("prepare")

    assert steps == ["migrate", "send_due"]


def test_a_real_database_is_never_filled(steps, settings):
    settings.DEMO = False

    call_command("prepare")

    assert steps == ["migrate", "send_due"]


def test_the_address_and_who_signs_in_are_told(steps, capsys):
    make_authority()
    make_user(username="ada")

    call_command("prepare", "--address", "http://localhost:8000")

    told = capsys.readouterr().out
    assert "http://localhost:8000" in told
    assert "    ada                        Ada, Officer" in told


def test_outside_a_demonstration_nobody_is_named(steps, settings, capsys):
    settings.DEMO = False
    make_authority()
    make_user(username="ada")

    call_command("prepare", "--address", "http://localhost:8000")

    assert "ada" not in capsys.readouterr().out
