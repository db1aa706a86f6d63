"""A field in its form, turned into the plain values that a component's template prints."""

from functools import cached_property

from django import forms
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString, mark_safe

from casework.forms.dates import PARTS, DateParts

CHECKBOXES = forms.CheckboxSelectMultiple
PART_WIDTHS = {"day": 2, "month": 2, "year": 4}
BIRTHDAY_TOKENS = {"day": "bday-day", "month": "bday-month", "year": "bday-year"}
KEPT_ATTRIBUTES = (
    "accept", "autocapitalize", "autocomplete", "inputmode", "multiple", "spellcheck",
)  # fmt: skip


def described_by(id_: str, *, hint: object = "", error: object = "") -> str:
    """Return the ids of the hint and the error that belong to a field."""
    there = (("hint", hint), ("error", error))
    return " ".join(f"{id_}-{part}" for part, text in there if text)


def numbered(id_: str, index: int) -> str:
    """Return a choice's id: the first bears the field's own, so that an error can link to it."""
    return id_ if index == 0 else f"{id_}-{index + 1}"


def revealed_by(form) -> set[str]:
    """Return the names of the fields that show only under some choice of another."""
    looks = [getattr(field, "look", {}).get("reveals", {}) for field in form.fields.values()]
    return {name for reveals in looks for names in reveals.values() for name in as_names(names)}


