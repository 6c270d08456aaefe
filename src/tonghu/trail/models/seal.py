from django.db import models


class Seal(models.Model):
    """A batch of entries closed under one hash that also covers the seal before it."""

    at = models.DateTimeField()
    entries = models.BigIntegerField()
    previous = models.TextField()
    hash = models.TextField()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.hash[:16]
