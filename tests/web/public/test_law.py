"""法规浏览: from every paragraph to its clauses, from every clause to its code, numbers, cases, tests and pages."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client
from tests.web.world import LogIn, World

from chengzhao.law import texts
from chengzhao.law.provinces import supplement
from chengzhao.law.reference import subject_rules
from chengzhao.law.texts.plain import plain_clauses
from chengzhao.law.words import Role
from chengzhao.law.years import year_law
from chengzhao.rules.coverage import coverage_of
from chengzhao.rules.explain import explain

VOID = {"area", "br", "hr", "img", "input", "link", "meta", "use", "rect", "path"}


class Parts(HTMLParser):
    """The text and links inside each element that has an id, and of the whole page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text: dict[str, str] = {"": ""}
        self.links: dict[str, list[str]] = {"": []}
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag not in VOID:
            self.open.append(given.get("id") or "")
        for name in {"", *self.open}:
            self.text.setdefault(name, "")
            self.links.setdefault(name, [])
            if given.get("href"):
                self.links[name].append(given["href"] or "")

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID and self.open:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        for name in {"", *self.open}:
            self.text[name] += data


def get(client: Client, href: str) -> Parts:
    response = client.get(href)
    assert (href, response.status_code) == (href, 200)
    return Parts(response.content.decode())


def squeezed(text: str) -> str:
    return "".join(text.split())


def anchor(paragraph: texts.Paragraph) -> str:
    return paragraph.id.replace("/", "-").replace(".", "-")


@pytest.mark.django_db
def test_every_paragraph_leads_to_its_clauses_or_says_why_not(client: Client) -> None:
    page = get(client, "/clauses/")
    for paragraph in texts.paragraphs():
        row = anchor(paragraph)
        assert squeezed(paragraph.text) in squeezed(page.text[row])
        assert page.links[row] == [f"/clauses/{clause}/" for clause in paragraph.clauses]
        if not paragraph.clauses:
            assert f"没有条目（{paragraph.no_clause}）" in page.text[row]


@pytest.mark.django_db
def test_every_clause_is_told_in_full_once(client: Client) -> None:
    page = client.get("/clauses/").content.decode()
    told = [article.partition("</article>")[0] for article in page.split("<article>")[1:]]
    assert len(told) == len(texts.clauses())
    for plain in plain_clauses().values():
        [own] = [article for article in told if f'href="/clauses/{plain.id}/"' in article]
        assert plain.says in own
        assert plain.does in own


@pytest.mark.django_db
@pytest.mark.parametrize("clause", list(texts.clauses()))
def test_clause_page_has_text_code_numbers_cases_tests_and_pages(client: Client, clause: str) -> None:
    page = get(client, f"/clauses/{clause}/?year=2024&province=14")
    found, held = explain(clause, year_law(2024)), coverage_of(clause)
    wanted = [found.plain.title, found.plain.says, found.plain.does, found.clause.place, clause]
    wanted += [paragraph.text for paragraph in found.clause.paragraphs if not paragraph.table]
    wanted += [cell for each in found.clause.paragraphs for cells in each.table for cell in cells]
    wanted += [text for row in found.subject_map for text in (row.name, row.codes, row.note, row.place)]
    wanted += [text for value in found.parameters for text in (value.label, *value.lines)]
    wanted += [title for file in held.cases for title in (file.about, *(case.title for case in file.cases))]
    wanted += [text for file in held.cases for case in file.cases for text in (case.facts, case.result)]
    # An order and a supplement are named by their own names: test_orders_and_the_chosen_supplement_are_linked.
    own_name = {"public:order", "public:supplement"}
    titles = (shown.title for shown in held.pages if shown.url_name not in own_name)
    wanted += [*held.code, *held.tests, *titles]
    assert [text for text in wanted if text not in page.text[""]] == []
    assert held.code
    assert held.cases
    assert held.tests


