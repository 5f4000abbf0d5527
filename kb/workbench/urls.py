"""The addresses of the workbench: `/workbench/…`."""

from django.urls import path

from kb.workbench.views import (
    dashboard,
    editor,
    exchange,
    glossary,
    history,
    library,
    machine,
    repairs,
    reports,
    revisions,
    source,
    start,
    team,
    whole,
)

app_name = "workbench"

urlpatterns = [
    path("", start.start, name="start"),
    path("keys/", start.keys, name="keys"),
    path("checks/<slug:check_id>/", library.check_help, name="check-help"),
    path("revisions/<str:key>/", revisions.revisions, name="revisions"),
    path("<str:code>/", dashboard.dashboard, name="dashboard"),
    path("<str:code>/entries/<str:key>/", editor.editor, name="editor"),
    path("<str:code>/sentences/<slug:uid>/", editor.segment, name="segment"),
    path("<str:code>/sentences/<slug:uid>/draft/", editor.draft, name="draft"),
    path("<str:code>/sentences/<slug:uid>/check/", editor.check, name="check"),
    path("<str:code>/sentences/<slug:uid>/lease/", editor.lease, name="lease"),
    path("<str:code>/sentences/<slug:uid>/restore/", history.restore, name="restore"),
    path("<str:code>/sentences/<slug:uid>/dismiss/", history.dismiss, name="dismiss"),
    path("<str:code>/sentences/<slug:uid>/undismiss/", history.undismiss, name="undismiss"),
    path("<str:code>/entries/<str:key>/whole/", whole.whole, name="whole"),
    path("<str:code>/entries/<str:key>/source/", source.source, name="source"),
    path("<str:code>/entries/<str:key>/source/adopt/", source.adopt, name="adopt"),
    path("<str:code>/entries/<str:key>/blame/", revisions.blame, name="blame"),
    path("<str:code>/digest/", start.digest, name="digest"),
    path("<str:code>/reports/", reports.reports, name="reports"),
    path("<str:code>/reports/<int:pk>/", reports.decide, name="decide"),
    path("<str:code>/glossary/", glossary.glossary, name="glossary"),
    path("<str:code>/glossary/new/", glossary.term, name="new-term"),
    path("<str:code>/glossary/<slug:name>/", glossary.term, name="term"),
    path("<str:code>/glossary/<slug:name>/delete/", glossary.delete, name="delete-term"),
    path("<str:code>/files/", exchange.exchange, name="exchange"),
    path("<str:code>/files/download/", exchange.download, name="download"),
    path("<str:code>/repairs/", repairs.repairs, name="repairs"),
    path("<str:code>/repairs/<int:pk>/undo/", repairs.undo, name="undo"),
    path("<str:code>/entries/<str:key>/fill/", machine.fill, name="fill"),
    path("<str:code>/team/", team.team, name="team"),
    path("<str:code>/team/<int:pk>/remove/", team.remove, name="remove"),
    path("<str:code>/memory/", library.memory, name="memory"),
    path("<str:code>/activity/", library.activity, name="activity"),
    path("<str:code>/activity/feed/", library.feed, name="feed"),
]
