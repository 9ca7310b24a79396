
import django.db.models.deletion
import django_fsm
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('kernel', '0008_pairs_sooner'),
    ]

    operations = [
        migrations.CreateModel(
            name='Sweep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(editable=False, max_length=32, null=True, unique=True, verbose_name='number')),
                ('version', models.PositiveIntegerField(default=0, editable=False)),
                ('ledger_seq', models.PositiveIntegerField(default=0, editable=False)),
                ('ledger_head', models.CharField(default='', editable=False, max_length=64)),
                ('state_since', models.DateTimeField(editable=False, null=True)),
                ('due_on', models.DateField(db_index=True, editable=False, null=True, verbose_name='due on')),
                ('due_from', models.DateField(editable=False, null=True)),
                ('due_days', models.PositiveSmallIntegerField(editable=False, null=True)),
                ('due_provisional', models.BooleanField(default=False, editable=False)),
                ('state', django_fsm.FSMField(choices=[('running', 'running'), ('ended', 'ended'), ('broken_off', 'broken off')], default='running', max_length=20, protected=True, verbose_name='state')),
                ('day', models.DateField(verbose_name='day')),
                ('began_at', models.DateTimeField(verbose_name='began at')),
                ('ended_at', models.DateTimeField(null=True, verbose_name='ended at')),
                ('steps', models.JSONField(default=list)),
                ('moved', models.PositiveIntegerField(default=0, verbose_name='moved')),
                ('left', models.PositiveIntegerField(default=0, verbose_name='left where they are')),
                ('failed', models.PositiveIntegerField(default=0, verbose_name='failed')),
                ('reminders', models.PositiveIntegerField(default=0, verbose_name='reminders')),
            ],
            options={
                'verbose_name': 'sweep',
                'indexes': [models.Index(fields=['day', 'state'], name='sweep_of_day')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['running', 'ended', 'broken_off'])), name='sweep_state_known'), models.UniqueConstraint(condition=models.Q(('state', 'running')), fields=('state',), name='sweep_one_running'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('state', 'running')), models.Q(models.Q(('state', 'running'), _negated=True), models.Q(('ended_at', None), _negated=True)), _connector='OR'), name='sweep_over_when')],
            },
        ),
        migrations.CreateModel(
            name='Reminder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('case_kind', models.CharField(max_length=40)),
                ('case_id', models.BigIntegerField()),
                ('due_on', models.DateField()),
                ('moment', models.CharField(max_length=10)),
                ('sweep', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.sweep')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('case_kind', 'case_id', 'due_on', 'moment'), name='reminder_once')],
            },
        ),
    ]
