"""生僻字 of the names of a season: who has which, and what no font can draw."""

from tests import factories
from tests.web.world import LogIn, World

from chengzhao.law.words import Role

HREF = "/province/characters/"


def test_page_counts_people_and_puts_what_cannot_be_drawn_first(world: World, log_in: LogIn) -> None:
    lead = log_in(world.accounts[Role.PROVINCE_LEAD])
    assert "考生姓名中没有生僻字" in lead.get(HREF).content.decode()
    for name in ("刘䶮", "李䶮", "䶮䶮", "范\U000323af"):
        factories.a_candidate(name=name, confirmation_point=world.tree.county)
    text = lead.get(HREF).content.decode()
    assert "1个字没有字形" in text
    assert text.index("U+323AF") < text.index("U+4DAE")
    row = text[text.index("U+4DAE") :]
    assert 'data-label="考生">3<' in row
    assert "yǎn" in row
    assert "能显示" in row
    assert "刘" not in text
