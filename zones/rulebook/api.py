"""Rulebooks over the API: public, word for word, with who set each number."""

from rest_framework import serializers

from config.kernel.rest.cases import Cases
from config.kernel.rest.listing import Filters, filters
from config.kernel.rest.rows import Detail, Row
from zones.rulebook.models import Article, Parameter
from zones.rulebook.queries import visible_to


class RulebookFilters(Filters):
    code = filters.CharFilter()


class RulebookRow(Row):
    """One version of one text."""

    code = serializers.CharField()
    edition = serializers.IntegerField(help_text="A case runs by the version that its call pinned.")
    title = serializers.CharField()
    short_title = serializers.CharField()
    issued_by = serializers.CharField()


class ArticleRow(serializers.ModelSerializer):
    """The words of one article."""

    class Meta:
        model = Article
        fields = ["number", "chapter", "text"]


class ParameterRow(serializers.ModelSerializer):
    """A number, list or flag; `source` is an article, `house default` or `authority`."""

    class Meta:
        model = Parameter
        fields = ["key", "value", "unit", "source", "label_zh", "label_en"]


class RulebookDetail(RulebookRow, Detail):
    """A text with its articles and parameters."""

    articles = ArticleRow(many=True)
    parameters = ParameterRow(many=True)


class Rulebooks(Cases):
    """The rules are public (Art. 7)."""

    noun = "rulebook"
    visible_to = visible_to
    row, whole = RulebookRow, RulebookDetail
    filterset_class = RulebookFilters
    searched = ("title",)
