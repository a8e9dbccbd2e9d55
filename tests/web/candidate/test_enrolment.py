"""报名填写: from the empty list to the receipt, page by page, as a browser without scripts sends it."""

import io
from datetime import UTC, datetime
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from tests import factories
from tests.exchange.intake.bad_files import picture
from tests.web.world import LogIn

from chengzhao.law.words import Stage
from chengzhao.records.models import (
    Account,
    Candidate,
    DraftAnswer,
    Programme,
    Registration,
    SealedFile,
    StageWindow,
)

FAR = datetime(2099, 1, 1, tzinfo=UTC)


@pytest.fixture
def programme(db: None) -> Programme:
    """A season that takes registrations, with one programme."""
    factories.a_season()
    factories.a_tree()
    factories.an_open_stage(Stage.REGISTRATION, closes_at=FAR)
    return factories.a_programme(college=factories.a_college(name="山西财经大学"))


@pytest.fixture
def account(programme: Programme) -> Account:
    """Somebody who opened an account and read the notice."""
    return factories.an_applicant()


@pytest.fixture
def client(account: Account, log_in: LogIn) -> Client:
    """The browser of that person."""
    return log_in(account)


def answer(client: Client, question: str, **fields: object) -> str:
    """Save a question and give the address to which it leads on."""
    response = client.post(f"/candidate/register/{question}/", fields)
    assert response.status_code == 302, errors_of(response.content.decode())
    return response.headers["Location"]


def errors_of(body: str) -> str:
    """What the page holds against what was typed."""
    return body.partition('class="errors"')[2].partition("</div>")[0]


def send(client: Client, name: str, content: bytes | None = None) -> int:
    file = SimpleUploadedFile("IMG_1.jpg", content or picture(size=(next(WIDTHS), 800)))
    return client.post(f"/candidate/register/{name}/", {"file": file}).status_code


WIDTHS = iter(range(600, 700))
"""Each photo is another one."""


def fill_in(client: Client, programme: Programme) -> None:
    """Every question, in the order in which the pages lead on."""
    assert answer(client, "person", name="张三丰") == "/candidate/register/ethnicity/"
    answer(client, "ethnicity", ethnicity="01")
    contact = {"phone": "13912345678", "address": "太原市小店区演练路1号", "postcode": "030006"}
    assert answer(client, "contact", **contact) == "/candidate/register/document-front/"
    for kind in ("document-front", "document-back", "portrait", "education-files"):
        assert send(client, kind) == 302
    assert answer(client, "hukou", place="小店区") == "/candidate/register/employer/"
    assert answer(client, "employer", employer="太原市第一机械厂") == "/candidate/register/point/"
    assert answer(client, "point", point="/14/1401/140105/") == "/candidate/"
    answer(client, "route", route="UNIFIED")
    answer(client, "level", level="ZHUANSHENGBEN", also="no")
    answer(client, "category", category="ECONOMICS_MANAGEMENT")
    answer(client, "education", kind="ZHUANKE")
    certificate = {"school": "山西职业技术学院", "number": "123451202206000001", "graduated_on": "20220630"}
    assert answer(client, "certificate", **certificate) == "/candidate/register/education-files/"
    answer(client, "choices", add=programme.code)
    assert answer(client, "claims") == "/candidate/"
    assert answer(client, "help") == "/candidate/"
    body = client.get("/candidate/register/pledge/").content.decode()
    assert "代替他人或让他人代替考试：拘役或管制" in body
    shown = body.partition('name="shown" value="')[2].partition('"')[0]
    answer(client, "pledge", shown=shown, agreed="yes")


def test_home_of_a_new_account_is_the_empty_task_list(client: Client) -> None:
    body = client.get("/candidate/").content.decode()
    assert "张*丰，报名还差9项" in body
    assert body.count("未填") == 9
    assert "报名截止" in body
    assert "已完成 0 项，共 9 项" in body
    assert "暂不能交" in body


