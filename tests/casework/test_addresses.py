import pytest

from casework.addresses import PAGES, address_of


@pytest.mark.parametrize("reference", ["X-2025-00001-X", "", "R-2025-00001-X/../..", "?"])
def test_what_is_no_reference_leads_nowhere(reference):
    assert address_of(reference) == ""


@pytest.mark.parametrize("letter", PAGES)
def test_a_reference_leads_to_its_page(letter):
    assert f"/{letter}-2025-00001-X/" in address_of(f"{letter}-2025-00001-X")


def test_a_childs_reference_leads_to_the_child():
    assert address_of("BCDFGHJK") == "/children/BCDFGHJK/"
