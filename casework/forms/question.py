"""What our fields have in common: how a question is put, and how its errors speak of it."""

LOOKS = {
    "heading",  # True: the label is the page's only heading
    "label_size",  # s, m, l or xl; a heading is l
    "width",  # characters (2, 3, 4, 5, 10, 20, 30) or a share ("one-half")
    "prefix",
    "suffix",
    "rows",
    "counted",  # True: a long text counts its characters aloud
    "inline",
    "small",
    "item_hints",  # {value: hint}
    "reveals",  # {value: name of the field shown under that choice}
    "divider",  # {value: word printed above that choice}
    "attributes",
}


class QuestionMixin:
    """Adds ``hint``, ``called``, ``missing`` and the looks above to a Django field.

    ``called`` is what errors call the answer ("date of birth"), the label if not given;
    ``missing`` is the whole error when a required answer is not there.
    """

    ask = "Enter"

    def __init__(self, *args, hint="", called="", missing="", **options):
        self.look = {name: options.pop(name) for name in LOOKS & options.keys()}
        self.called_as = called
        self.missing = missing
        super().__init__(*args, help_text=hint or options.pop("help_text", ""), **options)
        if "required" not in (options.get("error_messages") or {}):
            self.error_messages["required"] = missing or self._missing()

    @property
    def called(self) -> str:
        """The answer's name inside a sentence: the label, its first letter small."""
        name = self.called_as or str(self.label or "")
        is_acronym = name[1:2].isupper() or not name[1:2].isalpha()
        return name if is_acronym else name[:1].lower() + name[1:]

    @property
    def called_first(self) -> str:
        """The answer's name at the start of a sentence."""
        return self.called[:1].upper() + self.called[1:]

    def _missing(self) -> str:
        if not self.called or self.called.endswith("?"):
            return "Select an answer" if self.ask == "Select" else "Enter an answer"
        return f"{self.ask} {self.called}"
