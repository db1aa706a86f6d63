from decimal import Decimal

import pytest

from casework.rules.documents_in import MOST_BYTES, read_json
from casework.rules.errors import Refused


def test_a_document_is_read_without_floats():
    assert read_json(b'\xef\xbb\xbf{"a": [1, 2.50]}') == {"a": [1, Decimal("2.50")]}


@pytest.mark.parametrize(
    ("content", "code", "at"),
    [
        (b"", "json-wrong", "line 1, column 1"),
        (b'{"weeks": 52,\n "lines": [}', "json-wrong", "line 2, column 12"),
        (b'{"weeks": NaN}', "json-wrong", None),
        (b'{"weeks": 52, "weeks": 38}', "json-key-twice", "weeks"),
        (b'{"weeks": "\xff"}', "json-not-utf-8", "byte 12"),
        (b"[" * 100_000, "json-wrong", None),
        (b" " * (MOST_BYTES + 1), "json-too-big", None),
    ],
)
def test_what_is_no_document_is_refused_with_its_place(content, code, at):
    with pytest.raises(Refused) as refused:
        read_json(content)

    assert (refused.value.code, refused.value.at) == (code, at)
