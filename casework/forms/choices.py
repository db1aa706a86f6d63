"""Fields that choose among answers."""

from django import forms

from casework.forms.question import QuestionMixin


class ChoiceMixin(QuestionMixin):
    """A choice made from a list; an answer off the list says so plainly."""

    ask = "Select"

    def __init__(self, *, choices=(), **options):
        super().__init__(choices=choices, **options)
        self.error_messages["invalid_choice"] = "Select an answer from the list"


class RadiosField(ChoiceMixin, forms.TypedChoiceField):
    """One answer of a few, all in view."""

    widget = forms.RadioSelect


class YesNoField(RadiosField):
    """Yes or no, as ``True`` or ``False``; ``None`` when it may be left out and was."""

    def __init__(self, **options):
        options.setdefault("inline", True)
        super().__init__(
            choices=[("yes", "Yes"), ("no", "No")],
            coerce=lambda answer: answer == "yes",
            empty_value=None,
            **options,
        )

    def prepare_value(self, value):
        return {True: "yes", False: "no"}.get(value, value)


class SelectField(ChoiceMixin, forms.TypedChoiceField):
    """One answer of many. An empty line stands first unless there is one already."""

    widget = forms.Select

    def __init__(self, *, choices=(), **options):
        super().__init__(choices=choices, **options)
        self.look.setdefault("empty_line", True)


class CheckboxesField(ChoiceMixin, forms.MultipleChoiceField):
    """Any number of answers of a few, as a list."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **options):
        super().__init__(**options)
        self.error_messages["invalid_list"] = "Select answers from the list"


class ConfirmField(QuestionMixin, forms.BooleanField):
    """One box that must be ticked before the form does anything; the label says what it means."""

    widget = forms.CheckboxInput

    def _missing(self) -> str:
        return "Tick the box to confirm this"
