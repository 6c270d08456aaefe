from django.db import models

from tonghu.kit.scope import COUNTY, generated


class Personal(models.Model):
    """Personal values of a change, apart from the entry, so that erasing them leaves the chain whole.

    The entry keeps their digest. PIPL Art 47 asks for erasure, 网络安全法 for the log: both hold.
    """

    entry = models.OneToOneField("trail.Entry", primary_key=True, on_delete=models.PROTECT)
    root_table = models.TextField()
    root_id = models.BigIntegerField()
    place = models.BigIntegerField(null=True)
    county = generated(COUNTY)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)

    class Meta:
        indexes = [models.Index(fields=["root_table", "root_id"], name="trail_personal_about")]

    def __str__(self) -> str:
        return f"{self.root_table} {self.root_id}"
