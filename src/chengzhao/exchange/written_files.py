"""The text of a file that somebody names on the terminal; a file that cannot be read says why in Chinese."""

from pathlib import Path


class FileUnreadable(ValueError):
    """A file that cannot be read; the text names it and says why."""


def text_of(file: Path) -> str:
    """The text of a file in UTF-8, with or without its mark. Raises FileUnreadable."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        reason = "没有这个文件，请核对路径"
    except IsADirectoryError:
        reason = "是文件夹，请指定其中的文件"
    except PermissionError:
        reason = "没有读取这个文件的权限"
    except UnicodeDecodeError:
        reason = "不是UTF-8文字，请另存为UTF-8"
    except OSError as error:
        reason = f"不能读取（{error.strerror}）"
    raise FileUnreadable(f"{file.name}: {reason}。")
