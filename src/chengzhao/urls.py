"""Every URL of the site, one file of them for each audience."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("chengzhao.web.public.urls")),
    path("", include("chengzhao.web.account.urls")),
    path("candidate/", include("chengzhao.web.candidate.urls")),
    path("county/", include("chengzhao.web.county.urls")),
    path("site/", include("chengzhao.web.site.urls")),
    path("college/", include("chengzhao.web.college.urls")),
    path("department/", include("chengzhao.web.department.urls")),
    path("province/", include("chengzhao.web.province.urls")),
    path("ministry/", include("chengzhao.web.ministry.urls")),
    path("oversight/", include("chengzhao.web.oversight.urls")),
    path("system/", include("chengzhao.web.system.urls")),
    path("", include("chengzhao.web.desk.urls")),
]

handler400 = "chengzhao.web.shared.errors.bad_request"
handler403 = "chengzhao.web.shared.errors.forbidden"
handler404 = "chengzhao.web.shared.errors.not_found"
handler500 = "chengzhao.web.shared.errors.server_error"