def test_whole_way_ends_with_a_number_a_receipt_and_a_form(client: Client, programme: Programme) -> None:
    fill_in(client, programme)
    assert "报名填好了，请提交" in client.get("/candidate/").content.decode()
    check = client.get("/candidate/check/").content.decode()
    for shown in ("张三丰", "山西省太原市小店区", "专升本", "经管类", "山西财经大学", "山西职业技术学院"):
        assert shown in check
    assert 'class="errors"' not in check
    pressed = client.post("/candidate/check/", {"form": "once"})
    assert (pressed.status_code, pressed.headers["Location"]) == (302, "/candidate/receipts/")
    receipt = client.get("/candidate/receipts/").content.decode()
    assert "24140105000001" in receipt
    paper = client.get("/candidate/registration.pdf")
    assert (paper.status_code, paper.content[:5]) == (200, b"%PDF-")
    assert "报名已提交，等待审核" in client.get("/candidate/").content.decode()


def test_pressed_twice_and_back_again_it_is_one_registration(client: Client, programme: Programme) -> None:
    fill_in(client, programme)
    for _ in range(2):
        assert client.post("/candidate/check/", {"form": "same"}).status_code == 302
    assert client.get("/candidate/check/").headers["Location"] == "/candidate/receipts/"
    assert client.get("/candidate/register/level/").headers["Location"] == "/candidate/"
    assert Registration.objects.count() == 1


def test_after_the_deadline_it_says_what_to_do_and_the_draft_stays(
    client: Client, programme: Programme
) -> None:
    fill_in(client, programme)
    StageWindow.objects.update(closes_at=datetime(2024, 9, 6, 10, tzinfo=UTC))
    held = DraftAnswer.objects.count()
    refused = client.post("/candidate/check/")
    assert refused.status_code == 409
    assert "没有提交，填写的内容都还在" in refused.content.decode()
    assert "已于2024年9月6日18:00截止，如需延长请联系省级招生考试机构" in refused.content.decode()
    assert (DraftAnswer.objects.count(), Candidate.objects.count()) == (held, 0)
    assert "报名已截止" in client.get("/candidate/").content.decode()


def test_what_was_typed_stays_over_a_log_out(client: Client, account: Account, log_in: LogIn) -> None:
    answer(client, "employer", employer="太原市第一机械厂")
    client.post("/logout/")
    assert "太原市第一机械厂" in log_in(account).get("/candidate/register/employer/").content.decode()


def test_another_device_is_not_written_over_unseen(client: Client) -> None:
    answer(client, "employer", employer="甲厂", seen="0")
    refused = client.post("/candidate/register/employer/", {"employer": "乙厂", "seen": "0"})
    assert refused.status_code == 409
    body = refused.content.decode()
    assert "这一项在别的页面或设备上改过" in body
    assert 'value="乙厂"' in body
    answer(client, "employer", employer="乙厂", seen="1")


@pytest.mark.parametrize(
    ("name", "fields", "said"),
    [
        ("person", {"name": "张？丰"}, "姓名中的生僻字不能用“?”代替"),
        ("contact", {"phone": "12345", "address": "a", "postcode": "03000"}, "邮政编码应为6位数字"),
        ("hukou", {"place": "不存在的县"}, "没有找到“不存在的县”"),
        ("hukou", {"place": "城区"}, "请选择"),
        ("point", {"point": "/14/1499/"}, "请选择列表中的确认点"),
        ("certificate", {"school": "a", "number": "1", "graduated_on": "2099-01-01"}, "毕业日期不能晚于今天"),
        ("certificate", {"school": "a", "number": "1", "graduated_on": "2022-02-30"}, "应为存在的日期"),
        ("pledge", {"shown": "0" * 64, "agreed": "yes"}, "承诺书的文本有更新"),
        ("level", {}, "请选择一项"),
    ],
)
def test_wrong_answer_is_explained_and_not_kept(
    client: Client, name: str, fields: dict[str, str], said: str
) -> None:
    response = client.post(f"/candidate/register/{name}/", {"form": "1", **fields})
    assert response.status_code == 200
    assert said in errors_of(response.content.decode())
    assert not DraftAnswer.objects.exists()


