"""报名 from opening an account to the form on paper, on a telephone, with scripts and without."""

import io
import re
from datetime import UTC, datetime
from random import Random

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect
from pytest_django.live_server_helper import LiveServer
from tests import factories
from tests.browser.test_pages import scrolls_sideways, serious_findings
from tests.factories import KEYS

from chengzhao.law.words import Stage
from chengzhao.records.models import Candidate, Message, Programme
from chengzhao.records.sealed import MESSAGE_TEXT

pytestmark = pytest.mark.browser
FAR = datetime(2099, 1, 1, tzinfo=UTC)
NAME = "李㭎森"
FILES = ("证件人像面", "证件国徽面", "毕业证书的照片")


@pytest.fixture
def programme(transactional_db: None) -> Programme:
    """A season that takes registrations, with one programme."""
    factories.a_season()
    factories.a_tree()
    factories.an_open_stage(Stage.REGISTRATION, closes_at=FAR)
    return factories.a_programme(college=factories.a_college(name="山西财经大学"))


class Phone:
    """A telephone that goes through the registration; with scripts every page is held to the standard."""

    def __init__(self, page: Page, base: str, *, has_scripts: bool) -> None:
        self.page, self.base, self.has_scripts = page, base, has_scripts
        self.seen: set[str] = set()

    def title(self, expected: str) -> None:
        assert self.page.get_by_role("heading", level=1).inner_text() == expected
        self.look()

    def look(self) -> None:
        """Once for each page: no barrier, nothing wider than the screen."""
        where = re.sub(r"[0-9a-f-]{36}", "", self.page.url)
        if where in self.seen:
            return
        self.seen.add(where)
        assert (where, scrolls_sideways(self.page)) == (where, False)
        if self.has_scripts:
            assert serious_findings(self.page) == []

    def fill(self, **typed: str) -> None:
        for label, text in typed.items():
            self.page.get_by_label(label, exact=True).fill(text)

    def press(self, name: str = "保存并继续") -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def task(self, name: str) -> None:
        self.page.goto(f"{self.base}/candidate/")
        self.page.get_by_role("link", name=re.compile(f"^{name}")).click()

    def send(self, title: str, shade: int) -> None:
        self.title(title)
        photo = {"name": "IMG.jpg", "mimeType": "image/jpeg", "buffer": a_photo(shade)}
        self.page.set_input_files("#id_file", photo)
        self.press("上传")
        self.page.get_by_role("link", name="下一步", exact=True).click()


def a_photo(seed: int) -> bytes:
    made = io.BytesIO()
    noise = Random(seed).randbytes(60 * 80 * 3)
    Image.frombytes("RGB", (60, 80), noise).resize((900, 1200)).save(made, "JPEG")
    return made.getvalue()


def newest_code() -> str:
    row = Message.objects.filter(kind="code").latest("pk")
    found = re.search(r"[0-9]{6}", MESSAGE_TEXT.text(KEYS, row.pk, bytes(row.text_sealed)))
    assert found is not None
    return found[0]


def open_account(phone: Phone) -> None:
    """Register with phone and document, log in with a code, read the notice."""
    page, number = phone.page, factories.an_identity_number()
    mobile = factories.a_phone()
    page.goto(f"{phone.base}/register/")
    phone.fill(手机号=mobile)
    phone.press("获取验证码")
    phone.fill(短信验证码=newest_code())
    phone.press("下一步")
    page.get_by_label("证件号码").fill(number)
    page.get_by_label("姓名", exact=True).fill(NAME)
    page.get_by_label("密码（选填）").fill("correct horse battery")
    phone.press("提交注册")
    page.get_by_role("link", name="去登录").click()
    page.get_by_label("证件号码或手机号").fill(mobile)
    page.get_by_label("密码", exact=True).fill("correct horse battery")
    phone.press("登录")
    if "/candidate/notice/" in page.url:
        page.get_by_role("button").filter(has_text=re.compile("知|读|同意")).first.click()


