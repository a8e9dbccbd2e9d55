"""批量报名 at the desk: a file goes in, is looked at, decided on, imported; every mistake says how it is mended."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.factories import an_organisation
from tests.web.world import LogIn
from tests.work.imported import COUNTY, SIBLING, Desk, a_desk, a_person, a_seat, carried_out, imported

from chengzhao.exchange.registrations.writing import written
from chengzhao.exchange.sheet_writing import XLSX_TYPE
from chengzhao.law.words import Role, Stage
from chengzhao.records.bulk import server_time
from chengzhao.records.models import Candidate, ImportBatch, Job, StageWindow
from chengzhao.rules.registration import ImportState

pytestmark = pytest.mark.django_db
LIST = "/imports/"


@pytest.fixture
def desk() -> Desk:
    return a_desk()


def sent(client: Client, content: bytes, name: str = "报名.csv", **more: str) -> str:
    """What the page says after a file was sent, with the redirects followed."""
    file = SimpleUploadedFile(name, content)
    response = client.post(LIST, {"table": file, "form": "a", **more}, follow=True)
    return response.content.decode()


def a_file(*rows: tuple[str, ...], kind: str = "csv") -> bytes:
    return written(kind, list(rows), on=date(2024, 9, 2)).content


def press(client: Client, batch: ImportBatch, step: str, **more: str) -> str:
    address = reverse("desk:import", args=[batch.public_id])
    return client.post(address, {"step": step, "form": f"{step}-1", **more}, follow=True).content.decode()


def worked() -> Job:
    return carried_out(Job.objects.order_by("-pk")[0])


def test_from_the_file_to_the_registrations(desk: Desk, log_in: LogIn) -> None:
    client = log_in(desk.account)
    said = sent(client, a_file(a_person(desk), a_person(desk, phone="1")))
    assert "各列的对应" in said
    assert "检查2行" in said
    batch = ImportBatch.objects.get()
    assert "正在" not in press(client, batch, "map")
    worked()
    said = client.get(reverse("desk:import", args=[batch.public_id])).content.decode()
    for expected in ("检查结果", "第3行", "手机号", "11位手机号", "只导入正确的1行", "下载错误表"):
        assert expected in said
    assert "请选择怎样处理" in press(client, batch, "choose")
    assert "正确的行数已变为1" in press(client, batch, "choose", choice="RIGHT", right="2")
    press(client, batch, "choose", choice="MEND", right="1")
    worked()
    said = client.get(reverse("desk:import", args=[batch.public_id])).content.decode()
    for expected in ("已导入", "待补材料", "改好的错误行", "把1份转入审核", "整批撤销1份", "导出.dbf"):
        assert expected in said
    assert Candidate.objects.count() == 1


def test_mended_rows_are_a_batch_of_their_own_that_leads_back(desk: Desk, log_in: LogIn) -> None:
    client = log_in(desk.account)
    batch = imported(desk, [a_person(desk)])
    said = sent(client, a_file(a_person(desk)), mends=str(batch.public_id))
    assert reverse("desk:import", args=[batch.public_id]) in said
    assert ImportBatch.objects.order_by("-pk")[0].mends == batch


def test_what_the_unit_said_of_its_columns_is_remembered(desk: Desk, log_in: LogIn) -> None:
    client = log_in(desk.account)
    first = a_file(a_person(desk)).replace("手机号".encode(), "联络".encode())
    said = sent(client, first)
    assert "还有1列没有对应" in said
    batch = ImportBatch.objects.get()
    named = {f"column_{name}": heading for name, heading in batch.mapping.items()}
    assert "必填的列还没有对应：手机号" in press(client, batch, "map", **named)
    press(client, batch, "map", **named, column_phone="联络")
    worked()
    sent(client, a_file(a_person(desk)).replace("手机号".encode(), "联络".encode()))
    assert ImportBatch.objects.order_by("-pk")[0].mapping["phone"] == "联络"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("报名.csv", b"", "请选择填好的表格再上传|这个文件是空的"),
        ("报名.exe", b"MZ", "请上传.xlsx、.csv或.dbf文件"),
        ("报名.csv", "姓名\n".encode(), "这个表格只有表头"),
    ],
)
def test_file_that_cannot_be_taken_says_why(
    desk: Desk, log_in: LogIn, name: str, content: bytes, said: str
) -> None:
    page = sent(log_in(desk.account), content, name)
    assert any(one in page for one in said.split("|"))
    assert not ImportBatch.objects.exists()


def test_same_file_twice_is_one_batch(desk: Desk, log_in: LogIn) -> None:
    client, content = log_in(desk.account), a_file(a_person(desk))
    sent(client, content)
    assert "这个文件已经上传过" in sent(client, content)
    assert ImportBatch.objects.count() == 1


def test_same_button_twice_is_one_job(desk: Desk, log_in: LogIn) -> None:
    client = log_in(desk.account)
    sent(client, a_file(a_person(desk)))
    batch = ImportBatch.objects.get()
    press(client, batch, "map")
    assert "正在办理" in press(client, batch, "map")
    assert Job.objects.count() == 1


def test_after_the_deadline_nothing_is_taken(desk: Desk, log_in: LogIn) -> None:
    StageWindow.objects.filter(stage=Stage.REGISTRATION).update(closes_at=server_time())
    client = log_in(desk.account)
    assert "现在不在报名时间内" in client.get(LIST).content.decode()
    sent(client, a_file(a_person(desk)))
    assert not ImportBatch.objects.exists()


def test_sibling_county_sees_nothing_of_it(desk: Desk, log_in: LogIn) -> None:
    batch = imported(desk, [a_person(desk)])
    an_organisation(path=SIBLING)
    other = a_seat(path=SIBLING, role=Role.COUNTY_REVIEWER, programme=desk.programme, closes=desk.closes)
    client = log_in(other.account)
    assert "报名.csv" not in client.get(LIST).content.decode()
    address = reverse("desk:import", args=[batch.public_id])
    assert client.get(address).status_code == 404
    assert client.post(address, {"step": "undo", "reason": "x"}).status_code == 404
    assert Candidate.objects.get().org_path == COUNTY


def test_undone_from_the_page_with_a_reason(desk: Desk, log_in: LogIn) -> None:
    client, batch = log_in(desk.account), imported(desk, [a_person(desk)])
    assert "请写明为什么撤销" in press(client, batch, "undo", reason=" ")
    assert "已经整批撤销" in press(client, batch, "undo", reason="传错了文件")
    batch.refresh_from_db()
    assert batch.state == ImportState.UNDONE
    assert "不能转为" in press(client, batch, "undo", reason="再按一次")


def test_empty_table_is_handed_out_by_its_name(desk: Desk, log_in: LogIn) -> None:
    response = log_in(desk.account).get("/imports/registrations.xlsx")
    assert (response.headers["Content-Type"], response.content[:2]) == (XLSX_TYPE, b"PK")
