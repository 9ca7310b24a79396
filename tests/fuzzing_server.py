"""The server that is fuzzed: it is NOW there, it keeps its connections, and it does not tell of every request."""

import time_machine
from django.conf import settings

from tests.fuzzing_world import NOW, quiet

time_machine.travel(NOW).start()
settings.DATABASES["default"]["CONN_MAX_AGE"] = None
quiet()

from config.wsgi import application  # noqa: E402, F401
