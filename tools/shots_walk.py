"""Walks through the season in the middle of its registration: somebody registers, a reviewer sends it back, and so on.

What stands on these pages is there because it was typed and sent, as people do it.
"""

import re
from datetime import date

from playwright.sync_api import Browser, Page
from tools.shots_album import Album, Visits

from chengzhao.law.words import Role, Sex
from chengzhao.rehearsal.identity import PHONES, IdentityNumbers, phone

NAME, BIRTH, PASSWORD = "陆承安", date(1993, 4, 18), "correct horse battery"
OFFICE = "招生考试机构"
PAPER = """<body style="margin:0;background:#fffdf4;font-family:'Noto Sans CJK SC',sans-serif;color:#222">
<div style="margin:40px;border:3px solid #a98a4a;padding:70px 90px;height:620px;box-sizing:border-box;
position:relative">
<h1 style="text-align:center;color:#a11;letter-spacing:.5em;margin:0">{title}</h1>
<p style="font-size:26px;line-height:2;margin-top:56px">{text}</p>
<p style="position:absolute;right:90px;bottom:60px;font-size:24px">演练样张，不是真实证件</p></div>"""
FACE = """<body style="margin:0;background:#dbe7f3"><svg viewBox="0 0 300 400" width="900" height="1200">
<rect width="300" height="400" fill="#dbe7f3"/><path d="M30 400q10-120 120-120t120 120z" fill="#33475f"/>
<ellipse cx="150" cy="170" rx="62" ry="80" fill="#e6c3a5"/><path d="M84 165q0-92 66-92t66 92q-24-46-66-46t-66 46z"
fill="#222"/></svg>"""
PAPERS = {
    "证件有照片的一面": ("身份证（人像面）", "姓名　陆承安<br>出生　1993年4月18日<br>住址　演练路18号"),
    "证件的另一面": ("身份证（国徽面）", "签发机关　演练公安局<br>有效期限　2019.05.06－2039.05.06"),
    "毕业证书": (
        "毕业证书",
        "学生 陆承安，于二〇一二年九月至二〇一五年六月在本校<br>会计专业三年制专科学习，成绩合格，准予毕业。",
    ),
}


class Applicant:
    """Somebody who registers on a telephone, from the account to the receipt."""

    def __init__(self, browser: Browser, address: str, album: Album, *, county: str) -> None:
        self._browser, self._base, self._album, self._county = browser, address, album, county
        self.page: Page = browser.new_context(
            locale="zh-CN", viewport={"width": 390, "height": 844}
        ).new_page()

    def register(self) -> str:
        """Fill everything in and hand it in; returns 报名号."""
        self._open_account()
        self._album.take(self.page, "candidate-tasks")
        self._identity()
        self._household()
        self._level()
        self._education()
        self._choices()
        self._rest()
        self.page.goto(f"{self._base}/candidate/check/")
        self._album.take(self.page, "candidate-check")
        self._press("确认无误，提交报名")
        self._album.take(self.page, "candidate-receipt")
        return self.page.locator(".refno").first.inner_text()

    def mend(self) -> None:
        """Change what was sent back, and hand it in again."""
        self.page.goto(f"{self._base}/candidate/")
        self._album.take(self.page, "candidate-returned")
        self._task("毕业院校")
        self._album.take(self.page, "candidate-mending")
        self.page.get_by_label("毕业学校", exact=True).fill("山西财政税务专科学校")
        self._press("保存并继续")
        self.page.goto(f"{self._base}/candidate/check/")
        self.page.get_by_role("button", name=re.compile("提交")).first.click()

    def _open_account(self) -> None:
        page = self.page
        page.goto(f"{self._base}/register/")
        self._fill(手机号=phone(PHONES - 1))
        self._press("获取验证码")
        code = re.search(r"[0-9]{6}", page.get_by_label("演示短信").inner_text())
        assert code is not None
        self._fill(短信验证码=code[0])
        self._press("下一步")
        page.get_by_label("证件号码").fill(IdentityNumbers().next(BIRTH, Sex.MALE))
        self._fill(姓名=NAME)
        page.get_by_label("密码（选填）").fill(PASSWORD)
        self._press("提交注册")
        page.get_by_role("link", name="去登录").click()
        page.get_by_label("证件号码或手机号").fill(phone(PHONES - 1))
        self._fill(密码=PASSWORD)
        self._press("登录")
        if "/candidate/notice/" in page.url:
            page.get_by_role("button").filter(has_text=re.compile("知|读|同意")).first.click()

    def _identity(self) -> None:
        self._task("身份")
        self._press("保存并继续")
        self._press("保存并继续")
        self._fill(通讯地址="演练路", 邮政编码="0300")
        self._press("保存并继续")
        self._album.take(self.page, "candidate-question-errors")
        self._fill(通讯地址=f"{self._county}演练路18号", 邮政编码="030000")
        self._press("保存并继续")
        self._send("证件有照片的一面")
        self._send("证件的另一面")
        self._task("照片")
        self._send("", portrait=True)

    def _household(self) -> None:
        self._task("户籍与工作单位")
        self.page.get_by_label("县（市、区）", exact=True).fill(self._county)
        self._press("保存并继续")
        self._fill(工作单位=f"{self._county}第一机械厂")
        self._press("保存并继续")
        self._press("保存并继续")

    def _level(self) -> None:
        self._task("层次与科类")
        for choice in ("统考", "专升本", "经管类"):
            self.page.get_by_label(re.compile(f"^{choice}")).first.check()
            if choice == "专升本":
                self._album.take(self.page, "candidate-question")
            self._press("保存并继续")

    def _education(self) -> None:
        self._task("学历")
        self.page.get_by_label(re.compile("^专科毕业")).check()
        self._press("保存并继续")
        self._fill(毕业学校="山西财税专科学校", 证书编号="116301201506000231", 毕业日期="2015-06-30")
        self._press("保存并继续")
        self._send("毕业证书")

    def _choices(self) -> None:
        self._task("院校专业志愿")
        self.page.get_by_label("查专业").fill("会计")
        self._press("查找")
        self._album.take(self.page, "candidate-choosing")
        self.page.get_by_role("button", name=re.compile("^选报")).first.click()
        self.page.get_by_role("link", name="填好了").click()

    def _rest(self) -> None:
        self._task("照顾与免试")
        self._press("保存并继续")
        self._task("合理便利")
        self._press("保存并继续")
        self._task("诚信承诺")
        self.page.get_by_label("我已阅读全文").check()
        self._press("签署承诺")

    def _task(self, name: str) -> None:
        self.page.goto(f"{self._base}/candidate/")
        self.page.get_by_role("link", name=re.compile(f"^{name}")).first.click()

    def _fill(self, **typed: str) -> None:
        for label, text in typed.items():
            self.page.get_by_label(label, exact=True).fill(text)

    def _press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def _send(self, paper: str, *, portrait: bool = False) -> None:
        title, text = ("", "") if portrait else PAPERS[paper]
        picture = self._drawn(FACE if portrait else PAPER.format(title=title, text=text), portrait=portrait)
        if portrait:
            self._album.take(self.page, "candidate-photo")
        self.page.set_input_files(
            "#id_file", {"name": "IMG.jpg", "mimeType": "image/jpeg", "buffer": picture}
        )
        self._press("上传")
        if paper == "毕业证书":
            self._album.take(self.page, "candidate-upload")
        self.page.get_by_role("link", name="下一步", exact=True).click()

    def _drawn(self, markup: str, *, portrait: bool) -> bytes:
        """A picture as a telephone takes it, drawn by the browser: it shows nobody."""
        width, height = (900, 1200) if portrait else (1200, 700)
        page = self._browser.new_page(viewport={"width": width, "height": height})
        page.set_content(markup)
        picture = page.screenshot(type="jpeg", quality=80)
        page.close()
        return picture


