"""Addresses of people."""

from django.urls import path

from people.views import children, consents, documents, record, search

app_name = "people"
urlpatterns = [
    path("search/", search.search_view, name="search"),
    path("search/<slug:search>/", search.show_found_view, name="found"),
    path("documents/<slug:reference>/", documents.open_document_view, name="document"),
    path("children/add/", record.add_child_view, name="add_child"),
    path("children/<slug:reference>/", children.show_child_view, name="child"),
    path("children/<slug:reference>/cases/", children.list_child_cases_view, name="child_cases"),
    path(
        "children/<slug:reference>/timeline/",
        children.show_child_timeline_view,
        name="child_timeline",
    ),
    path(
        "children/<slug:reference>/documents/",
        children.list_child_documents_view,
        name="child_documents",
    ),
    path("children/<slug:reference>/money/", children.show_child_money_view, name="child_money"),
    path("children/<slug:reference>/people/", children.show_child_people_view, name="child_people"),
    path("children/<slug:reference>/edit/", record.edit_child_view, name="edit_child"),
    path("children/<slug:reference>/carers/add/", record.add_carer_view, name="add_carer"),
    path(
        "children/<slug:reference>/carers/<int:carer_id>/",
        record.edit_carer_view,
        name="edit_carer",
    ),
    path(
        "children/<slug:reference>/legal-status/",
        record.record_legal_status_view,
        name="record_legal_status",
    ),
    path("children/<slug:reference>/network/", consents.join_network_view, name="join_network"),
    path("children/<slug:reference>/consent/", consents.record_consent_view, name="record_consent"),
    path(
        "children/<slug:reference>/consent/<slug:agency>/withdraw/",
        consents.withdraw_consent_view,
        name="withdraw_consent",
    ),
]
