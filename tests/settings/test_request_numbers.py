"""Every line of the log names the request in which it was written."""

import copy
import io
import logging
import logging.config
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from chengzhao.settings.request_numbers import NO_REQUEST, REQUEST_NUMBER
from chengzhao.web.shared.middleware import ContentPolicyMiddleware


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the settings of the site let be written."""
    stream = io.StringIO()
    chosen = copy.deepcopy(settings.LOGGING)
    chosen["handlers"]["stderr"]["stream"] = stream
    root = logging.getLogger()
    held, level = list(root.handlers), root.level
    logging.config.dictConfig(chosen)
    yield stream
    root.handlers[:] = held
    root.setLevel(level)


def test_a_line_has_the_number_that_the_answer_carries(log: io.StringIO) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        logging.getLogger("chengzhao.views").warning("slow\n2024-01-01 forged")
        return HttpResponse("page")

    answer = ContentPolicyMiddleware(view)(RequestFactory().get("/"))
    [line] = log.getvalue().splitlines()
    number = answer.headers["X-Request-ID"]
    assert line.endswith(f" WARNING {number} chengzhao.views: slow\\n2024-01-01 forged")


def test_a_line_outside_of_requests_has_none(log: io.StringIO) -> None:
    logging.getLogger("chengzhao.jobs").warning("late")
    assert log.getvalue().rstrip().endswith(f" WARNING {NO_REQUEST} chengzhao.jobs: late")


def test_the_number_ends_with_the_request_also_where_it_fails() -> None:
    def broken(request: HttpRequest) -> HttpResponse:
        assert REQUEST_NUMBER.get() == request.META["REQUEST_ID"]
        raise RuntimeError("broken")

    with pytest.raises(RuntimeError, match="broken"):
        ContentPolicyMiddleware(broken)(RequestFactory().get("/"))
    assert REQUEST_NUMBER.get() == NO_REQUEST
