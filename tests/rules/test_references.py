import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from casework.rules.errors import Refused
from casework.rules.references import KINDS, check_reference, make_reference

KIND = st.sampled_from(sorted(KINDS))
REFERENCES = st.builds(make_reference, KIND, st.integers(2014, 2099), st.integers(1, 99_999))
CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def test_known_references():
    assert make_reference("R", 2026, 42) == "R-2026-00042-9"
    assert make_reference("A", 2026, 1) == "A-2026-00001-I"


@given(reference=REFERENCES)
def test_what_we_make_we_accept(reference):
    assert check_reference(reference) == reference


@given(reference=REFERENCES, place=st.integers(0, 13), character=st.sampled_from(CHARACTERS))
def test_one_wrong_character_is_always_caught(reference, place, character):
    wrong = reference[:place] + character + reference[place + 1 :]
    assume(wrong != reference)

    with pytest.raises(Refused) as refused:
        check_reference(wrong)

    assert refused.value.code == "reference-wrong"


@given(reference=REFERENCES, place=st.integers(7, 10))
def test_neighbouring_digits_that_changed_places_are_caught(reference, place):
    wrong = reference[:place] + reference[place + 1] + reference[place] + reference[place + 2 :]
    assume(wrong != reference)

    with pytest.raises(Refused):
        check_reference(wrong)


@pytest.mark.parametrize("typed", ["a-2026-00001-i", " A-2026-00001-I\n", "A–2026–00001–I"])
def test_how_people_paste_is_forgiven(typed):
    assert check_reference(typed) == "A-2026-00001-I"


@pytest.mark.parametrize(
    "typed", ["", "A-2026-1-I", "X-2026-00001-I", "A-2026-00001", "A-२०२६-00001-I"]
)
def test_other_shapes_are_refused(typed):
    with pytest.raises(Refused) as refused:
        check_reference(typed)

    assert refused.value.says.startswith("A reference looks like R-2026-00042-9")


@pytest.mark.parametrize(
    ("kind", "year", "number"), [("X", 2026, 1), ("A", 26, 1), ("A", 2026, 100_000), ("A", 2026, 0)]
)
def test_what_does_not_fit_is_a_fault(kind, year, number):
    with pytest.raises(ValueError, match="No reference"):
        make_reference(kind, year, number)
