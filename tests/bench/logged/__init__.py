"""The same moves as most Django projects make them: django-fsm-2 with django-fsm-log. An app of the bench alone."""
