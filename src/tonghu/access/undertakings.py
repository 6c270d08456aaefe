"""The undertaking of confidentiality (保密承诺): what everybody accepts before she opens a case, each year anew.

The words are ours; a deployment that must use its superior's own changes them here, with a new version.
"""

from datetime import date

from django.utils.translation import gettext_lazy as _

VERSION = "2026"
"""Of the text. Whoever accepted another one is asked again."""

PROMISES = (
    _(
        "I open a file only where my work needs it, and I say why where I am asked. I know that every opening is "
        "written down."
    ),
    _(
        "I tell nobody outside this work what I read or hear here: not who came, not what happened, not that "
        "there is a case at all. I take no pictures of these pages and send nothing from them to chat groups."
    ),
    _(
        "Nothing that could tell who a minor in a case is reaches the public through me: no name, picture, "
        "address, school or other sign (Law on the Protection of Minors, Article 103)."
    ),
    _(
        "What somebody complains of never reaches the person or unit complained of through me (Regulations on "
        "Petition Work, Article 30)."
    ),
    _("I lend nobody my account, and I leave no page open where others can read it."),
    _(
        "Where I know somebody in a case, or have an interest in it, I say so at once and hand it over. Where "
        "something has become known that should not, I report it the same day."
    ),
    _("These duties go on when I leave this post."),
)


def until(accepted: date) -> date:
    """The last day of the year that begins with the day after ``accepted`` (民法典 Arts 201, 202 [verify])."""
    try:
        return accepted.replace(year=accepted.year + 1)
    except ValueError:
        return accepted.replace(year=accepted.year + 1, day=28)
