from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tonghu.cases.rules.kinds import Channel, Matter, Talk
from tonghu.kit.fields import EncryptedTextField
from tonghu.kit.scope import Guarded

PERSONAL = "words,caller,phone,phone_index,answer"


class Contact(Guarded):
    """One talk in the contact log: who came how, in a few words; a petition may be opened from it."""

    office = models.ForeignKey("places.Office", on_delete=models.PROTECT, related_name="contacts_logged")
    day = models.DateField(_("date"))
    channel = models.TextField(_("channel"), choices=Channel.choices)
    talk = models.TextField(_("what it was"), choices=Talk.choices, default=Talk.ADVICE)
    people = models.IntegerField(_("persons who came"), default=1)
    words = EncryptedTextField(_("in a few words"), blank=True, default="")
    answer = EncryptedTextField(_("what was answered"), blank=True, default="")
    caller = EncryptedTextField(_("who"), blank=True, default="")
    phone = EncryptedTextField(_("phone"), blank=True, default="")
    phone_index = models.TextField(editable=False, blank=True, default="")
    matter = models.TextField(_("kind"), choices=Matter.choices, blank=True, default="")
    minor = models.BooleanField(_("a minor is concerned"), default=False)
    order_number = models.TextField(_("work order or instruction number"), blank=True, default="")
    due = models.DateField(_("to be answered by"), null=True, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    case = models.ForeignKey("cases.Case", null=True, blank=True, on_delete=models.PROTECT, related_name="contacts")
    opened_case = models.BooleanField(default=False, editable=False)
    repeats = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="repeated_by")
    slot = models.OneToOneField("cases.Slot", null=True, blank=True, on_delete=models.SET_NULL, related_name="contact")
    filing = models.OneToOneField(
        "cases.Filing", null=True, blank=True, on_delete=models.PROTECT, related_name="contact"
    )
    entered_at = models.DateTimeField(auto_now_add=True)
    entered_by = models.BigIntegerField(editable=False)
    entered_name = models.TextField(_("recorded by"), editable=False)
    version = models.IntegerField(default=1, editable=False)
    token = models.UUIDField(unique=True, editable=False)

    class Meta:
        ordering = ["-day", "-id"]
        indexes = [
            models.Index(fields=["county", "-day", "-id"], name="contacts_county_day"),
            models.Index(fields=["town", "-day", "-id"], name="contacts_town_day"),
            models.Index(fields=["-day", "-id"], name="contacts_day"),
            models.Index(fields=["office", "-day"], name="contacts_office_day"),
            models.Index(fields=["county", "phone_index"], name="contacts_phone", condition=~Q(phone_index="")),
            models.Index(fields=["case", "-day"], name="contacts_case"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(people__gte=0, people__lte=100_000), name="contacts_people_sane"),
        ]

    def __str__(self) -> str:
        return f"{self.day.isoformat()} {self.get_channel_display()}"
