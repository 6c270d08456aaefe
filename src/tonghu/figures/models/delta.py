from django.db import models

from tonghu.kit.scope import COUNTY, generated


class Delta(models.Model):
    """A change not folded yet. Appended by triggers, so that savers never wait for one another."""

    fact = models.TextField()
    place = models.BigIntegerField()
    county = generated(COUNTY)
    month = models.DateField()
    kind = models.TextField()
    sub = models.TextField()
    n = models.BigIntegerField()
    records = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["county", "month"], name="figures_delta_county")]

    def __str__(self) -> str:
        return f"{self.fact} {self.place} {self.month} {self.n:+d}"
