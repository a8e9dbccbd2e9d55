"""Tables that must be refused, each with the sentence that its sender reads; made here, none of them stored."""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import xlsxwriter

MEGABYTE = 1_000_000
BROKEN = "这个文件打不开，可能已损坏。请在表格软件里另存为.xlsx文件后上传。"
BOMB = "这个文件解开后过大，系统不能处理。请删去不需要的内容，另存为新的.xlsx文件后上传。"
TOO_MUCH = "这个表格太大或太复杂，系统不能处理。请把内容复制到新的文件，分成几个文件上传。"
OLD = "这是旧格式或有密码的表格，系统不能读取。请去掉密码，另存为.xlsx文件后上传。"
NO_SHEET = "这个文件不是.xlsx表格。请在表格软件里另存为.xlsx文件后上传。"
FAR_SHEET = (
    b'<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    b'<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    b"</sheetData></worksheet>"
)


def strange(what: str) -> str:
    return f"这个文件里有系统不认识的内容（{what}），不能上传。请把表格内容复制到新的文件后上传。"


@dataclass(frozen=True, kw_only=True)
class BadSheet:
    """One table that is refused."""

    title: str
    make: Callable[[], bytes]
    sentence: str
    name: str = "成绩.xlsx"


def workbook(fill: Callable[[xlsxwriter.Workbook], object] | None = None) -> bytes:
    """A small table that is in order, or what `fill` makes of an empty workbook."""
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        if fill is None:
            sheet = book.add_worksheet("成绩")
            for place, row in enumerate((("准考证号", "成绩"), ("14010500101", "88"))):
                for column, cell in enumerate(row):
                    sheet.write_string(place, column, cell)
        else:
            fill(book)
    return made.getvalue()


def changed(parts: Mapping[str, bytes], *, leave_out: str = "") -> bytes:
    """The small table with parts added or replaced."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook())) as source,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            if name not in parts and name != leave_out:
                target.writestr(name, source.read(name))
        for name, body in parts.items():
            target.writestr(name, body)
    return made.getvalue()


def with_doctype(encoding: str) -> bytes:
    text = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><sst/>'
    return changed({"xl/sharedStrings.xml": text.encode(encoding)})


def with_link() -> bytes:
    made = io.BytesIO(workbook())
    link = zipfile.ZipInfo("xl/link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(made, "a") as target:
        target.writestr(link, "/etc/passwd")
    return made.getvalue()


def twice() -> bytes:
    made = io.BytesIO(workbook())
    with zipfile.ZipFile(made, "a") as target:
        target.writestr("XL/Workbook.xml", b"<workbook/>")
    return made.getvalue()


def bomb_of_half_a_gigabyte() -> bytes:
    """Hardly half a megabyte that unpacks to 512 MB of zeros in one entry."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target:
        target.writestr("[Content_Types].xml", b"<Types/>")
        with target.open("xl/worksheets/sheet1.xml", "w") as entry:
            for _ in range(512):
                entry.write(b"\0" * 1024 * 1024)
    return made.getvalue()


def many_entries_bomb() -> bytes:
    """Each entry within its limit, all together far beyond."""
    blank = b" " * (40 * MEGABYTE)
    return changed({f"xl/media/{number}.bin": blank for number in range(6)})


def lying_bomb() -> bytes:
    """The list says ten bytes, with the checksum of ten bytes; what is packed unpacks to 600 MB."""
    name = b"xl/worksheets/sheet1.xml"
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    head = b"<worksheet>"
    packed = (
        packer.compress(head)
        + b"".join(packer.compress(b" " * MEGABYTE) for _ in range(600))
        + packer.flush()
    )
    checksum = zlib.crc32(head)
    sizes = struct.pack("<IIIHH", checksum, len(packed), len(head), len(name), 0)
    local = b"PK\x03\x04" + struct.pack("<HHHHH", 20, 0, 8, 0, 0) + sizes + name + packed
    made = io.BytesIO(changed({}, leave_out=name.decode()))
    rest = made.getvalue()
    start = rest.rindex(b"PK\x05\x06")
    count, size, offset = struct.unpack("<HII", rest[start + 10 : start + 20])
    central = (
        b"PK\x01\x02"
        + struct.pack("<HHHHHH", 20, 20, 0, 8, 0, 0)
        + sizes
        + struct.pack("<HHHII", 0, 0, 0, 0, offset)
        + name
    )
    listed = rest[offset:start] + central
    end = b"PK\x05\x06" + struct.pack(
        "<HHHHIIH", 0, 0, count + 1, count + 1, size + len(central), offset + len(local), 0
    )
    return rest[:offset] + local + listed + end


