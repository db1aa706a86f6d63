"""What every page shows around its content: the authority's name and the way to each part."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from accounts.models import User
from accounts.permissions import authority_names_of, roles_of
from accounts.rules.roles import Role

CASEWORK = frozenset({Role.CASEWORKER, Role.COORDINATOR, Role.MANAGER})
PANEL = frozenset({Role.PANEL_ADMIN, Role.CHAIR, Role.MEMBER})
EVERYBODY = frozenset(Role)


@dataclass(frozen=True)
class Part:
    """One entry of the navigation, for those whose role has work there.

    It leads; it does not guard: every page asks its own door. It shows only where its address
    exists.
    """

    text: str
    url_name: str
    under: str  # what the addresses of its pages begin with
    roles: frozenset[Role] = EVERYBODY


PARTS = (
    Part("My work", "insight:my_work", "/my-work/"),
    Part("Search", "people:search", "/search/", EVERYBODY - {Role.ADVISER, Role.SYSADMIN}),
    Part("Referrals", "referrals:list", "/referrals/", CASEWORK | PANEL),
    Part("Panels", "panels:list", "/panels/", CASEWORK | PANEL),
    Part("Funding", "funding:list", "/funding/", CASEWORK | PANEL | {Role.FINANCE}),
    Part("EHC", "ehcp:list", "/ehc/", CASEWORK | PANEL),
    Part("Tools", "insight:tools", "/tools/"),
)


FOOTER = (
    ("Change your password", "account_change_password"),
    ("API tokens", "accounts:tokens"),
    ("API", "api-docs"),
)


def page(request: HttpRequest) -> dict[str, object]:
    """Return ``around`` for the layouts: the authority, the parts, the way out; or the demo."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"around": {"demo": demo_sign_ins(request.path)}}
    return {
        "around": {
            "authority": " and ".join(authority_names_of(user)),
            "navigation": navigation(request.path, held_by(user)),
            "sign_out": address("account_logout"),
            "footer_links": links(FOOTER),
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
                {"username": council.prefix + person.username, "post": person.posts[council.place]}
                for person in cast.PEOPLE
            ],
        }
        for council in cast.COUNCILS
    ]
    return {"password": cast.PASSWORD, "councils": councils}


def held_by(user: User) -> frozenset[Role]:
    """Return the roles that somebody holds today, in any authority."""
    return frozenset(role for roles in roles_of(user).values() for role in roles)


def navigation(path: str, roles: frozenset[Role]) -> list[dict[str, object]]:
    """Return the parts there are for these roles, the one that ``path`` lies in marked."""
    wanted = [(part, address(part.url_name)) for part in PARTS if part.roles & roles]
    return [
        {
            "text": part.text,
            "href": href,
            "current": path == href,
            "active": path == href or path.startswith(part.under),
        }
        for part, href in wanted
        if href
    ]


def links(pairs: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    """Return those of the named pages that there are."""
    there = [(text, address(url_name)) for text, url_name in pairs]
    return [{"text": text, "href": href} for text, href in there if href]


def address(url_name: str) -> str | None:
    """Return the path of a page, or None where this installation has no such page."""
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return None
