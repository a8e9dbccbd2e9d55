"""规章条文: the orders and lists of bans behind the notice, each row with how sure it is."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse

from chengzhao.law.orders import bans
from chengzhao.web.public.order_pages import LISTS, ORDERS, articles, ban_anchors, summaries
from chengzhao.web.shared.page import page
from chengzhao.web.shared.shows import shows


@shows("N5.3", "N7.3", "N9.1", "A1.6.2", "A1.8.1", called="规章条文")
@login_not_required
def orders(request: HttpRequest) -> HttpResponse:
    """Which orders and lists there are."""
    return page(request, "public/orders.html", {"orders": summaries()})


@shows("N5.3", "N7.3", "N9.1", "A1.6.2", "A1.8.1", called="一份规章的条文")
@login_not_required
def order(request: HttpRequest, slug: str) -> HttpResponse:
    """One order article by article, or one list rule by rule."""
    if slug in ORDERS:
        name, title, clause = ORDERS[slug]
        context = {"name": name, "title": title, "clause": clause, "articles": articles(name)}
        return page(request, "public/order.html", context)
    if slug in LISTS:
        name, clause = LISTS[slug]
        found = bans(name)
        context = {"name": name, "clause": clause, "bans": ban_anchors(found), "first": found[0]}
        return page(request, "public/bans.html", context)
    raise Http404
