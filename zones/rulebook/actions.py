"""The verbs of rulebooks (Art. 7)."""

import hashlib

from django.utils.translation import gettext_lazy as _

from config.kernel.accounts.models import Body
from config.kernel.acts import act
from zones.rulebook import facts, rules
from zones.rulebook.models import BASE, Article, Parameter, Rulebook
from zones.rulebook.queries import current, within_reach
from zones.rulebook.texts import load


@act(rules.may_adopt, title=_("adopt a text"), article="7")
def adopt(authority: Body, *, by, at, code):
    """Take a text from its data file into the database, word by word."""
    text = load(code)
    rulebook = Rulebook.objects.create(
        code=text.code, edition=text.version, title=text.title, short_title=text.short_title,
        issued_by=text.issued_by, concordance=text.concordance, base=None if code == BASE else current(),
    )  # fmt: skip
    Article.objects.bulk_create(
        Article(rulebook=rulebook, number=article.number, chapter=article.chapter, text=article.text)
        for article in text.articles
    )
    Parameter.objects.bulk_create(
        Parameter(
            rulebook=rulebook,
            key=given.key,
            value=given.value,
            unit=given.unit,
            source=given.source,
            label_zh=given.label_zh,
            label_en=given.label_en,
            note=given.note,
            note_en=given.note_en,
        )
        for given in text.parameters
    )
    words = "\n".join(article.text for article in text.articles)
    digest = hashlib.sha256(words.encode()).hexdigest()
    return facts.RulebookAdopted(rulebook, by, at, text.code, text.version, digest)


@act(rules.may_amend, title=_("amend the parameters"), article="7")
def amend(rulebook: Rulebook, *, by, at, changes, reason):
    """A new version beside the old one, which stays as it is for the cases that run by it.

    What the text leaves to the base text can be set for it, too: then it is among its own.
    """
    known = within_reach(rulebook)
    parameters = [row for key, row in known.items() if row.rulebook_id == rulebook.pk or key in changes]
    articles = list(rulebook.articles.all())
    newer = Rulebook.objects.create(
        code=rulebook.code, edition=rulebook.edition + 1, title=rulebook.title, short_title=rulebook.short_title,
        issued_by=rulebook.issued_by, concordance=rulebook.concordance, base=current() if rulebook.base else None,
    )  # fmt: skip
    for article in articles:
        article.pk, article.rulebook = None, newer
    for parameter in parameters:
        parameter.pk, parameter.rulebook = None, newer
        if parameter.key in changes:
            parameter.value, parameter.source = changes[parameter.key], Parameter.AUTHORITY
    Article.objects.bulk_create(articles)
    Parameter.objects.bulk_create(parameters)
    return facts.RulebookAmended(newer, by, at, newer.code, newer.edition, changes, reason)
