"""The questions about the person: name, contact, household, work, and where to go to be confirmed."""

from datetime import date
from typing import Any

from django import forms

from chengzhao.law.reference import Division, division, divisions, ethnic_groups, full_name
from chengzhao.law.words import OrganisationKind, Sex
from chengzhao.records.queries.governance import organisation_names
from chengzhao.rules.advice.facts import BadText, day_of
from chengzhao.rules.registration import (
    DraftTask,
    PhoneRegion,
    kept_name,
    name_findings,
    phone_findings,
    postcode_findings,
    told_by_number,
)
from chengzhao.web.candidate.enrolment import Enrolment
from chengzhao.web.candidate.fields import OneOf, Option, SomeOf, options_of, text
from chengzhao.web.candidate.fields import day as day_field
from chengzhao.web.shared.chinese import full_day
from chengzhao.web.shared.forms import PageForm

MOST_SHOWN = 30
LONGEST_ADDRESS = 120


class QuestionForm(PageForm):
    """One question of the registration: its words, its fields, and what of them is kept."""

    title = ""
    hint = ""
    clause = "A1.3.9"
    button = "保存并继续"
    task: DraftTask

    def __init__(self, enrolment: Enrolment, data: Any = None) -> None:
        self.enrolment, self.drafted = enrolment, enrolment.drafted
        super().__init__(data)
        self.build()
        for name, field in self.fields.items():
            held = self.drafted.answers.get(self.task, {}).get(name)
            if held not in (None, "", []):
                field.initial = held

    def build(self) -> None:
        """Add the fields that depend on what was answered before."""

    def answers(self) -> dict[str, Any]:
        """What is kept of the fields."""
        return dict(self.cleaned_data)

    @property
    def told(self) -> tuple[tuple[str, str], ...]:
        """What is known already and shown above the fields."""
        return ()


class PersonForm(QuestionForm):
    """The name, and birth and sex where the document's number does not say them."""

    title = "你的姓名"
    hint = "与证件完全一致。生僻字请输入原字，不能用拼音或“?”代替；少数民族姓名中的点用“·”。"
    clause = "N3.2"
    task = DraftTask.IDENTITY

    def build(self) -> None:
        """The name that the account was opened with is there already."""
        self.fields["name"] = text("姓名", longest=40, autocomplete="name")
        self.fields["name"].initial = self.enrolment.identity.name
        if self.drafted.needs_birth:
            self.fields["birth"] = day_field("出生日期", help_text="与证件一致，写成1990-01-31")
            self.fields["sex"] = OneOf("性别", options_of(Sex))

    @property
    def told(self) -> tuple[tuple[str, str], ...]:
        """The document, and what its number says."""
        own = self.enrolment.identity
        shown = f"{own.number[:4]}{'*' * max(len(own.number) - 8, 4)}{own.number[-4:]}"
        known = [("证件", own.document.label), ("号码", shown)]
        if found := told_by_number(own.document, own.number):
            known += [("出生日期", full_day(found.birth)), ("性别", found.sex.label)]
        return tuple(known)

    def clean_name(self) -> str:
        """The name as it is kept."""
        name = kept_name(self.cleaned_data["name"]).name
        if found := name_findings(name, self.enrolment.identity.document):
            raise forms.ValidationError("".join(one.message for one in found))
        return name

    def clean_birth(self) -> str:
        """The day as it is kept."""
        return day_kept(self.cleaned_data["birth"])


class EthnicityForm(QuestionForm):
    """民族."""

    title = "你的民族"
    hint = "与证件或户口本一致。港澳台居民和外国侨民选最接近的一项。"
    clause = "A1.3.10"
    task = DraftTask.IDENTITY

    def build(self) -> None:
        """The groups of the national standard, in its order."""
        groups = [(one.code, one.name) for one in ethnic_groups()]
        self.fields["ethnicity"] = forms.ChoiceField(
            label="民族",
            choices=groups,
            widget=forms.Select(attrs={"class": "select"}),
            error_messages={"required": "请选择民族", "invalid_choice": "请选择民族"},
        )
        self.fields["ethnicity"].initial = "01"


class ContactForm(QuestionForm):
    """Where the person is reached."""

    title = "怎样联系你"
    hint = "审核结果发到这个手机号，录取通知书按这个地址寄送。"
    clause = "N3.2"
    task = DraftTask.IDENTITY

    def build(self) -> None:
        """The phone that the account proved is there already."""
        self.fields["phone"] = text("手机号", longest=20, autocomplete="tel", inputmode="tel", type="tel")
        self.fields["phone"].initial = self.enrolment.identity.phone
        self.fields["address"] = text(
            "通讯地址",
            longest=LONGEST_ADDRESS,
            help_text="写到门牌号，如太原市小店区平阳路1号3单元502室",
            autocomplete="street-address",
        )
        self.fields["postcode"] = text(
            "邮政编码", longest=6, help_text="6位数字", autocomplete="postal-code", inputmode="numeric"
        )

    def clean_phone(self) -> str:
        """A telephone on which text messages arrive."""
        typed = self.cleaned_data["phone"].strip()
        regions = (PhoneRegion.HONG_KONG, PhoneRegion.MACAO, PhoneRegion.TAIWAN)
        own = next((one for one in regions if not phone_findings(typed, one)), PhoneRegion.MAINLAND)
        if found := phone_findings(typed, own):
            raise forms.ValidationError("".join(one.message for one in found))
        return "".join(typed.split())

    def clean_postcode(self) -> str:
        """Six digits."""
        typed = self.cleaned_data["postcode"].strip()
        if found := postcode_findings(typed):
            raise forms.ValidationError("".join(one.message for one in found))
        return typed


