"""The pages of publicity at both widths: the office's notice and objection, the public's notice, form and receipt."""

from pytest_django.live_server_helper import LiveServer
from tests.browser.test_pages import LAPTOP, PHONE, Visit, look_at
from tests.web.world import World

from chengzhao.law.words import Role


def test_pages_of_publicity(visit_as: Visit, live_server: LiveServer, small_season: World) -> None:
    notice, report = small_season.complaint.notice.public_id, small_season.complaint.public_id
    line = small_season.admitted.claims.get().entries.get().pk
    for width in (PHONE, LAPTOP):
        look_at(
            visit_as(Role.PROVINCE_OFFICER, width),
            live_server.url,
            (
                "/province/publicity/",
                f"/province/publicity/{notice}/",
                "/province/complaints/",
                f"/province/complaints/{report}/",
                "/lanes/",
            ),
        )
        look_at(visit_as(Role.CANDIDATE, width), live_server.url, ("/candidate/claims/",))
        look_at(
            visit_as(None, width),
            live_server.url,
            (
                "/publicity/",
                f"/publicity/{notice}/",
                f"/publicity/{notice}/objection/?line={line}",
                f"/publicity/receipts/{report}/",
            ),
        )
