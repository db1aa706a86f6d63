"""The API describes itself completely: no operation is left to guessing."""

from django.core.management import call_command


def test_schema_is_valid_and_raises_no_warning(tmp_path):
    call_command(
        "spectacular", "--validate", "--fail-on-warn", "--file", str(tmp_path / "schema.yml")
    )
