"""Every kind of case there is, by its word."""

from django.apps import apps

from config.kernel.flows import Case


def case_models() -> dict[str, type[Case]]:
    """noun → model, of every model with a chain."""
    return {model.noun(): model for model in apps.get_models() if issubclass(model, Case)}
