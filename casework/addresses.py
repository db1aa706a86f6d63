"""Where a reference leads: the address of the page that shows it, by name only.

Lower apps link to pages of upper ones through this table, without knowing them.
"""

from django.urls import NoReverseMatch, reverse

# The first letter of a reference and the name of the page that shows what it refers to.
PAGES = {
    "R": "referrals:show",
    "A": "funding:award",
    "E": "ehcp:show",
    "M": "panels:meeting",
    "D": "people:document",
}
CHILD = "people:child"


def address_of(reference: str) -> str:
    """Return the path of the page about ``reference``; the empty text where there is none.

    A reference without a dash is a child's.
    """
    letter, dash, _ = reference.partition("-")
    name = PAGES.get(letter) if dash else CHILD
    try:
        return reverse(name, args=[reference]) if name else ""
    except NoReverseMatch:
        return ""
