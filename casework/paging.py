"""Lists in pages: the database fetches one page and a count, and the address keeps the filter."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict

PER_PAGE = 25
PARAMETER = "page"


@dataclass(frozen=True)
class PageLink:
    """A place in the row of page numbers; without an address it stands for those left out."""

    number: int = 0
    href: str = ""
    current: bool = False


@dataclass(frozen=True)
class Page:
    """One page of a list, and how to get to the others."""

    rows: Sequence[Any]
    number: int
    pages: int
    total: int
    per_page: int
    query: QueryDict

    def __iter__(self) -> Iterator[Any]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def of(self, present: Callable[[Any], Any]) -> "Page":
        """Return the same page with each row turned into what the template shows."""
        return replace(self, rows=[present(row) for row in self.rows])

    @property
    def first(self) -> int:
        """The number in the whole list of this page's first row; 0 in an empty list."""
        return (self.number - 1) * self.per_page + 1 if self.total else 0

    @property
    def last(self) -> int:
        return min(self.number * self.per_page, self.total)

    @property
    def previous_href(self) -> str:
        return self.href(self.number - 1) if self.number > 1 else ""

    @property
    def next_href(self) -> str:
        return self.href(self.number + 1) if self.number < self.pages else ""

    @property
    def links(self) -> list[PageLink]:
        """The first page, the last, this one and its neighbours, with gaps between."""
        shown = [n for n in range(1, self.pages + 1) if self._is_shown(n)]
        links: list[PageLink] = []
        for before, number in zip([0, *shown], shown, strict=False):
            if number - before > 1:
                links.append(PageLink())
            links.append(PageLink(number, self.href(number), number == self.number))
        return links

    def _is_shown(self, number: int) -> bool:
        return number in (1, self.pages) or abs(number - self.number) <= 1

    def href(self, number: int) -> str:
        """Return the address of a page of this list, its filter and order kept."""
        query = self.query.copy()
        query[PARAMETER] = str(number)
        return f"?{query.urlencode()}"


def page(request: HttpRequest, queryset: QuerySet, per_page: int = PER_PAGE) -> Page:
    """Return the page of an ordered queryset that the address asks for; two queries.

    A page past the end is the last one, and what is no number is the first.
    """
    total = queryset.count()
    pages = max(1, -(-total // per_page))
    asked = request.GET.get(PARAMETER, "")
    number = min(max(int(asked), 1), pages) if asked.isdecimal() and len(asked) < 9 else 1
    start = (number - 1) * per_page
    rows = list(queryset[start : start + per_page])
    return Page(rows, number, pages, total, per_page, request.GET)