@pytest.mark.django_db
def test_clauses_follow_one_another_and_keep_the_choice(client: Client) -> None:
    order = list(texts.clauses())
    seen, href = [], f"/clauses/{order[0]}/?year=2025&province=41"
    while href:
        page = client.get(href).content.decode()
        seen.append(href)
        following = [link for link in page.split("<a ") if 'rel="next"' in link]
        href = following[0].split('"')[1].replace("&amp;", "&") if following else ""
    assert seen == [f"/clauses/{clause}/?year=2025&province=41" for clause in order]


@pytest.mark.django_db
def test_year_and_province_change_the_values(client: Client) -> None:
    shanxi = get(client, "/clauses/A1.5.7/?year=2024&province=14").text[""]
    assert "山西省2024年" in shanxi
    assert "100％" in shanxi
    zhejiang = get(client, "/clauses/A1.5.7/?year=2025&province=33").text[""]
    assert "110％" in zhejiang
    assert "2025年的通知没有收录" in zhejiang
    assert "省2024年" not in get(client, "/clauses/A1.5.7/?year=2024&province=").text[""]


@pytest.mark.django_db
def test_province_without_a_supplement_says_so(client: Client) -> None:
    page = get(client, "/clauses/A1.5.7/?year=2024&province=41").text[""]
    assert "本站没有河南省2024年的补充规定，现有2025年的。以下只列国家规定。" in page


def test_season_decides_what_is_shown_first(world: World, client: Client) -> None:
    page = client.get("/clauses/A1.5.7/").content.decode()
    assert '<option value="14" selected>' in page
    assert "山西省2024年" in page


@pytest.mark.django_db
def test_uncertain_values_are_marked(client: Client) -> None:
    page = client.get("/clauses/A1.5.8/?year=2024&province=14").content.decode()
    uncertain = page.index("科目比完仍然同分的")
    certain = page.index("同分比较的科目顺序")
    assert "待核" in page[uncertain:certain]
    assert "可靠程度40％" in page[uncertain:certain]
    assert "待核" not in page[certain : page.index("案例</h2>")]


@pytest.mark.django_db
def test_own_words_are_marked_where_a_paragraph_has_several_clauses(client: Client) -> None:
    page = client.get("/clauses/A1.5.11/").content.decode()
    assert '<mark class="quote">未完成的招生计划，应统一公开征集志愿录取。</mark></p>' in page
    assert "<mark" not in client.get("/clauses/A1.4.5/").content.decode()


@pytest.mark.django_db
def test_clause_that_nobody_carries_out_says_that_it_is_not_open(client: Client) -> None:
    for clause in texts.clauses():
        page = client.get(f"/clauses/{clause}/").content.decode()
        assert ("还没有开放网上办理" in page) is coverage_of(clause).is_open


@pytest.mark.django_db
def test_list_and_search_say_what_is_not_open(client: Client) -> None:
    page = client.get("/clauses/").content.decode()
    for article in page.split("<article>")[1:]:
        told = article.partition("</article>")[0]
        clause = told.partition('href="/clauses/')[2].partition("/")[0]
        assert ("还没有开放网上办理" in told) is coverage_of(clause).is_open
    assert "还没有开放网上办理" in client.get("/clauses/", {"q": "没有签署的"}).content.decode()
    assert "还没有开放网上办理" not in client.get("/clauses/", {"q": "降分"}).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("clause", "said"),
    [
        ("A1.7.1", "目前只有检查规则，还没有开放网上办理"),
        ("A1.5.18", "有3项检查规则还没有用于网上办理"),
        ("N2.1", "还没有开放网上办理"),
    ],
)
def test_clause_names_the_rules_that_nobody_uses(client: Client, clause: str, said: str) -> None:
    page = client.get(f"/clauses/{clause}/").content.decode()
    assert said in page
    assert page.count("（还没有用于网上办理）") == len(coverage_of(clause).idle)


