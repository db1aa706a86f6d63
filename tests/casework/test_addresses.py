import pytest

from casework.addresses import PAGES, address_of


@pytest.mark.parametrize("reference", ["X-2025-00001-X", "", "R-2025-00001-X/../..", "?"])
def test_what_is_no_reference_leads_nowhere(reference):
    assert not address_of(reference).startswith("//")
    assert "?" not in address_of(reference)


def test_every_kind_of_reference_has_its_page():
    assert set(PAGES) == set("RCAESMD")
