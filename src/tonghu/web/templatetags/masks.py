"""Numbers of people as a page shows them until somebody gives a reason."""

from django import template

from tonghu.kit.crypto import mask_address, mask_id, mask_phone

register = template.Library()
register.filter("masked_phone", mask_phone)
register.filter("masked_identity", mask_id)
register.filter("masked_address", mask_address)