@pytest.mark.django_db
def test_list_counts_the_parameters_of_the_year_and_the_province(client: Client) -> None:
    law, rules = year_law(2024), supplement("14", 2024)
    national, own = explain("A1.5.10", law), explain("A1.5.10", law, rules)
    assert len(own.parameters) > len(national.parameters) > 0
    for found, query in ((national, "?year=2024&province="), (own, "?year=2024&province=14")):
        page = client.get(f"/clauses/{query}").content.decode()
        assert f"A1.5.10　{len(found.parameters)}项参数</span>" in page


@pytest.mark.django_db
@pytest.mark.parametrize(("year", "is_said"), [(2024, False), (2025, True)])
def test_list_says_of_another_year_that_the_text_is_that_of_2024(
    client: Client, year: int, is_said: bool
) -> None:
    page = client.get(f"/clauses/?year={year}").content.decode()
    assert ("原文是2024年的通知，2025年的通知没有收录" in page) is is_said


@pytest.mark.django_db
def test_small_letters_lead_to_the_clause(client: Client) -> None:
    response = client.get("/clauses/a1.5.10/?year=2025")
    assert (response.status_code, response["Location"]) == (302, "/clauses/A1.5.10/?year=2025")
    assert client.get("/clauses/a9.9/").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("href", "mark"),
    [
        ("/clauses/", "page"),
        ("/clauses/A1.5.10/", "true"),
        ("/orders/", "true"),
        ("/supplements/14/2024/", "true"),
        ("/changes/2024/2025/", "true"),
    ],
)
def test_pages_of_the_law_are_marked_in_the_navigation(client: Client, href: str, mark: str) -> None:
    page = client.get(href).content.decode()
    assert f'<a href="/clauses/" aria-current="{mark}">法规浏览</a>' in page
    assert "aria-current" not in client.get("/plans/").content.decode().partition('href="/clauses/"')[2][:30]


@pytest.mark.django_db
@pytest.mark.parametrize(("year", "is_said"), [(2024, False), (2025, True)])
def test_new_forms_stand_beside_the_clause_that_names_them(client: Client, year: int, is_said: bool) -> None:
    page = Parts(client.get(f"/clauses/N4.4/?year={year}").content.decode()).text[""]
    assert ("业余：非脱产" in page) is is_said
    assert ("函授：非脱产" in page) is is_said


@pytest.mark.django_db
def test_clause_at_work_says_nothing_of_it(client: Client) -> None:
    page = client.get("/clauses/A1.5.4/").content.decode()
    assert "还没有" not in Parts(page).text["does"]
    assert "还没有用于网上办理" not in page


@pytest.mark.django_db
def test_acts_are_told_in_chinese(client: Client) -> None:
    page = get(client, "/clauses/A1.5.3/").text[""]
    assert "拟定控制线" in page
    assert "公布控制线" in page


@pytest.mark.django_db
def test_no_clause_page_shows_a_name_of_the_code_outside_of_code(client: Client) -> None:
    found = {}
    for clause in texts.clauses():
        main = (
            client.get(f"/clauses/{clause}/").content.decode().partition("<main")[2].partition("</main>")[0]
        )
        words = re.sub(r"<[^>]*>", " ", re.sub(r"<(code|a)\b.*?</\1>", " ", main, flags=re.DOTALL))
        if named := re.findall(r"[a-z]+_[a-z_]+", words):
            found[clause] = named
    assert found == {}


def test_pages_are_links_for_whoever_may_open_them(world: World, client: Client, log_in: LogIn) -> None:
    href = "/clauses/A1.5.7/"
    assert "/province/runs/" in get(client, href).links[""]
    assert "须登录" in get(client, href).text[""]
    lead = log_in(world.accounts[Role.PROVINCE_LEAD])
    assert "/province/runs/" in get(lead, href).links[""]
    candidate = log_in(world.accounts[Role.CANDIDATE])
    assert "/province/runs/" not in get(candidate, href).links[""]
    assert "/candidate/result/" in get(candidate, href).links[""]


