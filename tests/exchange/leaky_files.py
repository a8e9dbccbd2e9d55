"""Files as offices have really put them on their sites: each hides a number of a person in another corner."""

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import xlsxwriter
from pypdf import PdfWriter
from pypdf.annotations import Text
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from chengzhao.rules.privacy.patterns import Pattern
from chengzhao.rules.registration import check_digit

IDENTITY = "99999919900101123" + check_digit("99999919900101123")
PHONE = "19912345678"
CARD = "6222020200112233440"[:18]
WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def luhn(head: str) -> str:
    """A card number: the head with its check digit."""
    for digit in "0123456789":
        signs = reversed(head + digit)
        total = sum(
            int(s) if place % 2 == 0 else sum(divmod(2 * int(s), 10)) for place, s in enumerate(signs)
        )
        if total % 10 == 0:
            return head + digit
    raise AssertionError


BANK = luhn(CARD)


@dataclass(frozen=True, kw_only=True)
class Leaky:
    """A file, the kind of number in it, and a part of the place that the report must name."""

    name: str
    content: bytes
    pattern: Pattern | None = None
    where: str = ""


def a_workbook(fill: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        fill(book)
    return made.getvalue()


def a_package(parts: Mapping[str, str | bytes]) -> bytes:
    """An office file of these parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        for name, content in parts.items():
            packed.writestr(name, content)
    return made.getvalue()


def a_document(body: str, **parts: str) -> bytes:
    """A .docx with a body and further parts, whose names have __ for the slash."""
    return a_package(
        {"word/document.xml": f"<w:document {WORD}><w:body>{body}</w:body></w:document>"}
        | {name.replace("__", "/") + ".xml": text for name, text in parts.items()}
    )


def paragraph(*runs: str, tag: str = "t") -> str:
    inner = "".join(f"<w:r><w:{tag}>{run}</w:{tag}></w:r>" for run in runs)
    return f"<w:p>{inner}</w:p>"


def a_pdf(text: str = "", change: Callable[[PdfWriter], None] | None = None) -> bytes:
    """A PDF of one page with Latin text in its text layer."""
    writer = PdfWriter()
    page = writer.add_blank_page(300, 300)
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    page[NameObject("/Resources")] = DictionaryObject(
        {NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})}
    )
    stream = DecodedStreamObject()
    stream.set_data(f"BT /F1 12 Tf 20 200 Td ({text}) Tj ET".encode())
    page[NameObject("/Contents")] = writer._add_object(stream)
    if change is not None:
        change(writer)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def _visible(book: xlsxwriter.Workbook) -> None:
    book.add_worksheet("名单").write_string(2, 1, f"证件{IDENTITY}")


def _hidden_column(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet("名单")
    sheet.set_column(3, 3, None, None, {"hidden": True})
    sheet.write_string(1, 3, IDENTITY)


def _hidden_row(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet("名单")
    sheet.set_row(4, None, None, {"hidden": True})
    sheet.write_string(4, 0, PHONE)


def _hidden_sheet(book: xlsxwriter.Workbook) -> None:
    book.add_worksheet("名单")
    hidden = book.add_worksheet("底表")
    hidden.hide()
    hidden.write_string(0, 0, PHONE)


def _very_hidden_sheet(book: xlsxwriter.Workbook) -> None:
    book.add_worksheet("名单")
    hidden = book.add_worksheet("深藏")
    hidden.very_hidden()
    hidden.write_string(0, 0, IDENTITY)


def _number(book: xlsxwriter.Workbook) -> None:
    book.add_worksheet("名单").write_number(0, 0, int(PHONE))


def _comment(book: xlsxwriter.Workbook) -> None:
    book.add_worksheet("名单").write_comment("A1", f"电话{PHONE}")


def _header(book: xlsxwriter.Workbook) -> None:
    book.add_worksheet("名单").set_header(f"&C联系{PHONE}")


def _formula(book: xlsxwriter.Workbook) -> None:
    book.add_worksheet("名单").write_formula("A1", f'="{PHONE}"', None, "x")


def _name(book: xlsxwriter.Workbook) -> None:
    book.add_worksheet("名单")
    book.define_name("联系人", f'="{PHONE}"')


def _validation(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet("名单")
    sheet.data_validation("A1", {"validate": "any", "input_title": "联系", "input_message": f"电话{PHONE}"})


def _properties(book: xlsxwriter.Workbook) -> None:
    book.add_worksheet("名单")
    book.set_properties({"author": f"张三{PHONE}"})


def _custom_property(book: xlsxwriter.Workbook) -> None:
    book.add_worksheet("名单")
    book.set_custom_property("证件", IDENTITY)


def _rich(book: xlsxwriter.Workbook) -> None:
    bold = book.add_format({"bold": True})
    book.add_worksheet("名单").write_rich_string("A1", "电话", bold, PHONE[:5], PHONE[5:])


def _card(book: xlsxwriter.Workbook) -> None:
    book.add_worksheet("退费").write_string(0, 0, BANK)


def _clean(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet("名单")
    for row, value in enumerate(("张三", "24140105000123", "0351-7654321", "20分", "山西大学 会计学")):
        sheet.write_string(row, 0, value)
    sheet.write_number(5, 0, 1204387)


def _annotated(writer: PdfWriter) -> None:
    writer.add_annotation(0, Text(text=f"call {PHONE}", rect=(50, 50, 100, 100)))


def a_sheet(cells: str) -> str:
    return f'<worksheet><sheetData><row r="1">{cells}</row></sheetData></worksheet>'


SHARED = "<sst><si><t>名单</t></si><si><t>" + IDENTITY + "</t></si></sst>"
LEFT_OVER = {
    "xl/workbook.xml": '<workbook xmlns:r="r"><sheets><sheet name="名单" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": (
        '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>'
    ),
    "xl/worksheets/sheet1.xml": a_sheet('<c r="A1" t="s"><v>0</v></c>'),
    "xl/sharedStrings.xml": SHARED,
}
EXPONENT = LEFT_OVER | {
    "xl/worksheets/sheet1.xml": a_sheet('<c r="A1"><v>1.9912345678E10</v></c>'),
    "xl/sharedStrings.xml": "<sst/>",
}
PIVOT = LEFT_OVER | {
    "xl/sharedStrings.xml": "<sst><si><t>名单</t></si></sst>",
    "xl/pivotCache/pivotCacheRecords1.xml": f'<pivotCacheRecords><r><s v="{IDENTITY}"/></r></pivotCacheRecords>',
}
_I, _M, _B, _O, _P = Pattern.IDENTITY, Pattern.MOBILE, Pattern.BANK_CARD, Pattern.OLD_IDENTITY, Pattern.PERMIT


def leaky_files() -> list[Leaky]:
    """The corpus: leaking files first, then files that may go out."""
    found = [
        ("visible.xlsx", a_workbook(_visible), _I, "工作表“名单”B3"),
        ("hidden-column.xlsx", a_workbook(_hidden_column), _I, "工作表“名单”D2（隐藏）"),
        ("hidden-row.xlsx", a_workbook(_hidden_row), _M, "工作表“名单”A5（隐藏）"),
        ("hidden-sheet.xlsx", a_workbook(_hidden_sheet), _M, "工作表“底表”（隐藏）A1"),
        ("very-hidden-sheet.xlsx", a_workbook(_very_hidden_sheet), _I, "工作表“深藏”（隐藏）A1"),
        ("number.xlsx", a_workbook(_number), _M, "工作表“名单”A1"),
        ("comment.xlsx", a_workbook(_comment), _M, "批注"),
        ("header.xlsx", a_workbook(_header), _M, "工作表“名单”"),
        ("formula.xlsx", a_workbook(_formula), _M, "工作表“名单”A1"),
        ("name.xlsx", a_workbook(_name), _M, "工作簿定义"),
        ("validation.xlsx", a_workbook(_validation), _M, "工作表“名单”"),
        ("author.xlsx", a_workbook(_properties), _M, "文件属性"),
        ("custom-property.xlsx", a_workbook(_custom_property), _I, "文件属性"),
        ("rich.xlsx", a_workbook(_rich), _M, "工作表“名单”A1"),
        ("card.xlsx", a_workbook(_card), _B, "工作表“退费”A1"),
        ("left-over.xlsx", a_package(LEFT_OVER), _I, "已删除的单元格文字"),
        ("exponent.xlsx", a_package(EXPONENT), _M, "工作表“名单”A1"),
        ("pivot.xlsx", a_package(PIVOT), _I, "数据透视表缓存"),
        ("body.docx", a_document(paragraph(f"证件{IDENTITY}")), _I, "正文"),
        ("split.docx", a_document(paragraph(PHONE[:3], PHONE[3:7], PHONE[7:])), _M, "正文"),
        ("deleted.docx", a_document(paragraph(PHONE, tag="delText")), _M, "正文"),
        ("field.docx", a_document(paragraph(f"HYPERLINK tel:{PHONE}", tag="instrText")), _M, "正文"),
        (
            "comment.docx",
            a_document("", word__comments=f"<w:comments {WORD}>{paragraph(PHONE)}</w:comments>"),
            _M,
            "批注",
        ),
        (
            "header.docx",
            a_document("", word__header1=f"<w:hdr {WORD}>{paragraph(IDENTITY)}</w:hdr>"),
            _I,
            "页眉",
        ),
        (
            "footnote.docx",
            a_document("", word__footnotes=f"<w:f {WORD}>{paragraph(PHONE)}</w:f>"),
            _M,
            "脚注",
        ),
        (
            "author.docx",
            a_document("", docProps__core=f"<cp><creator>{PHONE}</creator></cp>"),
            _M,
            "文件属性",
        ),
        ("custom.docx", a_document("", customXml__item1=f"<x id='{IDENTITY}'/>"), _I, "自定义数据"),
        ("text.pdf", a_pdf(f"id {IDENTITY}"), _I, "第1页"),
        ("metadata.pdf", a_pdf("ok", lambda w: w.add_metadata({"/Author": PHONE})), _M, "文件属性"),
        ("annotation.pdf", a_pdf("ok", _annotated), _M, "第1页批注"),
        ("list.csv", f"姓名,证件\n张三,{IDENTITY}\n".encode(), _I, "第2行"),
        ("list-gb.csv", f"姓名,电话\n张三,{PHONE}\n".encode("gb18030"), _M, "第2行"),
        ("gaps.txt", f"证件 {IDENTITY[:6]} {IDENTITY[6:14]} {IDENTITY[14:]}".encode(), _I, "第1行"),
        ("old.txt", "证件140105900101123".encode(), _O, "第1行"),
        ("permit.txt", "通行证H12345678".encode(), _P, "第1行"),
        (f"{PHONE}.txt", "名单".encode(), _M, "文件名"),
        ("photo.jpg", b"\xff\xd8\xff\xe1" + f"Comment {PHONE}".encode(), _M, "图片的附加信息"),
    ]
    clean = [
        ("clean.xlsx", a_workbook(_clean)),
        ("clean.docx", a_document(paragraph("享受照顾政策考生公示", "共3人"))),
        ("clean.pdf", a_pdf("Notice 2024, 3 persons, score 230.5")),
        ("clean.csv", "姓名,单位\n张三,山西大学\n".encode()),
        ("clean.txt", "举报电话：0351-7654321".encode()),
    ]
    return [
        *(
            Leaky(name=name, content=made, pattern=pattern, where=where)
            for name, made, pattern, where in found
        ),
        *(Leaky(name=name, content=made) for name, made in clean),
    ]
