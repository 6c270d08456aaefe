from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tonghu.access.actor import Actor
from tonghu.access.models import Undertaking
from tonghu.access.undertakings import VERSION


@transaction.atomic
def undertake(*, version: str, by: Actor) -> Undertaking:
    """Accept the undertaking of confidentiality for a year from today; a second click changes nothing.

    Args:
        version: of the text that was read.

    Raises:
        ValidationError: the text has changed since the page was opened.
    """
    if version != VERSION:
        raise ValidationError(
            _("The text has changed since you opened this page. Nothing was saved; please read it once more.")
        )
    today = timezone.localdate()
    return Undertaking.objects.get_or_create(user=by.user, version=version, accepted_on=today)[0]