def test_every_page_that_shows_a_clause_opens_or_asks_to_log_in(world: World, client: Client) -> None:
    shown = {href for clause in texts.clauses() for href in get(client, f"/clauses/{clause}/").links["does"]}
    shown |= {
        href
        for clause in texts.clauses()
        for href in get(client, f"/clauses/{clause}/").links[""]
        if not href.startswith(("/clauses/", "#", "?", "/static/", "/care/"))
    }
    answers = {href: client.get(href).status_code for href in shown}
    assert {href: status for href, status in answers.items() if status not in (200, 302)} == {}


@pytest.mark.django_db
def test_chapters_have_anchors(client: Client) -> None:
    page = get(client, "/clauses/")
    for chapter in texts.chapters():
        name = f"ch-{chapter.id.replace('/', '-')}"
        assert page.text[name].strip().startswith(chapter.title)


@pytest.mark.django_db
def test_timetables_stand_as_tables_below_their_headings(client: Client) -> None:
    page = client.get("/clauses/").content.decode()
    annex = page[page.index('id="ch-annex3"') :]
    places = [annex.index(f'id="annex3-{each}"') for each in ("1", "1-table", "2", "2-table", "note-2")]
    assert places == sorted(places)
    table = annex[places[1] : places[2]]
    assert '<th scope="col">10月20日</th>' in table
    assert '<th scope="row" class="nowrap">9:00—11:00</th><td class="wrap-ok">语文/汉语</td>' in table
    assert '<th scope="col">10月19日</th>' in client.get("/clauses/A3.2/").content.decode()


@pytest.mark.django_db
def test_chapters_are_folded_but_the_one_to_which_a_clause_leads(client: Client) -> None:
    assert "open>" not in client.get("/clauses/").content.decode()
    link = "/clauses/?year=2024&amp;chapter=annex1%2F5#annex1-5-4"
    assert f'href="{link}">在全文中看</a>' in client.get("/clauses/A1.5.10/?year=2024").content.decode()
    page = client.get("/clauses/?year=2024&chapter=annex1/5").content.decode()
    assert page.count("open>") == 1
    assert '<details class="card fold" id="ch-annex1-5" open>' in page


@pytest.mark.django_db
def test_subject_map_stands_beside_its_clause_with_what_is_doubtful(client: Client) -> None:
    page = client.get("/clauses/A1.4.2/?year=2024&province=14").content.decode()
    table = page[page.index("对照表</h3>") :]
    rows = table[: table.index("</table>")].split("<tr>")[2:]
    assert len(rows) == len(subject_rules()) == 25
    for row, rule in zip(rows, subject_rules(), strict=True):
        assert rule.name in row
        assert ("待核" in row) is not rule.is_certain
    assert "山西省没有另定" in table
    assert "对照表</h3>" not in client.get("/clauses/A1.4.1/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("clause", "query", "links"),
    [
        ("A1.5.7", "?year=2024&province=14", ['href="/supplements/14/2024/">山西省2024年补充规定</a>']),
        ("A1.8.1", "", ['href="/orders/order-33/">', 'href="/orders/order-36/">']),
        ("N5.3", "", ['href="/orders/ten-bans/">十严禁</a>', 'href="/orders/thirty-bans/">']),
    ],
)
def test_orders_and_the_chosen_supplement_are_linked(
    client: Client, clause: str, query: str, links: list[str]
) -> None:
    page = client.get(f"/clauses/{clause}/{query}").content.decode()
    assert [link for link in links if link not in page] == []


@pytest.mark.django_db
def test_supplement_is_not_linked_without_a_province(client: Client) -> None:
    page = client.get("/clauses/A1.5.7/?year=2024&province=").content.decode()
    assert "一省的补充规定<span" in page
