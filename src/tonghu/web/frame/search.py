from django.http import HttpResponse
from django.shortcuts import render

from tonghu.web.base import ActorRequest
from tonghu.web.hits import find


def search(request: ActorRequest) -> HttpResponse:
    """Everything whose name, pinyin or number begins like the words; a script gets the list alone."""
    q = request.GET.get("q", "")[:100]
    template = "frame/hits.html" if request.headers.get("HX-Request") else "frame/search.html"
    return render(request, template, {"q": q, "hits": find(request.actor, q)})
