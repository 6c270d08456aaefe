from django.db import models

from tonghu.kit.scope import COUNTY, generated


class Grain(models.IntegerChoices):
    PLACE = 0
    COUNTY = 1
    EVER = 2


class Cell(models.Model):
    """A folded sum: one fact of one month at one place, of one month of a whole county, or of a county ever.

    ``n`` is the sum, ``records`` how many entries state it: none stated is not a sum of 0.
    Sums and counts of records add up and are read from here; what is distinct is told apart by ``sub``.
    """

    grain = models.SmallIntegerField(choices=Grain.choices)
    fact = models.TextField()
    place = models.BigIntegerField()
    county = generated(COUNTY)
    month = models.DateField()
    kind = models.TextField()
    sub = models.TextField()
    n = models.BigIntegerField()
    records = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["grain", "place", "month", "fact", "kind", "sub"], name="figures_cell_once")
        ]
        indexes = [
            models.Index(
                fields=["county", "grain", "month"],
                name="figures_cell_county",
                include=["fact", "kind", "sub", "n", "records"],
            ),
            models.Index(fields=["grain", "fact", "county"], name="figures_cell_standing", include=["place", "n"]),
        ]

    def __str__(self) -> str:
        return f"{self.fact} {self.place} {self.month} {self.n}"
