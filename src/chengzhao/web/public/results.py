"""录取结果查询 without an account: a number, the end of the document, a sum; one answer for every wrong pair."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from chengzhao.actions.decoys import is_decoy, touch_decoy
from chengzhao.records.queries.governance import SeasonView, current_season
from chengzhao.records.queries.look_up import PublicResult, is_given_out, result_by_number
from chengzhao.web.public.forms import ResultForm
from chengzhao.web.shared.challenge import fault_of, pose
from chengzhao.web.shared.keys import vault_keys
from chengzhao.web.shared.limits import limited, over_pairs
from chengzhao.web.shared.page import page
from chengzhao.web.shared.scoping import at_the_entry
from chengzhao.web.shared.sessions import place_of
from chengzhao.web.shared.shows import shows

WRONG_PAIR = "报名号或证件后六位不对，请核对后再查"


@shows("A1.5.23", called="录取结果查询")
@login_not_required
@at_the_entry
@never_cache
@limited("look_up")
@sensitive_post_parameters("number", "tail")
@require_http_methods(["GET", "POST"])
def results(request: HttpRequest) -> HttpResponseBase:
    """Ask, or show the one result; a number that nobody has and a wrong end get the same answer."""
    season = current_season()
    form = ResultForm(request.POST or None)
    found: PublicResult | None = None
    if request.method == "POST" and season is not None and form.is_valid():
        wrong = fault_of(request.POST.get("token", ""), form.cleaned_data["answer"], timezone.now())
        if wrong:
            form.add_error("answer", wrong)
        elif (refused := over_pairs(request, form.cleaned_data["number"])) is not None:
            return refused
        else:
            found = _looked_up(request, season, form.cleaned_data["number"], form.cleaned_data["tail"])
            if found is None:
                form.add_error(None, WRONG_PAIR)
    # Every page has a new sum: the answer to the last one is not put back.
    form.data = {name: value for name, value in form.data.items() if name != "answer"}
    context: dict[str, object] = {"form": form, "found": found, "has_season": season is not None}
    if found is None:
        context["challenge"] = challenge = pose()
        form.fields["answer"].label = challenge.question
    return page(request, "public/results.html", context)


def _looked_up(request: HttpRequest, season: SeasonView, number: str, tail: str) -> PublicResult | None:
    keys = vault_keys()
    border = (season.season, season.province)
    found = result_by_number(*border, number, tail, keys)
    if found is None and is_decoy(number, keys) and not is_given_out(*border, number):
        touch_decoy(at=timezone.now(), number=number, place=place_of(request))
    return found
