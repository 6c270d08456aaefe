"""The tiers hold, also where a foreign key is only a string."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from tests.architecture.tiers import ROOT, drawn, height, picture, tiers


def test_the_import_contracts_hold() -> None:
    linter = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([linter, "--no-cache"], check=False, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_the_picture_is_the_list() -> None:
    assert drawn() == picture(), "python -m tests.architecture.tiers draws it anew"


def own_models() -> list[type[models.Model]]:
    return [m for m in apps.get_models(include_auto_created=True) if m.__module__.startswith("tonghu.")]


@pytest.mark.parametrize("model", own_models(), ids=lambda m: m._meta.label)
def test_references_go_down(model: type[models.Model]) -> None:
    here = model.__module__.split(".")[1]
    for field in model._meta.get_fields():
        if not (field.is_relation and field.concrete) or field.related_model is None:
            continue
        there = field.related_model.__module__
        if there.startswith("tonghu.") and (other := there.split(".")[1]) != here:
            assert height(other) < height(here), f"{model._meta.label}.{field.name} points at {other}"


def test_every_app_has_a_tier() -> None:
    named = {name for tier in tiers() for name in tier}
    installed = {config.name.split(".")[1] for config in apps.get_app_configs() if config.name.startswith("tonghu.")}
    assert installed <= named
