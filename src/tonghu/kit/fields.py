"""Model fields that keep personal values encrypted in the database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import FieldError
from django.db import models
from django.db.models.lookups import IsNull
from django.utils.translation import gettext as _

from .crypto import field_cipher

if TYPE_CHECKING:
    TextField = models.TextField[Any, Any]
else:
    TextField = models.TextField


class EncryptedTextField(TextField):
    """Text that stands in the database only as ciphertext (``bytea``).

    Search exactly through a column of :func:`tonghu.kit.crypto.blind_index` beside it; every lookup
    but ``isnull`` raises ``FieldError``. Reading with another key raises
    :class:`tonghu.kit.crypto.WrongKey`.
    """

    def get_internal_type(self) -> str:
        return "BinaryField"

    def get_placeholder(self, value: Any, compiler: Any, connection: Any) -> str:
        return str(connection.ops.binary_placeholder_sql(value))

    def get_lookup(self, lookup_name: str) -> type[models.Lookup[Any]] | None:
        if lookup_name == "isnull":
            return IsNull
        raise FieldError(
            _("The encrypted field %(field)s cannot be searched; use its blind index.") % {"field": self.name}
        )

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        text = super().get_db_prep_value(value, connection, prepared)
        return None if text is None else connection.Database.Binary(field_cipher().encrypt(text.encode()))

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> str | None:
        """The plain text of a stored value; raises :class:`tonghu.kit.crypto.WrongKey`."""
        return None if value is None else field_cipher().decrypt(bytes(value)).decode()
