"""What every page shows around its content: the authority's name and the way to each part."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from accounts.permissions import authority_names_of


@dataclass(frozen=True)
class Part:
    """One entry of the navigation. It shows only where its address exists."""

    text: str
    url_name: str
    under: str  # what the addresses of its pages begin with


PARTS = (
    Part("My work", "insight:my_work", "/my-work/"),
    Part("Search", "people:search", "/search/"),
    Part("Referrals", "referrals:list", "/referrals/"),
    Part("Panels", "panels:list", "/panels/"),
    Part("Funding", "funding:list", "/funding/"),
    Part("EHC", "ehcp:list", "/ehc/"),
    Part("Tools", "insight:tools", "/tools/"),
)


def page(request: HttpRequest) -> dict[str, object]:
    """Return ``site`` for the layouts: authority, navigation, way out; to strangers the demo's."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"site": {"demo": demo_sign_ins(request.path)}}
    return {
        "site": {
            "authority": " and ".join(authority_names_of(user)),
            "navigation": navigation(request.path),
            "sign_out": address("account_logout"),
        }
    }


def demo_sign_ins(path: str) -> dict[str, object] | None:
    """Return who may sign in to the demonstration, for the sign-in page alone; else nothing."""
    if not settings.DEMO or path != address(settings.LOGIN_URL):
        return None
    from sendpanel.demo import cast  # noqa: PLC0415 -- production never loads the demonstration

    councils = [
        {
            "name": council.name,
            "people": [
                {"username": council.prefix + person.username, "post": person.post}
                for person in cast.PEOPLE
            ],
        }
        for council in cast.COUNCILS
    ]
    return {"password": cast.PASSWORD, "councils": councils}


def navigation(path: str) -> list[dict[str, object]]:
    """Return the parts there are, the one that ``path`` lies in marked."""
    there = [(part, address(part.url_name)) for part in PARTS]
    return [
        {
            "text": part.text,
            "href": href,
            "current": path == href,
            "active": path == href or path.startswith(part.under),
        }
        for part, href in there
        if href
    ]


def address(url_name: str) -> str | None:
    """Return the path of a page, or None where this installation has no such page."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return None
