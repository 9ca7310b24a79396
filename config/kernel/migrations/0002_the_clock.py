"""The system itself, the public, and the clock's own seat: what every act leans on."""

from django.db import migrations


def found(apps, schema_editor):
    body, name = apps.get_model("kernel", "Body"), apps.get_model("kernel", "BodyName")
    user, seat = apps.get_model("kernel", "User"), apps.get_model("kernel", "Seat")
    system = body.objects.create(kind="system", name="公共数据专区授权运营管理系统")
    public = body.objects.create(kind="public", name="社会公众")
    for made in (system, public):
        name.objects.create(body=made, name=made.name, from_on="2023-07-01")
    clock = user.objects.create(username="clock", full_name="系统时钟", password="!")  # noqa: S106 — nobody signs in as the clock
    seat.objects.create(user=clock, body=system, role="clock", state="active")


class Migration(migrations.Migration):
    dependencies = [("kernel", "0001_initial")]
    operations = [migrations.RunPython(found, migrations.RunPython.noop)]
