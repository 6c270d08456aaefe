from django.db import migrations

from tonghu.work.terms import TERMS


def fill(apps, schema_editor):
    terms = apps.get_model("work", "Term")
    terms.objects.using(schema_editor.connection.alias).bulk_create(
        terms(
            key=key,
            number=data.number,
            unit=data.unit.value,
            article=data.article,
            verified=data.verified,
            since=data.since,
        )
        for key, data in TERMS.items()
    )


class Migration(migrations.Migration):
    dependencies = [("work", "0001_initial")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
