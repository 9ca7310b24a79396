import django.db.models.deletion
from django.db import migrations, models


def settle(apps, schema_editor):
    """PostgreSQL does not alter a table whose foreign keys are still to be looked at."""
    if schema_editor.connection.vendor == 'postgresql':
        schema_editor.execute('SET CONSTRAINTS ALL IMMEDIATE')
        schema_editor.execute('SET CONSTRAINTS ALL DEFERRED')


class Migration(migrations.Migration):

    dependencies = [
        ('operators', '0003_application_search'),
    ]

    operations = [
        migrations.AddField(
            model_name='agreement',
            name='authorisation',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='operators.application'),
        ),
        migrations.RunSQL('UPDATE operators_agreement SET authorisation_id = application_id', migrations.RunSQL.noop),
        migrations.RunPython(settle, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='agreement',
            name='authorisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='operators.application'),
        ),
        migrations.AddField(
            model_name='agreement',
            name='poor_limit',
            field=models.PositiveSmallIntegerField(default=2),
        ),
        migrations.AddField(
            model_name='agreement',
            name='poor_streak',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ('in_force', 'suspended')), _negated=True), ('poor_streak__lt', models.F('poor_limit')), _connector='OR'), name='agreement_ends_when_poor'),
        ),
    ]
