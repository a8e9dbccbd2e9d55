"""Every handler of the configuration writes scrubbed records, whatever is logged."""

import io
import logging
import logging.config
import subprocess
import sys
from collections.abc import Iterator

import pytest
from django.conf import settings
from tests.rules.privacy.test_patterns import NUMBER

from chengzhao.settings.scrubbing import SERVER_LOGGING, ScrubbingFilter


@pytest.fixture
def written() -> Iterator[tuple[logging.Logger, io.StringIO]]:
    """A logger with a handler as the configuration makes them, and what it wrote."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(ScrubbingFilter())
    logger = logging.getLogger("tests.scrubbing")
    logger.propagate = False
    logger.addHandler(handler)
    yield logger, stream
    logger.removeHandler(handler)


def test_every_configured_handler_has_the_filter() -> None:
    for configuration in (settings.LOGGING, SERVER_LOGGING):
        for name, handler in configuration["handlers"].items():
            assert (name, handler["filters"][0]) == (name, "scrub")
        assert configuration["filters"]["scrub"] == {"()": "chengzhao.settings.scrubbing.ScrubbingFilter"}


def test_no_logger_keeps_a_handler_without_the_filter() -> None:
    code = (
        "import django, logging; django.setup()\n"
        "loggers = [logging.getLogger(), *map(logging.getLogger, logging.root.manager.loggerDict)]\n"
        "handlers = {h for l in loggers for h in l.handlers if not isinstance(h, logging.NullHandler)}\n"
        "bare = [h for h in handlers if not any(type(f).__name__ == 'ScrubbingFilter' for f in h.filters)]\n"
        "print(len(handlers), bare)"
    )
    environment = {"DJANGO_SETTINGS_MODULE": "chengzhao.settings.test", "PATH": ""}
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment)
    assert (done.stdout.strip(), done.returncode) == ("1 []", 0), done.stderr


def test_message_and_arguments_are_scrubbed(written: tuple[logging.Logger, io.StringIO]) -> None:
    logger, stream = written
    logger.error("refused %s with %s", NUMBER, {"password": "hunter2", "phone": "13812341234"})
    assert stream.getvalue() == ("refused 〔身份证号〕 with {'password': '〔密〕', 'phone': '〔手机号〕'}\n")


def test_exceptions_are_scrubbed_and_cannot_forge_a_record(
    written: tuple[logging.Logger, io.StringIO],
) -> None:
    logger, stream = written
    try:
        raise ValueError(f"{NUMBER}\n2024-10-19 INFO all is well")
    except ValueError:
        logger.exception("failed\nfor 13812341234", stack_info=True)
    shown = stream.getvalue()
    assert NUMBER not in shown
    assert "13812341234" not in shown
    lines = shown.splitlines()
    assert lines[0] == "failed\\nfor 〔手机号〕"
    assert "  | ValueError: 〔身份证号〕" in lines
    assert [line for line in lines if line.startswith("2024-10-19")] == []


def test_arguments_that_do_not_fit_are_told_and_not_raised(
    written: tuple[logging.Logger, io.StringIO],
) -> None:
    logger, stream = written
    logger.error("%d rows", NUMBER)
    assert stream.getvalue() == "%d rows（日志参数不符）\n"


def test_two_handlers_write_the_same(written: tuple[logging.Logger, io.StringIO]) -> None:
    logger, stream = written
    second = io.StringIO()
    handler = logging.StreamHandler(second)
    handler.addFilter(ScrubbingFilter())
    logger.addHandler(handler)
    try:
        raise ValueError(NUMBER)
    except ValueError:
        logger.exception("once")
    logger.removeHandler(handler)
    assert second.getvalue() == stream.getvalue()


def test_traceback_of_a_command_is_scrubbed() -> None:
    code = (
        "import sys; from chengzhao.settings.scrubbing import scrubbed_traceback\n"
        f"sys.excepthook = scrubbed_traceback\nraise ValueError('{NUMBER}')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 1
    # The line of source is shown by the interpreter for files only, so the number could come from the message.
    assert NUMBER not in done.stderr
    assert done.stderr.endswith("  | ValueError: 〔身份证号〕\n")
