"""What follows outside a case: letters, transfers, tracks. Pure: no database."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LetterKind(models.TextChoices):
    """Why something of a case goes to another body."""

    REFERRAL = "referral", _("Letter (referral)")
    HARM_REPORT = "harm_report", _("Mandatory report")
    POLICE_LEAD = "police_lead", _("Lead to police")
    URGENT = "urgent", _("Urgent report to Party committee and government")


class LetterState(models.TextChoices):
    """Where a letter stands. Urging and supervision are steps of it, not states."""

    DRAFT = "draft", _("Being written")
    SENT = "sent", _("Sent")
    RECEIVED = "received", _("Received")
    ACCEPTED = "accepted", _("Accepted")
    RETURNED = "returned", _("Sent back")
    ANSWERED = "answered", _("Answered")
    REVOKED = "revoked", _("Revoked")


LETTERS_OPEN = frozenset({LetterState.SENT, LetterState.RECEIVED, LetterState.ACCEPTED})
LETTER_STEPS: dict[str, tuple[frozenset[LetterState], LetterState | None]] = {
    "send": (frozenset({LetterState.DRAFT}), LetterState.SENT),
    "receive": (frozenset({LetterState.SENT}), LetterState.RECEIVED),
    "accept": (frozenset({LetterState.SENT, LetterState.RECEIVED}), LetterState.ACCEPTED),
    "return": (frozenset({LetterState.SENT, LetterState.RECEIVED, LetterState.ACCEPTED}), LetterState.RETURNED),
    "answer": (frozenset({LetterState.SENT, LetterState.RECEIVED, LetterState.ACCEPTED}), LetterState.ANSWERED),
    "remind": (LETTERS_OPEN, None),
    "urge": (LETTERS_OPEN, None),
    "supervise": (LETTERS_OPEN, None),
    "revoke": (LETTERS_OPEN | {LetterState.DRAFT}, LetterState.REVOKED),
}
"""Step of a letter: the states it can be done in, and the one it leads to (None: it stays)."""


class Consent(models.TextChoices):
    """On what ground something personal is disclosed."""

    GIVEN = "given", _("The person or her guardian agrees")
    DUTY = "duty", _("The law obliges us (mandatory report)")
    OVERRIDE = "override", _("Without consent, for a reason")


class TransferKind(models.TextChoices):
    """Ownership moves in all of them, and only when the other office accepts."""

    TRANSFER = "transfer", _("Transfer")
    FORWARD = "forward", _("Handed down (forwarded)")
    ASSIGN = "assign", _("Handed down (result to be reported back)")
    REQUEST = "request", _("Asked for by the other office")


class TransferState(models.TextChoices):
    """Where the offer of a case to another office stands."""

    OFFERED = "offered", _("Waits for an answer")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    REVOKED = "revoked", _("Revoked")


class TrackKind(models.TextChoices):
    """Further tracks with steps of their own."""

    PROTECTION_ORDER = "protection_order", _("Protection order")
    WARNING_LETTER = "warning_letter", _("Warning letter")
    GUARDIANSHIP = "guardianship", _("Application to revoke guardianship")
    SUIT = "suit", _("Support of a suit")
    PUBLIC_INTEREST = "public_interest", _("Public-interest lead")
    GUIDANCE = "guidance", _("Family-education guidance ordered")


class TrackState(models.TextChoices):
    """Where a further track of a case stands."""

    UNDER_WAY = "under_way", _("Under way")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Dropped")


class ReviewKind(models.TextChoices):
    """Review and re-review (复查, 复核) of an opinion (信访工作条例 Arts 35, 36)."""

    REVIEW = "review", _("Review")
    REREVIEW = "rereview", _("Re-review")


class DocumentKind(models.TextChoices):
    """Documents made from a case, in the official format."""

    RECEIPT = "receipt", _("Receipt")
    NOTICE = "notice", _("Notice to the petitioner")
    LETTER = "letter", _("Letter")
    HARM_REPORT = "harm_report", _("Mandatory report to police")
    URGING = "urging", _("Letter of urging (督促处理意见书)")
    SUPERVISION = "supervision", _("Request for supervision")
    AGREEMENT = "agreement", _("Mediation agreement")
    CLOSURE = "closure", _("Closure opinion")
