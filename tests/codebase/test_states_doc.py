"""docs/states.md is current and has every machine."""

from tools import states_doc


def test_page_is_current() -> None:
    assert states_doc.PAGE.read_text(encoding="utf-8") == states_doc.render()


def test_every_machine_has_its_section() -> None:
    names = [line.removeprefix("## ") for line in states_doc.render().splitlines() if line.startswith("## ")]
    assert names == [machine.name for machine in states_doc.machines()]
    assert sorted(names) == sorted(
        ["报名", "照顾政策申请", "招生来源计划", "公示", "到考", "成绩", "投档运行", "电子档案", "录取名单"]
    )