def test_education_that_is_not_enough_is_not_offered_and_why_is_said(client: Client) -> None:
    answer(client, "level", level="ZHUANSHENGBEN")
    body = client.get("/candidate/register/education/").content.decode()
    assert 'value="SENIOR_SECONDARY"' not in body
    assert "报考专升本须具有专科毕业、本科结业或以上证书" in body
    assert client.post("/candidate/register/education/", {"kind": "SENIOR_SECONDARY"}).status_code == 200
    assert not DraftAnswer.objects.filter(task="EDUCATION").exists()


def test_programme_of_another_category_is_not_offered_and_why_is_said(
    client: Client, programme: Programme
) -> None:
    law = factories.a_programme(college=programme.college, category="LAW", specialised_paper="CIVIL_LAW")
    answer(client, "level", level="ZHUANSHENGBEN")
    answer(client, "category", category="ECONOMICS_MANAGEMENT")
    body = client.get("/candidate/register/choices/?q=财经").content.decode()
    assert f'name="add" value="{programme.code}"' in body
    assert f'name="add" value="{law.code}"' not in body
    assert "招收法学类考生，与你报的科类不同" in body
    assert client.post("/candidate/register/choices/", {"add": law.code}).status_code == 409


def test_licence_is_asked_where_the_major_asks(client: Client, programme: Programme) -> None:
    nursing = factories.a_programme(
        college=programme.college,
        category="MEDICINE",
        specialised_paper="MEDICINE_GENERAL",
        major_code="101101",
        name="护理学",
    )
    answer(client, "level", level="ZHUANSHENGBEN")
    answer(client, "category", category="MEDICINE")
    assert client.get("/candidate/register/licence/").headers["Location"] == "/candidate/"
    answer(client, "choices", add=nursing.code)
    assert "护士执业证书" in client.get("/candidate/register/licence/").content.decode()
    refused = client.post("/candidate/register/licence/", {"kinds": "NURSE", "number_NURSE": ""})
    assert "请填写护士执业证书编号" in refused.content.decode()


def test_household_elsewhere_is_asked_for_proofs(client: Client) -> None:
    answer(client, "hukou", place="110101")
    assert answer(client, "employer", employer="无") == "/candidate/register/residence/"
    assert client.post("/candidate/register/residence/", {"form": "1"}).status_code == 200
    assert answer(client, "residence", proofs=["居住证"]) == "/candidate/register/residence-files/"


def test_another_level_asks_category_and_choices_again(client: Client, programme: Programme) -> None:
    fill_in(client, programme)
    answer(client, "level", level="GAOQIZHUAN")
    body = client.get("/candidate/").content.decode()
    assert "还差：科类" in body
    assert body.count("与别处填的不一致，请核对") == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"MZ" + b"\0" * 200, "没有上传"),
        (picture(size=(200, 260)), "照片宽高应为480×640像素以上，当前为200×260"),
    ],
)
def test_bad_photo_is_refused_with_the_fault(client: Client, content: bytes, said: str) -> None:
    file = SimpleUploadedFile("IMG_1.jpg", content)
    response = client.post("/candidate/register/portrait/", {"file": file})
    assert response.status_code == 200
    assert said in response.content.decode()
    assert not SealedFile.objects.exists()


def test_file_is_taken_back_and_a_strangers_is_not_found(client: Client, log_in: LogIn) -> None:
    send(client, "document-front")
    address = f"/candidate/files/{SealedFile.objects.get().public_id}/drop/"
    stranger = log_in(factories.an_applicant())
    assert stranger.post(address, {"step": "document-front"}).status_code == 404
    assert client.post(address, {"step": "document-front"}).status_code == 302
    assert not SealedFile.objects.exists()