def as_names(names: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """Return one name or several as a tuple."""
    return (names,) if isinstance(names, str) else tuple(names)


class GovukBoundField(BoundField):
    """Prints a whole question: label, hint, error and answer."""

    def __str__(self) -> str:
        return self.as_widget() if self.is_hidden else self.as_field_group()

    __html__ = __str__

    @property
    def template_name(self) -> str:
        return self.field.template_name or self._kind[0]

    @property
    def error_target(self) -> str:
        """The id that an error's link goes to."""
        return f"{self.auto_id}-{self._wrong_parts[0]}" if self._is_date else self.auto_id

    def get_context(self) -> dict:
        """Return what the component's template needs; its first line lists the names."""
        error = " ".join(self.errors)
        common = {
            "field": self,
            "id": self.auto_id,
            "name": self.html_name,
            "label": self._label,
            "label_classes": self._label_classes,
            "is_heading": self.look.get("heading", False),
            "hint": self.help_text,
            "error": error,
            "described_by": described_by(self.auto_id, hint=self.help_text, error=error),
            "attributes": self._attributes,
        }
        return common | self._kind[1](self)

    @cached_property
    def look(self) -> dict:
        """How our own fields ask to be shown; empty for a library's field."""
        return getattr(self.field, "look", {})

    @property
    def _kind(self):
        return next(kind for widget, kind in KINDS if isinstance(self.field.widget, widget))

    @property
    def _is_date(self) -> bool:
        return isinstance(self.field.widget, DateParts)

    @property
    def _label(self):
        is_box = isinstance(self.field.widget, forms.CheckboxInput)
        says_optional = getattr(self.form, "says_optional", False)
        is_revealed = self.name in revealed_by(self.form)
        if self.field.required or is_box or is_revealed or not says_optional:
            return self.label
        return f"{self.label} (optional)" if self.label else ""

    @property
    def _label_classes(self) -> str:
        size = self.look.get("label_size", "l" if self.look.get("heading") else "s")
        block = "govuk-fieldset__legend" if self.field.widget.use_fieldset else "govuk-label"
        return f"{block}--{size}" if size else ""

    @property
    def _attributes(self) -> dict:
        attrs = self.field.widget.attrs
        kept = {name: attrs[name] for name in KEPT_ATTRIBUTES if name in attrs}
        return kept | self.look.get("attributes", {})

    @property
    def _wrong_parts(self) -> tuple[str, ...]:
        for error in self.form.errors.as_data().get(self.name, []):
            if parts := (error.params or {}).get("parts"):
                return parts
        return PARTS

    def _input(self) -> dict:
        return {
            "type": getattr(self.field.widget, "input_type", "text"),
            "value": self.value(),
            "classes": _width(self.look.get("width")),
            "prefix": self.look.get("prefix"),
            "suffix": self.look.get("suffix"),
        }

    def _textarea(self) -> dict:
        limit = self.field.max_length if self.look.get("counted") else None
        return {"value": self.value(), "rows": self.look.get("rows"), "limit": limit}

    def _date(self) -> dict:
        wrong = self._wrong_parts if self.errors else ()
        tokens = BIRTHDAY_TOKENS if self.look.get("birthday") else {}
        items = [
            {
                "id": f"{self.auto_id}-{part}",
                "name": f"{self.html_name}-{part}",
                "label": part.capitalize(),
                "value": value,
                "width": PART_WIDTHS[part],
                "error": part in wrong,
                "autocomplete": tokens.get(part),
            }
            for part, value in zip(PARTS, self.value(), strict=True)
        ]
        return {"items": items}

    def _choices(self) -> dict:
        styles = [style for style in ("inline", "small") if self.look.get(style)]
        block = "checkboxes" if isinstance(self.field.widget, CHECKBOXES) else "radios"
        classes = " ".join(f"govuk-{block}--{style}" for style in styles)
        return {"items": self._items(), "classes": classes}

    def _box(self) -> dict:
        """One box alone: its label is the choice, and it needs no fieldset."""
        error = " ".join(self.errors)
        item = {
            "id": self.auto_id,
            "value": "on",
            "text": self.label,
            "selected": bool(self.value()),
            "described_by": described_by(self.auto_id, hint=self.help_text, error=error),
        }
        return {"items": [item], "no_fieldset": True}

    def _select(self) -> dict:
        lines = self._items()
        if self.look.get("empty_line") and all(str(line["value"]) for line in lines):
            lines.insert(0, {"value": "", "text": "", "selected": False})
        return {"items": lines, "classes": _width(self.look.get("width"))}

    def _items(self) -> list[dict]:
        chosen = self.value()
        chosen = {str(one) for one in (chosen if isinstance(chosen, list | tuple) else [chosen])}
        items: list[dict] = []
        for index, (value, text) in enumerate(self.field.choices):
            if word := self.look.get("divider", {}).get(value):
                items.append({"divider": word})
            items.append(self._item(index, value, text, chosen))
        return items

    def _item(self, index: int, value, text, chosen: set[str]) -> dict:
        id_ = numbered(self.auto_id, index)
        hint = self.look.get("item_hints", {}).get(value, "")
        return {
            "id": id_,
            "value": value,
            "text": text,
            "hint": hint,
            "selected": str(value) in chosen,
            "reveals": self._revealed(value),
            "described_by": f"{id_}-item-hint" if hint else "",
        }

    def _revealed(self, value) -> SafeString | None:
        names = as_names(self.look.get("reveals", {}).get(value, ()))
        html = "".join(str(self.form[name]) for name in names)
        return mark_safe(html) if html else None  # noqa: S308 -- printed by this very class


def _width(width: int | str | None) -> str:
    if isinstance(width, str):
        return f"govuk-!-width-{width}"
    return f"govuk-input--width-{width}" if width else ""


# The first class that fits decides; a subclass stands before its parent.
KINDS = (
    (DateParts, ("components/date_input.html", GovukBoundField._date)),
    (CHECKBOXES, ("components/checkboxes.html", GovukBoundField._choices)),
    (forms.RadioSelect, ("components/radios.html", GovukBoundField._choices)),
    (forms.Select, ("components/select.html", GovukBoundField._select)),
    (forms.CheckboxInput, ("components/checkboxes.html", GovukBoundField._box)),
    (forms.FileInput, ("components/file_upload.html", lambda field: {})),
    (forms.Textarea, ("components/textarea.html", GovukBoundField._textarea)),
    (forms.PasswordInput, ("components/password_input.html", GovukBoundField._input)),
    (forms.Widget, ("components/input.html", GovukBoundField._input)),
)