class HukouForm(QuestionForm):
    """The county of the household, found by its name or code."""

    title = "户口在哪个县（市、区）"
    hint = "看户口本首页或身份证上的地址，填县（市、区）的名称或6位行政区划代码。"
    task = DraftTask.HOUSEHOLD

    def build(self) -> None:
        """The text; where several counties have the name, a choice of them."""
        held = division(self.drafted.text(self.task, "hukou") or self.enrolment.identity.number[:6])
        self.fields["place"] = text(
            "县（市、区）", longest=30, help_text="如：小店区、清徐县、140105", autocomplete="off"
        )
        self.fields["place"].initial = full_name(held.code) if held else ""
        typed = self.data.get("place", "") if self.is_bound else ""
        self.found = counties_named(typed)
        if 1 < len(self.found) <= MOST_SHOWN:
            options = [Option(value=one.code, label=full_name(one.code)) for one in self.found]
            self.fields["hukou"] = OneOf(
                "请选择是哪一个", options, missing=f"有{len(options)}个同名的，请选择一个"
            )

    def clean_place(self) -> str:
        """One county, or the choice of several."""
        typed: str = self.cleaned_data["place"]
        if not self.found:
            raise forms.ValidationError(
                f"没有找到“{typed}”。请写县（市、区）的全称，如“小店区”，不要只写到市。"
            )
        if len(self.found) > MOST_SHOWN:
            raise forms.ValidationError(f"“{typed}”太短，符合的有{len(self.found)}个，请写全称。")
        return typed

    def answers(self) -> dict[str, Any]:
        """The code, and the name as it is shown."""
        code = self.cleaned_data.get("hukou") or self.found[0].code
        found = division(code)
        return {"hukou": code, "hukou_name": full_name(found.code) if found else code}


class EmployerForm(QuestionForm):
    """工作单位."""

    title = "你的工作单位"
    hint = "填单位全称。没有工作单位的填“无”。享受照顾政策的，公示名单中会写明单位。"
    task = DraftTask.HOUSEHOLD

    def build(self) -> None:
        """One line."""
        self.fields["employer"] = text("工作单位", longest=120, autocomplete="organization")


class ResidenceForm(QuestionForm):
    """What shows that somebody from another province works or lives here."""

    title = "你有下面哪些材料"
    clause = "N3.3"
    task = DraftTask.HOUSEHOLD

    def build(self) -> None:
        """The proofs that the province takes."""
        name = self.enrolment.extra.province_name
        self.hint = (
            f"户口不在{name}的，要证明在{name}工作或居住，有一样就可以，下一页上传。"
            "都没有的，请到户口所在地报名。"
        )
        proofs = [Option(value=one, label=one) for one in self.enrolment.extra.out_of_place_proofs.value]
        self.fields["proofs"] = SomeOf("材料", proofs, missing="至少要有一样材料，才能在这里报名")


class PointForm(QuestionForm):
    """The county's office that looks at the registration."""

    title = "在哪个确认点审核"
    hint = "一般选户口所在县（市、区）；户口在外省的，选工作或居住所在县（市、区）。"
    task = DraftTask.HOUSEHOLD

    def build(self) -> None:
        """The counties of the province by prefecture; that of the household is chosen already."""
        root = f"/{self.enrolment.acting.province}/"
        counties = organisation_names(OrganisationKind.COUNTY, root)
        above = organisation_names(OrganisationKind.PREFECTURE, root)
        groups: dict[str, list[tuple[str, str]]] = {}
        for path, name in counties.items():
            head = next((title for start, title in above.items() if path.startswith(start)), "省直辖")
            groups.setdefault(head, []).append((path, name))
        self.names = counties
        self.fields["point"] = forms.ChoiceField(
            label="确认点",
            choices=[("", "请选择"), *groups.items()],
            widget=forms.Select(attrs={"class": "select"}),
            error_messages={"required": "请选择确认点", "invalid_choice": "请选择列表中的确认点"},
        )
        hukou = self.drafted.text(self.task, "hukou")
        self.fields["point"].initial = next((path for path in counties if path.endswith(f"/{hukou}/")), "")

    def answers(self) -> dict[str, Any]:
        """The path, and the name as it is shown."""
        path = self.cleaned_data["point"]
        return {"point": path, "point_name": self.names[path]}


def counties_named(typed: str) -> tuple[Division, ...]:
    """The counties that a text means: by code, by whole name, else those whose name with that above it holds it."""
    wanted = "".join(typed.split())
    if wanted.isdecimal():
        found = division(wanted)
        return (found,) if found and found.level == "county" else ()
    if not wanted:
        return ()
    all_counties = [one for one in divisions() if one.level == "county"]
    exact = [one for one in all_counties if wanted in (one.name, full_name(one.code))]
    return tuple(exact or [one for one in all_counties if wanted in full_name(one.code)])


def day_kept(typed: str) -> str:
    """A day as it is kept, 1998-05-01. Raises ValidationError."""
    try:
        found: date = day_of(typed)
    except BadText as wrong:
        raise forms.ValidationError(str(wrong)) from wrong
    return found.isoformat()