def test_claim_has_its_words_and_its_paper(client: Client) -> None:
    answer(client, "level", level="ZHUANSHENGBEN")
    assert answer(client, "claims", kinds=["MODEL_WORKER"]) == "/candidate/register/claim-papers/"
    on = answer(client, "claim-papers", evidence_MODEL_WORKER="2019年太原市劳动模范证书")
    assert on == "/candidate/register/claims/MODEL_WORKER/"
    file = SimpleUploadedFile("IMG_1.jpg", picture())
    assert client.post(on, {"file": file}).status_code == 302
    assert SealedFile.objects.get().claim_kind == "MODEL_WORKER"
    assert client.get("/candidate/register/claims/MARTYR_FAMILY/").status_code == 404


def flat(shade: int, size: tuple[int, int] = (600, 800)) -> bytes:
    """A photo of one shade with a little of another, as of a dark room or a white wall."""
    made = io.BytesIO()
    image = Image.new("RGB", size, (shade, shade, shade))
    image.paste((min(shade + 40, 255),) * 3, (0, 0, size[0] // 2, size[1] // 2))
    image.save(made, "JPEG")
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (flat(5), "照片太暗，看不清"),
        (flat(245), "照片太亮，看不清"),
        (flat(120, size=(1200, 640)), ""),
        (flat(120, size=(500, 2000)), ""),
        (flat(120, size=(700, 500)), "照片宽高应为480×640像素以上，当前为700×500"),
    ],
)
def test_photo_is_cut_and_looked_at(client: Client, content: bytes, said: str) -> None:
    file = SimpleUploadedFile("IMG_1.jpg", content)
    response = client.post("/candidate/register/portrait/", {"file": file, "keep": "top"})
    if said:
        assert said in response.content.decode()
        return
    assert response.status_code == 302
    kept = SealedFile.objects.get()
    assert kept.width * 4 == kept.height * 3


def test_another_photo_takes_the_place_of_the_first(client: Client) -> None:
    for _ in range(2):
        assert send(client, "portrait") == 302
    assert SealedFile.objects.filter(kind="PORTRAIT").count() == 1


def test_papers_of_health_are_uploaded_after_one_has_agreed(client: Client) -> None:
    on = answer(client, "help", kinds=["LARGE_PRINT"], shows_original="no")
    assert on == "/candidate/register/help-files/"
    asked = client.get(on)
    assert asked.headers["Location"] == f"/candidate/privacy/consents/health/?next={on}"
    body = client.get(asked.headers["Location"]).content.decode()
    digest = body.partition('name="digest" value="')[2].partition('"')[0]
    agreed = client.post(
        "/candidate/privacy/consents/health/", {"digest": digest, "answer": "yes", "next": on}
    )
    assert agreed.headers["Location"] == on
    assert send(client, "help-files") == 302


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/candidate/score/", 200),
        ("/candidate/choices/", 200),
        ("/candidate/result/", 200),
        ("/candidate/messages/", 200),
        ("/candidate/privacy/", 200),
        ("/candidate/privacy/access/", 200),
        ("/candidate/privacy/requests/new/", 200),
        ("/candidate/admit-card.pdf", 404),
        ("/candidate/letter.pdf", 404),
        ("/candidate/registration.pdf", 404),
        ("/candidate/receipts/", 302),
        ("/candidate/withdraw/", 302),
        ("/candidate/confirm/", 302),
        ("/candidate/check/", 200),
        ("/account/", 200),
    ],
)
def test_every_page_of_a_candidate_opens_for_whoever_is_only_filling_in(
    client: Client, path: str, status: int
) -> None:
    assert client.get(path).status_code == status


def test_what_was_filled_in_is_taken_along(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chengzhao.web.shared.fresh.is_fresh", lambda *_: True)
    assert client.post("/candidate/privacy/my-data.zip").status_code == 409
    answer(client, "employer", employer="太原市第一机械厂")
    taken = client.post("/candidate/privacy/my-data.zip")
    content = b"".join(taken.streaming_content) if taken.streaming else taken.content
    with ZipFile(io.BytesIO(content)) as held:
        assert "太原市第一机械厂" in held.read("my-data.json").decode()
