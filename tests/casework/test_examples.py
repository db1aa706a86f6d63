"""Our components print what the design system's own examples print, wherever they can say it."""

import json
from functools import cache
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from casework.forms.bound import described_by, numbered
from tests.casework.markup import tree

EXAMPLES = Path(__file__).parent / "fixtures" / "govuk"


class CannotSay(Exception):
    """The example uses an option that no page of ours needs."""


@cache
def examples(component: str) -> list[dict]:
    return json.loads((EXAMPLES / f"{component}.json").read_text())


def only(options: dict, *known: str) -> dict:
    if beyond := {key for key, value in options.items() if value is not None} - set(known):
        raise CannotSay(sorted(beyond))
    return options


def words(part: dict | None, *more: str):
    """Return an example's text, or its HTML as it stands."""
    if not part:
        return ""
    only(part, "text", "html", *more)
    return SafeString(part["html"].strip()) if part.get("html") else part.get("text", "")


def question(options: dict, *, legend: bool = False) -> dict:
    """Return what all questions have: label or legend, hint, error, ids."""
    holder = only(options.get("fieldset") or {}, "legend") if legend else options
    label = holder.get("legend" if legend else "label") or {}
    if options.get("errorMessage") and "visuallyHiddenText" in options["errorMessage"]:
        raise CannotSay("visuallyHiddenText")
    id_ = options.get("idPrefix") or options.get("id") or options.get("name", "")
    hint, error = words(options.get("hint")), words(options.get("errorMessage"))
    return {
        "id": id_,
        "name": options.get("name"),
        "label": words(label, "classes", "isPageHeading"),
        "label_classes": label.get("classes", ""),
        "is_heading": label.get("isPageHeading", False),
        "hint": hint,
        "error": error,
        "described_by": described_by(id_, hint=hint, error=error),
        "classes": options.get("classes", ""),
    }


def attributes(options: dict, *names: str) -> dict:
    """Return the attributes that stand on the element itself."""
    named = {name: options[name] for name in names if name in options}
    texts = {k: str(v).lower() if k == "spellcheck" else v for k, v in named.items()}
    return texts | (options.get("attributes") or {})


BASE = ("id", "name", "label", "hint", "errorMessage", "classes", "attributes")
TYPING = ("autocomplete", "spellcheck", "inputmode", "pattern", "autocapitalize", "disabled")


def as_input(options):
    only(options, *BASE, *TYPING, "type", "value", "prefix", "suffix")
    affixes = {side: words(options.get(side)) for side in ("prefix", "suffix")}
    typed = {"type": options.get("type"), "value": options.get("value")}
    return question(options) | {"attributes": attributes(options, *TYPING)} | affixes | typed


def as_password_input(options):
    only(options, *(key for key in BASE if key != "attributes"), "autocomplete")
    return question(options) | {"attributes": attributes(options, "autocomplete")}


def as_textarea(options):
    only(options, *BASE, "rows", "value", "spellcheck", "autocomplete", "disabled")
    own = attributes(options, "spellcheck", "autocomplete", "disabled")
    more = {"rows": options.get("rows"), "value": options.get("value"), "attributes": own}
    return question(options) | more


def as_character_count(options):
    only(options, *BASE, "rows", "value", "maxlength")
    if "maxlength" not in options:
        raise CannotSay("no limit")
    return as_textarea({k: v for k, v in options.items() if k != "maxlength"}) | {
        "limit": options["maxlength"]
    }


def as_select(options):
    only(options, *BASE, "items", "value")
    items = [
        only(item, "value", "text", "selected")
        | {"selected": item.get("selected", item.get("value") == options.get("value"))}
        for item in whole(options.get("items"))
    ]
    if any(type(item.get("value")) not in (str, int) for item in items):
        raise CannotSay("option without a value")
    return question(options) | {"items": items, "attributes": attributes(options)}


def as_file_upload(options):
    only(options, *BASE, "multiple", "disabled")
    return question(options) | {"attributes": attributes(options, "multiple", "disabled")}


def as_choices(options):
    only(options, "idPrefix", "name", "fieldset", "hint", "errorMessage", "classes", "items",
         "value", "values")  # fmt: skip
    common = question(options, legend=True)
    if (options.get("fieldset") or {}) == {}:
        if common["described_by"] and options.get("values") is not None:
            raise CannotSay("described without a fieldset")
        common["no_fieldset"] = True
    chosen = set(options.get("values") or []) | {options.get("value")}
    pairs = enumerate(whole(options.get("items")))
    return common | {"items": [as_item(common["id"], at, item, chosen) for at, item in pairs]}


def whole(items):
    """Return the items; a list with holes in it is none of ours."""
    if any(not item for item in items or []):
        raise CannotSay("a hole in the list")
    return items or []


