import config.kernel.encryption
import django.db.models.deletion
import django_fsm
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('kernel', '0004_pairs'),
    ]

    operations = [
        migrations.CreateModel(
            name='Endpoint',
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
                ('state', django_fsm.FSMField(choices=[('active', 'active'), ('paused', 'paused'), ('removed', 'removed')], default='active', max_length=20, protected=True, verbose_name='state')),
                ('url', models.CharField(max_length=500, verbose_name='address')),
                ('facts', models.JSONField(default=list)),
                ('after', models.BigIntegerField(default=0)),
                ('secret', config.kernel.encryption.EncryptedField()),
                ('former_secret', config.kernel.encryption.EncryptedField(default='')),
                ('secret_at', models.DateTimeField()),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='endpoints', to='kernel.seat')),
            ],
            options={
                'verbose_name': 'endpoint',
                'indexes': [models.Index(fields=['seat', 'state'], name='endpoint_of_seat')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['active', 'paused', 'removed'])), name='endpoint_state_known')],
            },
        ),
        migrations.CreateModel(
            name='Progress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('last', models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='Round',
            fields=[
                ('endpoint', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='round', serialize=False, to='kernel.endpoint')),
                ('until', models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=36)),
                ('case_kind', models.CharField(max_length=40)),
                ('case_id', models.BigIntegerField()),
                ('state', models.CharField(choices=[('waiting', 'waiting'), ('delivered', 'delivered'), ('dead', 'dead letter'), ('skipped', 'skipped')], default='waiting', max_length=10)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('due_at', models.DateTimeField()),
                ('error', models.TextField(default='')),
                ('delivered_at', models.DateTimeField(null=True)),
                ('endpoint', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='kernel.endpoint')),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.entry')),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['endpoint', 'entry'], name='event_waiting'), models.Index(condition=models.Q(('state__in', ['waiting', 'dead'])), fields=['endpoint', 'case_kind', 'case_id', 'entry'], name='event_in_front'), models.Index(fields=['endpoint', '-delivered_at'], name='event_last_arrived')],
                'constraints': [models.UniqueConstraint(fields=('endpoint', 'entry'), name='event_told_once'), models.UniqueConstraint(fields=('endpoint', 'name'), name='event_named_once'), models.CheckConstraint(condition=models.Q(('state', 'delivered'), ('delivered_at', None), _connector='XOR'), name='event_delivered_when')],
            },
        ),
    ]
