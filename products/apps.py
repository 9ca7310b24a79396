"""What data goes in and what comes out: begins with the supply of data, a later chapter."""

from django.apps import AppConfig


class ProductsConfig(AppConfig):
    name = "products"