def as_item(prefix, at, item, chosen):
    only(item, "id", "value", "text", "html", "hint", "checked", "conditional", "divider",
         "behaviour")  # fmt: skip
    if "divider" in item:
        return {"divider": item["divider"]}
    id_ = item.get("id") or numbered(prefix, at)
    hint = words(item.get("hint"))
    return {
        "id": id_,
        "value": item["value"],
        "text": words({key: item[key] for key in ("text", "html") if key in item}),
        "hint": hint,
        "selected": item.get("checked", item["value"] in chosen),
        "reveals": words(item.get("conditional")),
        "behaviour": item.get("behaviour"),
        "described_by": f"{id_}-item-hint" if hint else "",
    }


def as_checkboxes(options):
    found = as_choices(options)
    if found.get("no_fieldset") and found["described_by"]:
        for item in found["items"]:
            parts = [found["described_by"], item.get("described_by", "")]
            item["described_by"] = " ".join(filter(None, parts))
    return found


def as_date_input(options):
    only(options, "id", "namePrefix", "fieldset", "hint", "errorMessage", "items")
    common = question(options, legend=True)
    if not options.get("fieldset"):
        raise CannotSay("a date without a legend")
    given = options.get("items") or [{"name": name} for name in ("day", "month", "year")]
    errors = any("govuk-input--error" in item.get("classes", "") for item in given)
    items = [as_date_part(options, item, errors) for item in given]
    return common | {"items": items}


def as_date_part(options, item, others_wrong):
    only(item, "name", "classes", "value", "autocomplete")
    name = item["name"]
    if name not in ("day", "month", "year"):
        raise CannotSay(name)
    prefix = f"{options['namePrefix']}-" if options.get("namePrefix") else ""
    is_wrong = "govuk-input--error" in item.get("classes", "")
    return {
        "id": f"{options.get('id')}-{name}",
        "name": prefix + name,
        "label": name.capitalize(),
        "value": item.get("value"),
        "width": 4 if name == "year" else 2,
        "error": is_wrong or (bool(options.get("errorMessage")) and not others_wrong),
        "autocomplete": item.get("autocomplete"),
    }


def as_error_summary(options):
    only(options, "titleText", "errorList")
    errors = [
        {"text": words({k: v for k, v in one.items() if k != "href"}), "href": one.get("href")}
        for one in options.get("errorList") or []
    ]
    return {"title": options.get("titleText"), "errors": errors}


def as_breadcrumbs(options):
    only(options, "items", "collapseOnMobile")
    if not options.get("collapseOnMobile"):
        raise CannotSay("not collapsing")
    items = [
        {"text": words({"text": i.get("text")}), "href": i.get("href")} for i in options["items"]
    ]
    return {"items": items}


def as_tag(options):
    only(options, "text", "html", "classes")
    colour = options.get("classes", "").removeprefix("govuk-tag--")
    return {"text": words({k: v for k, v in options.items() if k != "classes"}), "colour": colour}


def as_text(options):
    only(options, "text", "html")
    return {"text": words(options)}


def as_details(options):
    only(options, "summaryText", "text", "html", "open")
    text = words({key: options[key] for key in ("text", "html") if key in options})
    return {"summary": options.get("summaryText"), "text": text, "open": options.get("open")}


def as_notification_banner(options):
    only(options, "text", "type")
    return {"text": words({"text": options.get("text")}), "type": options.get("type")}


COMPONENTS = {
    "input": ("input", as_input, 35),
    "password-input": ("password_input", as_password_input, 4),
    "textarea": ("textarea", as_textarea, 13),
    "character-count": ("textarea", as_character_count, 14),
    "select": ("select", as_select, 6),
    "file-upload": ("file_upload", as_file_upload, 9),
    "radios": ("radios", as_choices, 27),
    "checkboxes": ("checkboxes", as_checkboxes, 27),
    "date-input": ("date_input", as_date_input, 10),
    "error-summary": ("error_summary", as_error_summary, 8),
    "breadcrumbs": ("breadcrumbs", as_breadcrumbs, 1),
    "tag": ("tag", as_tag, 11),
    "inset-text": ("inset_text", as_text, 3),
    "warning-text": ("warning_text", as_text, 3),
    "details": ("details", as_details, 5),
    "notification-banner": ("notification_banner", as_notification_banner, 6),
}


def sayable(component: str):
    """Yield each example that our template can express, with what it is given."""
    for example in examples(component):
        try:
            yield example, COMPONENTS[component][1](example["options"])
        except CannotSay:
            continue


CASES = [
    pytest.param(component, given, example["html"], id=f"{component}: {example['name']}")
    for component in COMPONENTS
    for example, given in sayable(component)
]


@pytest.mark.parametrize(("component", "given", "expected"), CASES)
def test_component_prints_what_the_design_system_prints(component, given, expected):
    html = render_to_string(f"components/{COMPONENTS[component][0]}.html", given)

    assert tree(html) == tree(expected)


@pytest.mark.parametrize("component", COMPONENTS)
def test_enough_examples_are_compared(component):
    assert len(list(sayable(component))) >= COMPONENTS[component][2]
