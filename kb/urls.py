"""The addresses of Orsak, grouped by app."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from kb.pages.views.files import robots, sitemap
from kb.pages.views.home import root
from kb.pages.views.offline import service_worker
from kb.pages.views.resolver import resolve
from kb.pages.views.share import qr_code
from kb.pages.views.styleguide import styleguide

urlpatterns = [
    path("", root, name="root"),
    path("", include("kb.operations.urls")),
    path("", include("kb.catalog.urls")),
    path("e/<path:name>", resolve, name="resolve"),
    path("qr/<path:name>.svg", qr_code, name="qr"),
    path("service-worker.js", service_worker, name="service-worker"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("accounts/", include("kb.workbench.account_urls")),
    path("workbench/", include("kb.workbench.urls")),
    path("admin/", admin.site.urls),
]
if settings.DEBUG:
    urlpatterns.append(path("styleguide/", styleguide, name="styleguide"))

urlpatterns += i18n_patterns(
    path("feedback/", include("kb.feedback.urls")),
    path("", include("kb.pages.urls")),
)

handler400 = "kb.pages.views.status.bad_request"
handler403 = "kb.pages.views.status.denied"
handler404 = "kb.pages.views.status.not_found"
handler500 = "kb.pages.views.status.failed"
