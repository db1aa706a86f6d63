"""The pages of referrals: a happy path, each refusal, and what is out of sight."""

import pytest
from django.urls import reverse

from accounts.rules.roles import Role
from casework.models import AccessLog, Draft
from funding.rules.policy import KINDS
from people.models import Case, Child
from referrals.models import ChildPart
from tests.factories.people import make_authority, make_child, make_user, open_to
from tests.factories.referrals import (
    HILLVIEW,
    SHORT,
    a_pdf,
    a_setting,
    answer,
    get,
    make_cast,
    make_complete,
    raise_one,
    share,
    submit,
    write_part_2,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return make_cast()


def url(name, *args):
    return reverse(f"referrals:{name}", args=args)


def as_posted(form):
    """What a browser would send back from a form as it stands."""
    values = {"form_key": form.form_key, "seen": form.initial.get("seen", "")}
    return values | ({"revision": form.revision} if form.revision is not None else {})


def ask(client, address):
    return as_posted(client.get(address).context["form"])


ALERT = {
    "reason": "Needs cannot be met in a local school.",
    "consent_northshire-care": "given",
    "consent_northshire-icb": "refused",
    "basis": "parent",
    "given_by": "A. Parent",
    "given_on": "2025-09-01",
    "is_emergency": "no",
    "are_costs_known": "yes",
    "known_weekly_pence": "£4,000",
}


def test_an_alert_is_raised_about_a_child_found_by_name(client, cast):
    client.force_login(cast.sen)
    child = make_child()
    open_to(child, "northshire-sen")

    found = client.post(url("new"), {"text": child.family_name})
    assert [row.reference for row in found.context["found"]] == [child.reference]
    response = client.post(url("raise", child.reference), ALERT)

    reference = Case.objects.get().reference
    assert (response.status_code, response.url) == (302, url("show", reference))
    assert get(reference).known_weekly_pence == 4_000_00


def test_an_alert_is_raised_from_the_page_of_a_child_just_added(client, cast):
    client.force_login(cast.sen)
    typed = {
        "authority": "northshire",
        "given_names": "Sam",
        "family_name": "Otter",
        "born_on": "2012-02-29",
        "is_address_hidden": "no",
        "language": "English",
    }
    client.post(reverse("people:add_child"), typed)

    child = Child.objects.get()
    page = client.get(reverse("people:child", args=[child.reference]))

    assert url("raise", child.reference) in page.content.decode()


@pytest.mark.rule("KENT-040")
def test_an_alert_without_consent_is_refused_by_its_rule_and_loses_nothing(client, cast):
    client.force_login(cast.sen)
    child = make_child()
    open_to(child, "northshire-sen")

    response = client.post(
        url("raise", child.reference),
        {"reason": "All options are spent.", "is_emergency": "no", "are_costs_known": "no"},
    )

    page = response.content.decode()
    assert "KENT-040" in page
    assert "All options are spent." in page
    assert not Case.objects.exists()


@pytest.mark.rule("KENT-039")
def test_the_first_sharing_is_offered_to_the_administrator_and_not_to_the_referrer(client, cast):
    reference = raise_one(cast)
    offered = {}
    for user in (cast.sen, cast.admin):
        client.force_login(user)
        offered[user] = client.get(url("show", reference)).context["may_share"]

    client.force_login(cast.sen)
    refused = client.post(url("share", reference))
    client.force_login(cast.admin)
    shared = client.post(url("share", reference))

    assert offered == {cast.sen: False, cast.admin: True}
    assert (refused.status_code, shared.status_code, get(reference).case.stage) == (
        403,
        302,
        "views",
    )


@pytest.mark.rule("KENT-042", "KENT-045")
def test_an_agency_sends_its_assessment_view_and_confirmation(client, cast):
    reference = share(cast, raise_one(cast))
    client.force_login(cast.care)
    own = (reference, "northshire-care")

    client.post(
        url("assessment", *own),
        {"upload": a_pdf(), "completed_on": "2025-10-20", "is_made_together": "yes"},
    )
    client.post(url("give_view", *own), {"position": "agree", "because": "It meets need."})
    client.post(
        url("confirm_share", *own),
        {
            "yearly_pence": "98,800",
            "agreed_on": "2025-10-20",
            "agreed_by": "Assistant Director",
            "confirmed": "on",
        },
    )

    page = client.get(url("agency", *own)).content.decode()
    assert "It meets need." in page
    assert "£98,800.00 a year, agreed by Assistant Director on 20 October 2025" in page


@pytest.mark.rule("KENT-012")
@pytest.mark.parametrize("page", ["assessment", "give_view", "confirm_share"])
def test_nobody_answers_for_another_agency(client, cast, page):
    reference = share(cast, raise_one(cast))
    client.force_login(cast.sen)

    assert client.get(url(page, reference, "northshire-icb")).status_code == 403


def test_a_file_that_is_not_what_its_name_says_is_refused_beside_the_file(client, cast):
    reference = share(cast, raise_one(cast))
    client.force_login(cast.care)
    fake = a_pdf()
    fake.file.seek(0)
    fake.file.write(b"MZ this is no pdf")
    fake.file.seek(0)

    response = client.post(
        url("assessment", reference, "northshire-care"),
        {"upload": fake, "completed_on": "2025-10-20", "is_made_together": "no"},
    )

    (says,) = response.context["form"].errors["upload"]
    assert "its content is something else" in says


SECTIONS = [
    ("child", {"needs": "Care by day and night.", "has_plan": "yes"}, "legal-status"),
    ("legal-status", {"status": "care-order", "from_on": "2025-02-04"}, None),
    (
        "placement",
        {
            "kind": "residential-school",
            "is_external": "yes",
            "weeks": "52",
            "starts_on": "2026-01-05",
            "question_contact_plan": "Weekly visits.",
        },
        None,
    ),
    (
        "costs",
        {"charged_weeks": "52", "education": "1500", "care": "1,900.00", "health": "£600"}
        | dict.fromkeys([f"{kind}_per" for kind in KINDS], "week"),
        "payment-terms",
    ),
    ("payment-terms", {"payment_terms": "Weekly.", "education_weeks": "52"}, None),
    ("shares", {"education": "78,000", "care": "98,800", "health": "31,200"}, None),
    ("options", {"statement": "All were explored."}, "discussion"),
    (
        "tests",
        {"local_packages": "Tried.", "local_facility": "None.", "complexity": "Shown."},
        None,
    ),
    (
        "registration",
        {
            "registered_with": "ofsted",
            "registration_checked_on": "2025-10-01",
            "is_cqc_needed": "no",
        },
        "visit",
    ),
    ("visit", {"is_visit_needed": "no"}, "terms"),
]


@pytest.mark.rule("KENT-046", "KENT-048", "KENT-049", "KENT-051", "KENT-072")
def test_part_2_is_written_page_by_page_and_submitted(client, cast):
    reference = share(cast, raise_one(cast))
    for payer, pence in HILLVIEW.items():
        answer(cast, reference, SHORT[payer], pence)
    client.force_login(cast.sen)
    setting = a_setting()

    for page, typed, following in SECTIONS:
        address = url("edit", reference, page)
        more = {"setting_id": setting.pk} if page == "placement" else {}
        response = client.post(address, ask(client, address) | typed | more)
        expected = url("edit", reference, following) if following else url("tasks", reference)
        assert (response.status_code, response.get("Location")) == (302, expected), page
    terms = {"report_on": "2025-03-12", "are_terms_accepted": "yes", "contract": "framework"}
    address = url("edit", reference, "terms")
    client.post(address, ask(client, address) | terms | {"upload": a_pdf("report.pdf")})

    tasks = client.get(url("tasks", reference))
    assert [task.status for task in tasks.context["tasks"]] == ["Completed"] * 8
    check = url("check", reference)
    response = client.post(check, ask(client, check))
    assert response.url == url("show", reference)
    assert get(reference).case.stage == "submitted"


@pytest.mark.rule("KENT-047")
def test_an_incomplete_referral_is_refused_with_links_to_what_mends_it(client, cast):
    reference = share(cast, raise_one(cast))
    write_part_2(cast, reference)
    client.force_login(cast.sen)
    check = url("check", reference)

    response = client.post(check, ask(client, check))

    lacking = {(lack.rule, lack.href) for lack in response.context["lacking"]}
    assert ("KENT-047", url("assessments", reference)) in lacking
    assert ("KENT-011", url("edit", reference, "shares")) in lacking
    assert get(reference).case.stage == "referral"


def test_words_put_aside_come_back_and_are_not_part_of_the_referral(client, cast):
    reference = share(cast, raise_one(cast))
    client.force_login(cast.sen)
    address = url("edit", reference, "child")
    typed = ask(client, address) | {"needs": "Half a", "has_plan": "yes", "save": "later"}

    aside = client.post(address, typed)
    again = client.get(address)

    assert aside.url == url("tasks", reference)
    assert "Half a</textarea>" in again.content.decode()
    assert again.context["form"]["has_plan"].value() == "yes"
    assert not ChildPart.objects.exists()


def test_words_put_aside_are_gone_once_they_are_saved(client, cast):
    reference = share(cast, raise_one(cast))
    client.force_login(cast.sen)
    address = url("edit", reference, "child")
    client.post(address, ask(client, address) | {"needs": "Half a", "save": "later"})

    client.post(address, ask(client, address) | {"needs": "A whole sentence."})

    assert not Draft.objects.exists()


def test_the_second_of_two_writers_sees_both_and_keeps_their_own_words(client, cast):
    reference = share(cast, raise_one(cast))
    client.force_login(cast.sen)
    address = url("edit", reference, "child")
    first, second = ask(client, address), ask(client, address)
    client.post(address, first | {"needs": "The first one’s words."})

    refused = client.post(address, second | {"needs": "The second one’s words."})
    page = refused.content.decode()
    saved = client.post(
        address, as_posted_again(refused.context["form"]) | {"needs": "The second one’s words."}
    )

    assert "The second one’s words.</textarea>" in page
    assert refused.context["changes"].rows == [
        ("What does the child need?", "The first one’s words.", "The second one’s words.")
    ]
    assert saved.status_code == 302
    assert get(reference).child_part.needs == "The second one’s words."


def as_posted_again(form):
    return {"form_key": form.form_key, "seen": form["seen"].value(), "revision": form.revision}


def test_a_change_elsewhere_in_the_case_does_not_stop_a_writer(client, cast):
    reference = share(cast, raise_one(cast))
    client.force_login(cast.sen)
    address = url("edit", reference, "child")
    typed = ask(client, address) | {"needs": "Care."}
    answer(cast, reference, "care", 98_800_00)

    response = client.post(address, typed)

    assert response.status_code == 302


def test_the_same_page_sent_twice_is_saved_once(client, cast):
    reference = share(cast, raise_one(cast))
    client.force_login(cast.sen)
    address = url("edit", reference, "child")
    typed = ask(client, address) | {"needs": "Care."}
    client.post(address, typed)
    revision = get(reference).case.revision

    response = client.post(address, typed)

    assert response.status_code == 302
    assert get(reference).case.revision == revision


@pytest.mark.rule("KENT-046")
def test_part_2_is_the_referrers_own_and_the_administrator_may_look(client, cast):
    reference = share(cast, raise_one(cast))
    client.force_login(cast.admin)

    assert client.get(url("tasks", reference)).status_code == 200
    assert client.get(url("edit", reference, "child")).status_code == 403


@pytest.mark.rule("KENT-049")
def test_an_80_week_year_is_refused(client, cast):
    reference = share(cast, raise_one(cast))
    client.force_login(cast.sen)
    address = url("edit", reference, "placement")
    typed = {
        "setting_id": a_setting().pk,
        "kind": "residential-school",
        "is_external": "no",
        "weeks": "80",
        "starts_on": "2026-01-05",
    }

    response = client.post(address, ask(client, address) | typed)

    assert "weeks" in response.context["form"].errors


@pytest.mark.rule("KENT-078")
def test_the_shares_page_shows_what_the_rules_give_and_asks_why_not(client, cast):
    reference = share(cast, raise_one(cast))
    write_part_2(cast, reference)
    client.force_login(cast.sen)
    address = url("edit", reference, "shares")

    page = client.get(address)
    refused = client.post(
        address,
        ask(client, address)
        | {"education": "80,000", "care": "96,800", "health": "31,200", "because": ""},
    )

    assert page.context["suggestion"].table.foot[1] == "£208,000.00"
    assert "because" in refused.context["form"].errors


def test_a_withdrawn_referral_is_closed_with_its_reason(client, cast):
    reference = share(cast, raise_one(cast))
    client.force_login(cast.sen)
    address = url("withdraw", reference)

    client.post(address, ask(client, address) | {"because": "The family moved."})

    assert get(reference).withdrawn_because == "The family moved."


def test_a_submitted_referral_is_opened_for_changes(client, cast):
    reference = submit(cast, make_complete(cast))
    client.force_login(cast.sen)

    client.post(url("take_back", reference))

    assert get(reference).case.stage == "referral"


@pytest.mark.rule("KENT-040")
def test_consent_recorded_later_lets_an_agency_in(client, cast):
    reference = raise_one(cast, consented=["northshire-care"], refused=["northshire-icb"])
    share(cast, reference)
    client.force_login(cast.sen)
    address = url("consent", reference)
    typed = {
        "consent_northshire-care": "given",
        "consent_northshire-icb": "given",
        "basis": "parent",
        "given_by": "A. Parent",
        "given_on": "2025-09-20",
    }

    response = client.post(address, ask(client, address) | typed)

    assert response.url == url("tasks", reference)
    assert Case.objects.visible_to(cast.icb).filter(reference=reference).exists()


PAGES = ["show", "tasks", "assessments", "timeline", "check", "withdraw", "consent"]


@pytest.mark.parametrize("page", PAGES)
def test_what_is_out_of_sight_is_not_there_and_the_try_is_logged(client, cast, page):
    reference = share(cast, raise_one(cast))
    stranger = make_cast("southshire").sen
    client.force_login(stranger)

    response = client.get(url(page, reference))

    assert response.status_code == 404
    log = AccessLog.objects.latest("pk")
    assert (log.user_id, log.references, log.allowed) == (stranger.pk, [reference], False)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_about_a_referral_names_the_child_by_initials_in_its_title(client, cast, page):
    reference = make_complete(cast)
    client.force_login(cast.sen)

    response = client.get(url(page, reference))

    title = response.content.decode().split("<title>")[1].split("</title>")[0]
    child = get(reference).case.child
    assert response.status_code == 200
    assert reference in title and child.initials in title
    assert child.family_name not in title


def test_an_authority_without_a_joint_funding_panel_says_so(client):
    make_authority("eastshire")
    user = make_user(Role.CASEWORKER, agency="sen", authority="eastshire")
    child = make_child("eastshire")
    open_to(child, "eastshire-sen")
    client.force_login(user)

    response = client.get(url("raise", child.reference), follow=True)

    assert "has adopted no protocol for such a panel" in response.content.decode()


@pytest.mark.rule("KENT-041")
def test_what_the_alert_said_is_carried_forward_with_its_origin(client, cast):
    known = {"known_provider": "Hillview School", "known_yearly_pence": 208_000_00}
    reference = share(cast, raise_one(cast, are_costs_known=True, **known))
    client.force_login(cast.sen)
    address = url("edit", reference, "placement")

    page = client.get(address)
    typed = {"new_setting": page.context["form"]["new_setting"].value()}
    more = {"kind": "residential", "is_external": "no", "weeks": "52", "starts_on": "2026-01-05"}
    client.post(address, ask(client, address) | typed | more)
    costs = client.get(url("edit", reference, "costs"))

    assert "The alert of 1 September 2025 named Hillview School" in page.content.decode()
    assert get(reference).case.placement.setting.name == "Hillview School"
    assert "gave the cost as £208,000.00 a year" in costs.content.decode()
    assert costs.context["form"]["unbroken"].value() == "208,000.00"


def test_a_provider_already_known_is_not_added_twice(client, cast):
    known = a_setting()
    reference = share(cast, raise_one(cast))
    client.force_login(cast.sen)
    address = url("edit", reference, "placement")
    typed = {"kind": "residential", "is_external": "no", "weeks": "52", "starts_on": "2026-01-05"}

    client.post(address, ask(client, address) | typed | {"new_setting": "  hillview  SCHOOL"})
    neither = client.post(address, ask(client, address) | typed | {"setting_id": ""})

    assert get(reference).case.placement.setting == known
    assert "setting_id" in neither.context["form"].errors