def about_oneself(phone: Phone) -> None:
    page = phone.page
    phone.task("身份")
    phone.title("你的姓名")
    assert page.get_by_label("姓名", exact=True).input_value() == NAME
    phone.press()
    phone.title("你的民族")
    phone.press()
    phone.title("怎样联系你")
    phone.fill(通讯地址="太原市小店区演练路1号", 邮政编码="030006")
    phone.press()
    phone.send("证件有照片的一面", 1)
    phone.send("证件的另一面", 2)
    phone.task("照片")
    phone.send("上传本人照片", 3)
    phone.task("户籍与工作单位")
    phone.title("户口在哪个县（市、区）")
    page.get_by_label("县（市、区）", exact=True).fill("小店区")
    phone.press()
    phone.title("你的工作单位")
    phone.fill(工作单位="太原市第一机械厂")
    phone.press()
    phone.title("在哪个确认点审核")
    assert page.locator("#id_point").input_value() == "/14/1401/140105/"
    phone.press()


def about_the_exam(phone: Phone) -> None:
    page = phone.page
    phone.task("层次与科类")
    for title, choice in (
        ("你用哪种方式报考", "统考"),
        ("你要报考哪个层次", "专升本"),
        ("你报哪个科类", "经管类"),
    ):
        phone.title(title)
        page.get_by_label(re.compile(f"^{choice}")).first.check()
        phone.press()
    phone.task("学历")
    phone.title("你已经取得的最高学历")
    expect(page.get_by_text("高级中等教育毕业").first).not_to_be_visible()
    page.get_by_label(re.compile("^专科毕业")).check()
    phone.press()
    phone.title("毕业证书")
    phone.fill(毕业学校="山西职业技术学院", 证书编号="123451202206000001", 毕业日期="2012-06-30")
    phone.press()
    phone.send("毕业证书", 4)
    phone.task("院校专业志愿")
    phone.title("院校专业志愿")
    page.get_by_label("查专业").fill("财经")
    phone.press("查找")
    page.get_by_role("button", name=re.compile("^选报")).first.click()
    phone.look()
    page.get_by_role("link", name="填好了").click()


def the_rest(phone: Phone) -> None:
    page = phone.page
    phone.task("照顾与免试")
    phone.title("你符合下面哪些照顾政策")
    expect(page.get_by_text("系统自动申请")).to_be_visible()
    phone.press()
    phone.task("合理便利")
    phone.title("考试时需要合理便利吗")
    phone.press()
    phone.task("诚信承诺")
    phone.title("诚信考试承诺书")
    expect(page.get_by_text("代替他人或让他人代替考试：拘役或管制")).to_be_visible()
    page.get_by_label("我已阅读全文").check()
    phone.press("签署承诺")


@pytest.mark.parametrize("has_scripts", [True, False])
def test_from_the_account_to_the_form_on_paper(
    chromium: Browser, live_server: LiveServer, programme: Programme, has_scripts: bool
) -> None:
    context = chromium.new_context(
        viewport={"width": 390, "height": 844}, locale="zh-CN", java_script_enabled=has_scripts
    )
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda one: complaints.append(one.text) if one.type == "error" else None)
    phone = Phone(page, live_server.url, has_scripts=has_scripts)
    open_account(phone)
    phone.title("李*森，报名还差9项")
    about_oneself(phone)
    about_the_exam(phone)
    the_rest(phone)
    phone.title("李*森，报名填好了，请提交")
    page.get_by_role("link", name=re.compile("^检查并提交")).click()
    phone.title("检查并提交")
    page.get_by_role("button", name="确认无误，提交报名").dblclick()
    page.wait_for_url("**/candidate/receipts/")
    phone.title("报名已提交")
    own = Candidate.objects.get()
    assert (own.name, own.candidate_number) == (NAME, "24140105000001")
    assert page.locator(".refno").inner_text() == own.candidate_number
    page.go_back()
    page.goto(f"{live_server.url}/candidate/receipts/")
    paper = page.request.get(f"{live_server.url}/candidate/registration.pdf")
    assert (paper.status, paper.body()[:5]) == (200, b"%PDF-")
    page.goto(f"{live_server.url}/candidate/")
    phone.title("李*森，报名已提交，等待审核")
    for left in ("/candidate/withdraw/", "/candidate/confirm/"):
        page.goto(f"{live_server.url}{left}")
        phone.look()
    context.close()
    assert complaints == []
