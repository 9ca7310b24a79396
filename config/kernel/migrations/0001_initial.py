import config.kernel.documents.models
import django.contrib.auth.models
import django.contrib.auth.validators
import django.db.models.deletion
import django.utils.timezone
import django_fsm
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='CalendarYear',
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
                ('year', models.PositiveSmallIntegerField(unique=True)),
                ('confirmed', models.BooleanField()),
                ('source', models.CharField(max_length=200)),
            ],
            options={
                'verbose_name': 'calendar year',
            },
        ),
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('case_kind', models.CharField(max_length=40)),
                ('case_id', models.BigIntegerField()),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('file', models.FileField(upload_to=config.kernel.documents.models.place)),
                ('media_type', models.CharField(max_length=120)),
                ('size', models.PositiveBigIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('scan', models.CharField(max_length=20)),
                ('at', models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('case_kind', models.CharField(max_length=40)),
                ('case_id', models.BigIntegerField()),
                ('seq', models.PositiveIntegerField()),
                ('at', models.DateTimeField()),
                ('act', models.CharField(max_length=80)),
                ('article', models.CharField(max_length=40)),
                ('fact', models.CharField(max_length=80)),
                ('said', models.TextField()),
                ('algorithm', models.CharField(max_length=40)),
                ('link', models.CharField(max_length=64)),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Seal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_id', models.BigIntegerField()),
                ('last_id', models.BigIntegerField(unique=True)),
                ('count', models.PositiveIntegerField()),
                ('root', models.CharField(max_length=64)),
                ('previous', models.CharField(max_length=64)),
                ('at', models.DateTimeField()),
                ('algorithm', models.CharField(max_length=40)),
                ('public_key', models.CharField(max_length=64)),
                ('signature', models.CharField(max_length=128)),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Series',
            fields=[
                ('name', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('last', models.PositiveIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('username', models.CharField(error_messages={'unique': 'A user with that username already exists.'}, help_text='Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.', max_length=150, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='email address')),
                ('is_staff', models.BooleanField(default=False, help_text='Designates whether the user can log into this admin site.', verbose_name='staff status')),
                ('is_active', models.BooleanField(default=True, help_text='Designates whether this user should be treated as active. Unselect this instead of deleting accounts.', verbose_name='active')),
                ('date_joined', models.DateTimeField(default=django.utils.timezone.now, verbose_name='date joined')),
                ('full_name', models.CharField(max_length=100, verbose_name='full name')),
                ('language', models.CharField(default='zh-hans', max_length=10, verbose_name='language')),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': 'user',
                'verbose_name_plural': 'users',
                'abstract': False,
            },
            managers=[
                ('objects', django.contrib.auth.models.UserManager()),
            ],
        ),
        migrations.CreateModel(
            name='Body',
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
                ('kind', models.CharField(choices=[('government', 'municipal government'), ('authority', 'data authority'), ('department', 'sector department'), ('district', 'district government'), ('platform', 'big-data platform'), ('organisation', 'organisation'), ('public', 'the public'), ('system', 'this system')], max_length=20)),
                ('name', models.CharField(max_length=200, verbose_name='name')),
            ],
            options={
                'verbose_name': 'body',
                'indexes': [models.Index(fields=['kind', 'name'], name='body_by_kind')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('kind__in', ['government', 'authority', 'public', 'system'])), fields=('kind',), name='body_one_of_its_kind'), models.CheckConstraint(condition=models.Q(('kind__in', ['government', 'authority', 'department', 'district', 'platform', 'organisation', 'public', 'system'])), name='body_kind_known')],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=120, unique=True)),
                ('channel', models.CharField(choices=[('in_app', 'in-app message'), ('email', 'e-mail'), ('job', 'work after commit')], max_length=10)),
                ('state', models.CharField(choices=[('waiting', 'waiting'), ('delivered', 'delivered'), ('dead', 'dead letter')], default='waiting', max_length=10)),
                ('title', models.TextField(default='')),
                ('text', models.TextField(default='')),
                ('params', models.JSONField(default=dict)),
                ('job', models.CharField(default='', max_length=80)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('due_at', models.DateTimeField()),
                ('error', models.TextField(default='')),
                ('delivered_at', models.DateTimeField(null=True)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.entry')),
            ],
        ),
        migrations.CreateModel(
            name='Seat',
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
                ('state', django_fsm.FSMField(choices=[('proposed', 'proposed'), ('active', 'active'), ('revoked', 'revoked')], default='proposed', max_length=20, protected=True, verbose_name='state')),
                ('role', models.CharField(choices=[('officer', 'officer'), ('recorder', 'decision recorder'), ('verifier', 'decision verifier'), ('expert', 'expert'), ('administrator', 'organisation administrator'), ('editor', 'editor'), ('signatory', 'signatory'), ('security_officer', 'data-security officer'), ('person', 'registered person'), ('system_admin', 'system administrator'), ('security_admin', 'security administrator'), ('audit_admin', 'audit administrator'), ('clock', 'the clock')], max_length=20, verbose_name='role')),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to='kernel.body')),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.seat')),
                ('proposed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.seat')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seats', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'seat',
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['proposed', 'active', 'revoked'])), name='seat_state_known'), models.CheckConstraint(condition=models.Q(('role__in', ['officer', 'recorder', 'verifier', 'expert', 'administrator', 'editor', 'signatory', 'security_officer', 'person', 'system_admin', 'security_admin', 'audit_admin', 'clock'])), name='seat_role_known'), models.UniqueConstraint(condition=models.Q(('state', 'revoked'), _negated=True), fields=('user', 'body', 'role'), name='seat_held_once'), models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at__isnull', False), ('confirmed_by__isnull', False)), models.Q(('confirmed_at__isnull', True), ('confirmed_by__isnull', True)), _connector='OR'), name='seat_confirmed_by_and_at')],
            },
        ),
        migrations.CreateModel(
            name='Repeat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=200)),
                ('asked', models.CharField(max_length=64)),
                ('fact', models.CharField(max_length=80)),
                ('case_kind', models.CharField(max_length=40)),
                ('case_id', models.BigIntegerField()),
                ('said', models.JSONField()),
                ('at', models.DateTimeField(db_index=True)),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.seat')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('seat', 'key'), name='repeat_key_used_once')],
            },
        ),
        migrations.CreateModel(
            name='Proposal',
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
                ('state', django_fsm.FSMField(choices=[('open', 'awaiting countersignature'), ('countersigned', 'countersigned'), ('declined', 'declined'), ('expired', 'expired'), ('withdrawn', 'withdrawn')], default='open', max_length=20, protected=True, verbose_name='state')),
                ('act', models.CharField(max_length=80)),
                ('article', models.CharField(max_length=40)),
                ('case_kind', models.CharField(max_length=40)),
                ('case_id', models.BigIntegerField()),
                ('case_version', models.PositiveIntegerField()),
                ('words', models.JSONField(default=dict)),
                ('proposed_at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(null=True)),
                ('reason', models.TextField(default='')),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.body')),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.seat')),
                ('proposed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.seat')),
            ],
            options={
                'verbose_name': 'proposal',
                'indexes': [models.Index(fields=['second', 'state', 'id'], name='proposal_queue')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['open', 'countersigned', 'declined', 'expired', 'withdrawn'])), name='proposal_state_known'), models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('act', 'case_kind', 'case_id'), name='proposal_one_open'), models.CheckConstraint(condition=models.Q(models.Q(('answered_at__isnull', False), ('answered_by__isnull', False)), models.Q(('answered_at__isnull', True), ('answered_by__isnull', True)), _connector='OR'), name='proposal_answered_by_and_at')],
            },
        ),
        migrations.CreateModel(
            name='Message',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('case_kind', models.CharField(max_length=40)),
                ('case_id', models.BigIntegerField()),
                ('title', models.TextField()),
                ('text', models.TextField()),
                ('at', models.DateTimeField()),
                ('read_at', models.DateTimeField(null=True)),
                ('delivery', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='message', to='kernel.delivery')),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='messages', to='kernel.seat')),
            ],
            options={
                'indexes': [models.Index(fields=['seat', '-id'], name='message_box')],
            },
        ),
        migrations.AddField(
            model_name='entry',
            name='countersigner',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.seat'),
        ),
        migrations.AddField(
            model_name='entry',
            name='seat',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.seat'),
        ),
        migrations.CreateModel(
            name='Download',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='downloads', to='kernel.document')),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.seat')),
            ],
        ),
        migrations.AddField(
            model_name='document',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.seat'),
        ),
        migrations.AddField(
            model_name='delivery',
            name='seat',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.seat'),
        ),
        migrations.CreateModel(
            name='SecurityEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(auto_now_add=True, db_index=True)),
                ('act', models.CharField(max_length=80)),
                ('case_kind', models.CharField(max_length=40)),
                ('case_id', models.BigIntegerField()),
                ('codes', models.JSONField()),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kernel.seat')),
            ],
        ),
        migrations.CreateModel(
            name='Workday',
            fields=[
                ('day', models.DateField(primary_key=True, serialize=False)),
                ('works', models.BooleanField()),
                ('year', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='days', to='kernel.calendaryear')),
            ],
            options={
                'abstract': False,
                'base_manager_name': 'objects',
            },
        ),
        migrations.CreateModel(
            name='BodyName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('from_on', models.DateField()),
                ('until_on', models.DateField(null=True)),
                ('body', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='names', to='kernel.body')),
            ],
            options={
                'ordering': ['from_on'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('until_on', None)), fields=('body',), name='body_one_name_today'), models.CheckConstraint(condition=models.Q(('until_on', None), ('until_on__gt', models.F('from_on')), _connector='OR'), name='body_name_end_after_start')],
            },
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['seat', 'id'], name='entry_by_seat'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.UniqueConstraint(fields=('case_kind', 'case_id', 'seq'), name='entry_place_in_chain'),
        ),
        migrations.AddIndex(
            model_name='document',
            index=models.Index(fields=['case_kind', 'case_id', 'id'], name='document_of_case'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(condition=models.Q(('state', 'waiting')), fields=['due_at', 'id'], name='delivery_waiting'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'delivered'), ('delivered_at', None), _connector='XOR'), name='delivery_delivered_when'),
        ),
    ]
