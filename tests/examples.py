"""The examples of the API's document, written anew into config/api/examples.json.

python -m tests.examples      tells a life on a database of its own; the check fails when the file is not like it
"""

import json
import os
import sys
import tempfile


def main() -> int:
    from config.api.examples import FILE
    from tests import cast
    from tests.doors.examples import told
    from tests.fuzzing_world import document, quiet, travelling
    from tests.world import write_founded

    quiet()
    write_founded()
    with travelling(cast.later) as (on_day, _at):
        examples = told(cast.people(), on_day, document())
    FILE.write_text(json.dumps(examples, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(f"{len(examples)} operations have examples")
    return 0


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="zones-examples-") as folder:
        os.environ |= {"DATA_DIR": folder, "DATABASE_URL": f"sqlite:///{folder}/zones.sqlite3", "REDIS_URL": "",
                       "ALLOWED_HOSTS": "testserver", "DJANGO_SETTINGS_MODULE": "config.settings.testing"}  # fmt: skip
        import django

        django.setup()
        sys.exit(main())
