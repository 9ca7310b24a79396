"""The demonstration as a Django app."""

from django.apps import AppConfig


class StoryConfig(AppConfig):
    name = "config.story"
    label = "story"
