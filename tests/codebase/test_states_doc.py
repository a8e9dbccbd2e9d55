"""docs/states.md is current and has every machine."""

from tools import states_doc


def test_page_is_current() -> None:
    assert states_doc.PAGE.read_text(encoding="utf-8") == states_doc.render()


def test_every_machine_has_its_section() -> None:
    names = [line.removeprefix("## ") for line in states_doc.render().splitlines() if line.startswith("## ")]
    assert names == [machine.name for machine in states_doc.machines()]
    assert sorted(names) == sorted(
        [
            "批量导入",
            *("双人复核", "突发事件", "报名", "照顾政策申请", "公示", "新生复查", "违规案件", "到考", "成绩"),
            *("招生来源计划", "电子档案", "录取名单", "投档运行", "信访举报", "个人信息请求", "可疑线索"),
        ]
    )
