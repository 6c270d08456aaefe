"""Where a person wants to be reminded."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from tonghu.web.base import ActorRequest, needs
from tonghu.work.actions import add_channel, remove_channel
from tonghu.work.models import Channel, ChannelKind


class ChannelForm(forms.Form):
    """A way by which she is reminded."""

    kind = forms.ChoiceField(label=gettext_lazy("Way"), choices=ChannelKind.choices)
    address = forms.CharField(label=gettext_lazy("Address"), max_length=500)


@needs("cases.view")
def reminders(request: ActorRequest) -> HttpResponse:
    """Her own addresses, and a form for another one."""
    form = ChannelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_channel(by=request.actor, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("You will be reminded there, by number and never by name."))
            return HttpResponseRedirect(reverse("web:reminders"))
    context = {"form": form, "channels": Channel.objects.filter(user=request.actor.user)}
    return render(request, "work/reminders.html", context, status=422 if form.is_bound else 200)


@require_POST
@needs("cases.view")
def reminder_remove(request: ActorRequest, pk: int) -> HttpResponse:
    """Take an address of her own off; one that is not there is off already."""
    channel = Channel.objects.filter(user=request.actor.user, pk=pk).first()
    if channel is not None:
        remove_channel(channel=channel, by=request.actor)
    messages.success(request, _("No reminder goes there any more."))
    return HttpResponseRedirect(reverse("web:reminders"))
