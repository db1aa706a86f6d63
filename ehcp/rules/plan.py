"""The sections of a plan, and what must stand in them before a draft or a final is issued."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from casework.rules.errors import Refused
from ehcp.rules.advice import ADULTHOOD_FROM_YEAR

REG_12 = "SI 2014/1530 reg 12(1)"


class Section(StrEnum):
    """The sections of regulation 12, in order. ``ADULTHOOD`` is the part of F that year 9 adds."""

    VIEWS = "A"
    NEEDS = "B"
    HEALTH_NEEDS = "C"
    CARE_NEEDS = "D"
    OUTCOMES = "E"
    PROVISION = "F"
    ADULTHOOD = "F-adulthood"
    HEALTH_PROVISION = "G"
    CARE_PROVISION_1970_ACT = "H1"
    CARE_PROVISION = "H2"
    PLACEMENT = "I"
    PERSONAL_BUDGET = "J"
    ADVICE = "K"


TITLES: dict[Section, str] = {
    Section.VIEWS: "Views, interests and aspirations of the child or young person and the parents",
    Section.NEEDS: "Special educational needs",
    Section.HEALTH_NEEDS: "Health needs related to the special educational needs",
    Section.CARE_NEEDS: "Social care needs related to the special educational needs",
    Section.OUTCOMES: "Outcomes sought",
    Section.PROVISION: "Special educational provision",
    Section.ADULTHOOD: "Preparing for adulthood and independent living",
    Section.HEALTH_PROVISION: "Health provision",
    Section.CARE_PROVISION_1970_ACT: (
        "Social care provision under section 2 of the "
        "Chronically Sick and Disabled Persons Act 1970"
    ),
    Section.CARE_PROVISION: "Other social care provision",
    Section.PLACEMENT: "Placement",
    Section.PERSONAL_BUDGET: "Personal budget",
    Section.ADVICE: "Advice and information",
}

WRITTEN = tuple(section for section in Section if section is not Section.ADVICE)
NEVER_EMPTY = (Section.VIEWS, Section.NEEDS, Section.OUTCOMES, Section.PROVISION)

WHEN_EMPTY: dict[Section, str] = {
    Section.HEALTH_NEEDS: "No health needs related to the special educational needs were found.",
    Section.CARE_NEEDS: "No social care needs related to the special educational needs were found.",
    Section.HEALTH_PROVISION: "No health provision is reasonably required.",
    Section.CARE_PROVISION_1970_ACT: "No provision must be made under section 2 of that Act.",
    Section.CARE_PROVISION: "No other social care provision is reasonably required.",
    Section.PERSONAL_BUDGET: "No personal budget has been asked for or agreed.",
}
HEALTH_NOT_AGREED = (
    "Health provision is left out of this plan until the responsible health body has agreed it."
)
PLACEMENT_IN_A_DRAFT = (
    "A draft plan names no school or college and no type of school or college. You can ask for one."
)

Sections = Mapping[Section, str]


@dataclass(frozen=True)
class Placement:
    """What section I will say: a named setting, or a type of setting, or nothing yet."""

    setting: str = ""
    setting_type: str = ""

    @property
    def says(self) -> str:
        """The words of section I.

        >>> Placement("Hillview School", "Maintained special school").says
        'Hillview School (maintained special school)'
        """
        if self.setting and self.setting_type:
            return f"{self.setting} ({_lower_first(self.setting_type)})"
        return self.setting or self.setting_type


@dataclass(frozen=True)
class Signature:
    """Who signs the final plan for the authority."""

    name: str
    role: str


@dataclass(frozen=True)
class Annexed:
    """One line of section K: advice, who gave it and when."""

    head: str
    author: str
    received_on: date


def label(section: Section) -> str:
    """Return the letter that stands before the title; the year 9 part belongs to F.

    >>> label(Section.ADULTHOOD), label(Section.CARE_PROVISION)
    ('F', 'H2')
    """
    return section.value.removesuffix("-adulthood")


def is_blank(text: str | None) -> bool:
    """Say whether a section holds no words."""
    return not (text or "").strip()


def missing_sections(sections: Sections, *, year: int) -> list[Section]:
    """Return the sections that may not stand empty and do.

    ``year`` is the school year group; from year 9 the part on adulthood is one of them.

    Rules: COP-191, COP-192; SI 2014/1530 reg 12.
    """
    needed = NEVER_EMPTY + ((Section.ADULTHOOD,) if year >= ADULTHOOD_FROM_YEAR else ())
    return [section for section in needed if is_blank(sections.get(section))]


def check_sections(sections: Sections, *, year: int) -> None:
    """Refuse a plan with an empty section that the law wants filled.

    Raises:
        Refused: ``sections-missing``, naming them.

    Rules: COP-191, COP-192; SI 2014/1530 reg 12.
    """
    missing = missing_sections(sections, year=year)
    if not missing:
        return
    names = "; ".join(f"{label(section)} {TITLES[section]}" for section in missing)
    only_adulthood = missing == [Section.ADULTHOOD]
    says = f"The plan cannot be issued while a section is empty. Write: {names}."
    raise Refused("sections-missing", says, "COP-192" if only_adulthood else "COP-191")


def check_draft_names_no_placement(placement: Placement) -> None:
    """Refuse a draft while a setting, or a type of setting, is named in it.

    Raises:
        Refused: ``draft-names-placement``.

    Rules: COP-204; SI 2014/1530 reg 13(1); Children and Families Act 2014 s.38(5).
    """
    if placement.says:
        says = (
            f"A draft may not name a school or college, nor a type of one. Section I says "
            f"“{placement.says}”: clear it, and name the placement in the final plan."
        )
        raise Refused("draft-names-placement", says, "COP-204")


def check_may_name_placement(placement: Placement, *, draft_is_out: bool) -> None:
    """Refuse to write section I before the family has had a draft.

    Raises:
        Refused: ``placement-before-draft``.

    Rules: COP-204; Children and Families Act 2014 s.38(5).
    """
    if placement.says and not draft_is_out:
        says = (
            "A draft names no school or college, nor a type of one. Name the placement once the "
            "draft has been issued and the family has had its say."
        )
        raise Refused("placement-before-draft", says, "COP-204", "setting")


def check_final_names_placement(placement: Placement) -> None:
    """Refuse a final plan whose section I names neither a setting nor a type of setting.

    Raises:
        Refused: ``placement-missing``.

    Rules: COP-204; SI 2014/1530 reg 12(1)(i).

    >>> check_final_names_placement(Placement(setting_type="Mainstream secondary school"))
    """
    if not placement.says:
        says = (
            "Section I is empty. Name the school or college, or where no place is found yet "
            "the type of school or college."
        )
        raise Refused("placement-missing", says, "COP-204")


def check_signature(signature: Signature) -> None:
    """Refuse a final plan that nobody signs for the authority.

    Raises:
        Refused: ``signature-missing``.

    Rules: COP-245.
    """
    if not signature.name.strip():
        raise Refused("signature-missing", "Say who signs the plan.", "COP-245", "signed_by")


def check_window_is_over(
    window_ends_on: date | None, *, issued_on: date, nothing_to_add: bool
) -> None:
    """Refuse a final plan before the family's time for the draft is over.

    ``window_ends_on`` is the last day of the time, inclusive. A family that has said in writing
    that it has nothing (more) to add need not wait.

    Raises:
        Refused: ``window-open``.

    Rules: SUT-030, COP-158, COP-212; SI 2014/1530 reg 13(1).

    >>> check_window_is_over(date(2026, 1, 5), issued_on=date(2026, 1, 6), nothing_to_add=False)
    """
    if window_ends_on is None or nothing_to_add or issued_on > window_ends_on:
        return
    says = (
        f"The family has until the end of {window_ends_on:%A} {window_ends_on.day} "
        f"{window_ends_on:%B %Y} to give views on the draft. Issue the final plan after that day, "
        "or record that the family has said in writing that it has nothing to add."
    )
    raise Refused("window-open", says, "SUT-030", "sent_on")


def check_everything_is_annexed(received: int, annexed: int) -> None:
    """Refuse a draft that goes out without all the advice that has come back.

    Raises:
        Refused: ``advice-not-annexed``.

    Rules: SUT-029, COP-207.

    >>> check_everything_is_annexed(received=3, annexed=3)
    """
    if annexed < received:
        says = f"{received - annexed} of {received} pieces of advice are not annexed to the draft."
        raise Refused("advice-not-annexed", says, "SUT-029")


def as_printed(
    sections: Sections, *, placement: Placement | None, health_agreed: bool
) -> dict[Section, str]:
    """Return the text of every section as it goes out; ``placement`` None means a draft.

    Health provision that the health body has not agreed is left out of a final plan.

    Rules: COP-191, COP-204, COP-208; SI 2014/1530 reg 12(2).
    """
    printed: dict[Section, str] = {
        section: (sections.get(section) or "").strip() or WHEN_EMPTY.get(section, "")
        for section in WRITTEN
    }
    printed[Section.PLACEMENT] = placement.says if placement else PLACEMENT_IN_A_DRAFT
    written = not is_blank(sections.get(Section.HEALTH_PROVISION))
    if placement and written and not health_agreed:
        printed[Section.HEALTH_PROVISION] = HEALTH_NOT_AGREED
    if not printed[Section.ADULTHOOD]:
        del printed[Section.ADULTHOOD]
    return printed


def _lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]
