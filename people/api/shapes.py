"""What the API says of children, facts, clocks and documents: names and types of JSON."""

from rest_framework import serializers

from casework import clock
from casework.duties import state_on
from casework.models import Clock


class ChildShape(serializers.Serializer):
    """A child in a list."""

    reference = serializers.CharField()
    given_names = serializers.CharField()
    family_name = serializers.CharField()
    known_as = serializers.CharField()
    born_on = serializers.DateField()
    upn = serializers.CharField()
    nhs_number = serializers.CharField()
    authority = serializers.CharField(source="authority_id")
    setting = serializers.CharField(source="setting.name", default=None)
    revision = serializers.IntegerField()


class CaseShape(serializers.Serializer):
    """A case of a child."""

    reference = serializers.CharField()
    kind = serializers.CharField()
    stage = serializers.CharField()
    lead_agency = serializers.CharField(source="lead_agency_id")
    owner = serializers.CharField(source="owner.name")
    opened_on = serializers.DateField()
    closed_on = serializers.DateField(allow_null=True)
    revision = serializers.IntegerField()


class NeighbourShape(serializers.Serializer):
    """An agency of the network, and whether the record may be shared with it."""

    agency = serializers.CharField(source="code")
    name = serializers.CharField()
    joined_on = serializers.DateField()
    sharing = serializers.CharField(source="state.text")


class WholeChildShape(ChildShape):
    """A child with address (null where withheld), cases and network."""

    language = serializers.CharField()
    address = serializers.CharField(source="shown_address", allow_null=True)
    in_care_since = serializers.DateField(allow_null=True)
    cases = CaseShape(many=True, source="seen_cases")
    network = NeighbourShape(many=True, source="neighbours")


class NewChildShape(serializers.Serializer):
    """A child whose record is to be opened."""

    authority = serializers.SlugField()
    given_names = serializers.CharField(max_length=120)
    family_name = serializers.CharField(max_length=120)
    known_as = serializers.CharField(max_length=60, required=False)
    born_on = serializers.DateField()
    upn = serializers.CharField(max_length=20, required=False)
    nhs_number = serializers.CharField(max_length=16, required=False)
    address = serializers.CharField(max_length=500, required=False)
    is_address_hidden = serializers.BooleanField(required=False)
    language = serializers.CharField(max_length=60, required=False)
    confirmed_new = serializers.BooleanField(required=False)


class ReferenceShape(serializers.Serializer):
    """The reference of what was made."""

    reference = serializers.CharField()


class SearchShape(serializers.Serializer):
    """What is looked for, as a person would type it. Sent in the body, never in the address."""

    text = serializers.CharField(max_length=120)


class FactShape(serializers.Serializer):
    """One fact of a timeline."""

    stream = serializers.CharField()
    number = serializers.IntegerField()
    kind = serializers.CharField()
    says = serializers.CharField()
    on = serializers.DateField()
    at = serializers.DateTimeField()
    who = serializers.CharField()
    role = serializers.CharField()
    agency = serializers.CharField()
    document = serializers.CharField(help_text="The document it speaks of; empty when none.")


class ClockShape(serializers.Serializer):
    """One clock: when it is due, why, and how it stands today."""

    stream = serializers.CharField()
    id = serializers.CharField(source="clock")
    label = serializers.CharField()
    of = serializers.DictField()
    owed_by = serializers.CharField()
    rule = serializers.CharField()
    source = serializers.CharField()
    force = serializers.ChoiceField(["law", "guidance", "protocol"])
    started_by = serializers.CharField()
    started_on = serializers.DateField()
    due_on = serializers.DateField(allow_null=True)
    counting = serializers.CharField()
    excused = serializers.BooleanField()
    exemption = serializers.DictField(allow_null=True)
    target_on = serializers.DateField(allow_null=True)
    met_on = serializers.DateField(allow_null=True)
    state = serializers.SerializerMethodField()
    says = serializers.CharField()

    def get_state(self, row: Clock) -> str:
        """running, met, met-late, late or stopped."""
        return state_on(row, clock.today())


class DocumentShape(serializers.Serializer):
    """A document: what it is, of which stream, and where its file is fetched."""

    reference = serializers.CharField()
    stream = serializers.CharField()
    kind = serializers.CharField()
    title = serializers.CharField()
    origin = serializers.CharField()
    mark = serializers.CharField()
    at = serializers.DateTimeField()
    by = serializers.CharField(source="by_name")
    superseded_by = serializers.CharField(source="superseded_by.reference", default=None)
    file_name = serializers.CharField()
    content_type = serializers.CharField(source="file.content_type")
    size = serializers.IntegerField(source="file.size")
    sha256 = serializers.CharField(source="file.sha256")
    file = serializers.SerializerMethodField()

    def get_file(self, document: object) -> str:
        """The address of the file itself."""
        return self.context["file_address"]
