"""What drf-spectacular does not see by itself."""

from drf_spectacular.openapi import AutoSchema


class Described(AutoSchema):
    """REST_FRAMEWORK["DEFAULT_SCHEMA_CLASS"]."""
