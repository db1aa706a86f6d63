"""HTML to tagged PDF: from templates of our own, with no network, the same text every time."""

import atexit
from functools import cache
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.template.loader import render_to_string

if TYPE_CHECKING:
    from pikepdf import Dictionary, Pdf
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

# Style and fonts are asked for at this made-up place; nothing else is ever read.
ASSETS = "file:///static/"
TYPES = {".css": "text/css", ".woff2": "font/woff2", ".svg": "image/svg+xml", ".png": "image/png"}
STANDARD = "pdf/ua-1"
_one_at_a_time = Lock()  # the fonts are shared and the library does not say that they may be


class OutsideAddress(Exception):
    """A template asked for something that is not one of our own static files."""


def render(template: str, context: dict[str, Any]) -> bytes:
    """Return ``template``, which extends ``layouts/document.html``, drawn as a tagged PDF.

    The same context gives the same bytes with the same fonts and libraries: nothing in the file
    comes from the clock or from chance.

    Raises:
        OutsideAddress: the page names a style or picture that is not among our static files.
    """
    return draw(render_to_string(template, context))


def draw(html: str) -> bytes:
    """Return a whole HTML page drawn as a tagged PDF."""
    # Importing takes 1.3 s and 66 MB, which no web worker should pay for every page.
    from weasyprint import HTML  # noqa: PLC0415
    from weasyprint.urls import FatalURLFetchingError  # noqa: PLC0415

    try:
        with _one_at_a_time:
            style, fonts = _style()
            page = HTML(string=html, base_url=ASSETS, url_fetcher=_own_files())
            drawn = page.render(font_config=fonts, stylesheets=[style], pdf_variant=STANDARD)
            content = drawn.write_pdf(pdf_variant=STANDARD, pdf_identifier=b"sendpanel")
    except FatalURLFetchingError as fault:
        raise OutsideAddress(str(fault)) from fault.__cause__
    return _with_scopes(bytes(content))


@cache
def _style() -> "tuple[CSS, FontConfiguration]":
    """Return the style of documents and its fonts, read once: unpacking them takes a second."""
    from weasyprint import CSS  # noqa: PLC0415 -- as above
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    fonts = FontConfiguration()
    atexit.register(_style.cache_clear)  # or the unpacked fonts outlive the process, on disk
    address = f"{ASSETS}app/document.css"
    return CSS(url=address, url_fetcher=_own_files(), font_config=fonts), fonts


def own_file(url: str) -> Path:
    """Return the static file that an address stands for.

    Raises:
        OutsideAddress: it is on the network, or not below our static files.
    """
    place = unquote(urlsplit(url).path)
    for folder in map(Path, settings.STATICFILES_DIRS):
        path = (folder / place.removeprefix("/static/")).resolve()
        if url.startswith(ASSETS) and path.is_relative_to(folder.resolve()) and path.is_file():
            return path
    raise OutsideAddress(f"{url} is not one of our static files")


def _own_files() -> object:
    """Return what fetches for the drawing: our static files, and a refusal for all else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse  # noqa: PLC0415

    class OwnFiles(URLFetcher):
        def fetch(self, url, headers=None):
            path = own_file(url)
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": TYPES[path.suffix]})

    return OwnFiles(fail_on_errors=True)


def _with_scopes(content: bytes) -> bytes:
    """Say of each table heading whether it heads a column or a row: the drawing leaves it out."""
    import pikepdf  # noqa: PLC0415 -- as above

    with pikepdf.open(BytesIO(content)) as pdf:
        for heading in _headings(pdf):
            section = heading.P.P.S
            heading.A.Scope = pikepdf.Name("/Column" if section == "/THead" else "/Row")
        out = BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _headings(pdf: "Pdf") -> "list[Dictionary]":
    """Return the table headings among the parts of a tagged PDF."""
    return [one for one in pdf.objects if hasattr(one, "keys") and one.get("/S") == "/TH"]