def county_of(visits: Visits) -> str:
    """The county whose reviewer is a persona."""
    page = visits.open(Role.COUNTY_REVIEWER, "/county/")
    return page.get_by_role("heading", level=1).inner_text().partition(OFFICE)[0].strip()


def county_work(visits: Visits, album: Album, applicant: Applicant, number: str) -> None:
    """The reviewer sends the registration back, it comes again, and is looked at beside what it was before."""
    file = _find(visits, number)
    file.get_by_role("button", name=re.compile("取件审核")).click()
    album.take(file, "county-file")
    file.get_by_text("退回哪些项").click()
    file.get_by_label("毕业院校", exact=True).fill("与毕业证书不一致，请按证书填写")
    file.locator("#way-RETURN").check(force=True)
    file.get_by_role("button", name="办理并看下一份").click()
    applicant.mend()
    file = _find(visits, number)
    file.get_by_role("button", name=re.compile("取件审核")).click()
    album.take(file, "county-file-mended")
    place = file.url.partition("?")[0]
    file.goto(f"{place}form/")
    album.print(file, "county-confirmation")
    _batch(visits, album)


def _find(visits: Visits, number: str) -> Page:
    page = visits.open(Role.COUNTY_REVIEWER, "/county/review/find/")
    page.locator("main input[type=text], main input[type=search]").first.fill(number)
    page.locator("main").get_by_role("button", name="查找", exact=True).click()
    return page


def _batch(visits: Visits, album: Album) -> None:
    page = visits.open(Role.COUNTY_REVIEWER, "/county/review/batches/")
    album.take(page, "county-batches")
    page.get_by_role("button", name=re.compile("建立这一批")).click()
    album.take(page, "county-batch")


def office_work(visits: Visits, album: Album, number: str) -> None:
    """What the province finds, puts before a second person, and waits for."""
    page = visits.open(Role.PROVINCE_OFFICER, "/search/")
    page.locator("main input[name=q]").fill(number)
    page.locator("main").get_by_role("button", name="查找").click()
    album.take(page, "search")
    page = visits.open(Role.PROVINCE_OFFICER, "/approvals/")
    page.locator("main table a").first.click()
    album.take(page, "approval")
    page = visits.open(Role.PROVINCE_OFFICER, "/jobs/")
    page.locator("main table a").first.click()
    album.take(page, "job-running")
    page = visits.open("zhuguan2", "/department/claims/")
    page.locator("main table a").first.click()
    album.take(page, "department-claim")
    page = visits.open(Role.COUNTY_REVIEWER, "/county/review/tally/?day=2024-09-04")
    album.print(page, "county-tally")