def encrypted_entry() -> bytes:
    made = bytearray(workbook())
    made[6] |= 1
    central = made.index(b"PK\x01\x02")
    made[central + 8] |= 1
    return bytes(made)


def numbers_as_identity(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ("证件号码", "成绩"))
    for row in range(1, 4):
        sheet.write_number(row, 0, 999999199001010000 + row)


def error_cells(book: xlsxwriter.Workbook) -> None:
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ("准考证号", "成绩"))
    sheet.write_formula(1, 1, "=1/0", value="#DIV/0!")
    sheet.write_formula(2, 0, "=NA()", value="#N/A")


def wide(book: xlsxwriter.Workbook) -> None:
    book.add_worksheet().write_row(0, 0, [f"列{number}" for number in range(101)])


def two_rows(*rows: tuple[str, ...]) -> Callable[[xlsxwriter.Workbook], None]:
    def fill(book: xlsxwriter.Workbook) -> None:
        sheet = book.add_worksheet()
        for place, row in enumerate(rows):
            sheet.write_row(place, 0, row)

    return fill


BAD_SHEETS = (
    BadSheet(title="empty", make=lambda: b"", sentence="这个文件是空的，请重新选择。"),
    BadSheet(
        title="too large",
        make=lambda: b"PK\x03\x04" + b"\0" * 20 * MEGABYTE,
        sentence="表格应小于20MB。请分成几个文件上传。",
    ),
    BadSheet(
        title="old format",
        make=lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        sentence=OLD,
        name="a.xls",
    ),
    BadSheet(
        title="picture",
        make=lambda: b"\xff\xd8\xff\xe0",
        sentence="这个文件不是表格。请上传.xlsx或.csv文件。",
    ),
    BadSheet(
        title="macros in the name",
        make=workbook,
        name="成绩.xlsm",
        sentence="文件名以.xlsm结尾，应为.xlsx表格。请另存为.xlsx文件后上传。",
    ),
    BadSheet(title="cut", make=lambda: workbook()[:2000], sentence=BROKEN),
    BadSheet(
        title="noise behind the mark",
        make=lambda: b"PK\x03\x04" + b"x" * 4000,
        sentence=BROKEN,
    ),
    BadSheet(
        title="archive that is no table",
        make=lambda: changed({}, leave_out="xl/workbook.xml"),
        sentence=NO_SHEET,
    ),
    BadSheet(title="bomb of 512 MB", make=bomb_of_half_a_gigabyte, sentence=BOMB),
    BadSheet(title="bomb in many entries", make=many_entries_bomb, sentence=BOMB),
    BadSheet(title="bomb with a lying list", make=lying_bomb, sentence=TOO_MUCH),
    BadSheet(
        title="a cell at the far corner",
        make=lambda: changed({"xl/worksheets/sheet1.xml": FAR_SHEET}),
        sentence=TOO_MUCH,
    ),
    BadSheet(
        title="too many entries",
        make=lambda: changed({f"xl/media/{number}.png": b"x" for number in range(200)}),
        sentence=strange("210个部件"),
    ),
    BadSheet(
        title="archive inside",
        make=lambda: changed({"xl/media/a.png": workbook()}),
        sentence=strange("文件中的文件"),
    ),
    BadSheet(
        title="document inside",
        make=lambda: changed({"xl/media/a.bin": b"\xd0\xcf\x11\xe0\xa1\xb1"}),
        sentence=strange("文件中的文件"),
    ),
    BadSheet(
        title="way up", make=lambda: changed({"../../etc/cron.d/x": b"x"}), sentence=strange("上级目录")
    ),
    BadSheet(
        title="way down from the top",
        make=lambda: changed({"/etc/passwd": b"x"}),
        sentence=strange("绝对路径"),
    ),
    BadSheet(title="drive", make=lambda: changed({"C:/x": b"x"}), sentence=strange("绝对路径")),
    BadSheet(
        title="backslash",
        make=lambda: changed({"xl\\..\\..\\x": b"x"}),
        sentence=strange("绝对路径"),
    ),
    BadSheet(title="symbolic link", make=with_link, sentence=strange("链接")),
    BadSheet(title="the same name twice", make=twice, sentence=strange("重名的部件")),
    BadSheet(title="entities", make=lambda: with_doctype("utf-8"), sentence=strange("文档类型声明")),
    BadSheet(
        title="entities in UTF-16", make=lambda: with_doctype("utf-16"), sentence=strange("文档类型声明")
    ),
    BadSheet(
        title="macros", make=lambda: changed({"xl/vbaProject.bin": b"x"}), sentence=strange("宏或嵌入的对象")
    ),
    BadSheet(
        title="embedded object",
        make=lambda: changed({"xl/embeddings/oleObject1.bin": b"x"}),
        sentence=strange("宏或嵌入的对象"),
    ),
    BadSheet(
        title="password on an entry",
        make=encrypted_entry,
        sentence="这个文件有密码，系统打不开。请去掉密码后上传。",
    ),
    BadSheet(
        title="identity numbers as numbers",
        make=lambda: workbook(numbers_as_identity),
        sentence="A2、A3、A4是数字格式，超过15位的末尾已经变成0。请把这一列设为文本格式，重新填写后再上传。",
    ),
    BadSheet(
        title="error cells",
        make=lambda: workbook(error_cells),
        sentence="单元格B2、A3是公式错误，没有值。请改正公式，或填入数值后上传。",
    ),
    BadSheet(
        title="too many columns",
        make=lambda: workbook(wide),
        sentence="表格有101列，最多100列。请删去多余的列后上传。",
    ),
    BadSheet(
        title="nothing in it",
        make=lambda: workbook(two_rows(("", " "))),
        sentence="这个表格里没有内容。请填写后上传。",
    ),
    BadSheet(
        title="column without a name",
        make=lambda: workbook(two_rows(("甲", "", "乙"), ("1", "2", "3"))),
        sentence="表头第2列没有名称。请补上，或删去这一列后上传。",
    ),
    BadSheet(
        title="column named twice",
        make=lambda: workbook(two_rows(("甲", "乙", "甲"), ("1", "2", "3"))),
        sentence="表头有重名的列：“甲”。请改为不同的名称后上传。",
    ),
    BadSheet(
        title="row longer than the head",
        make=lambda: workbook(two_rows(("甲",), ("1", "2"))),
        sentence="第2行比表头多出1列。请与表头对齐后上传。",
    ),
    BadSheet(
        title="endless cell",
        make=lambda: workbook(two_rows(("甲",), ("字" * 10_001,))),
        sentence="第2行有一格超过10000字。请缩短后上传。",
    ),
    BadSheet(
        title="CSV with an open quote",
        name="a.csv",
        make=lambda: '甲,乙\n1,"2\n'.encode(),
        sentence="第2行的引号没有成对，无法分清各列。请改正后上传。",
    ),
    BadSheet(
        title="CSV of binary",
        name="a.csv",
        make=lambda: "甲,乙\n1,\0".encode(),
        sentence="这个文件不是文本表格。请另存为.csv或.xlsx文件后上传。",
    ),
    BadSheet(
        title="CSV in no encoding",
        name="a.csv",
        make=lambda: b"\xff\xfe\xff,\xff",
        sentence="这个文件的文字编码认不出来。请另存为“CSV UTF-8”或.xlsx文件后上传。",
    ),
)
