"""The whole story, in order: who does what on which day."""

from datetime import date

from config.story import cast, founding, plots
from config.story.chapters import agreeing, applying, calling, deciding, reviewing
from config.story.telling import Story

FIRST_DAY = date(2026, 1, 5)  # the story told by `journey`; it ends before today


def play(first_day: date = FIRST_DAY, district_from: date | None = None) -> Story:
    """Found the world, then the finance zone, the base zone, and the district's call that is still open.

    `district_from` puts the last of them on a later day: the demonstration wants its call open today.
    """
    story = Story(first_day)
    founding.found(story)
    founding.catalogue(story)
    founding.indicators(story)
    for company in cast.COMPANIES:
        founding.company(story, company)
    founding.experts(story)
    finance(story)
    base(story)
    story.until(max(story.day, district_from or story.day))
    district(story)
    return story


def finance(story: Story) -> None:
    """领域类: three applicants; one is corrected and awarded, one rejected, one withdraws; one expert recuses."""
    plot = plots.FINANCE
    story.working_days(2)
    calling.establish(story, plot)
    calling.publish(story, plot, declined_first=True)
    calling.ask(story, plot)
    story.working_days(5)
    for company in cast.COMPANIES:
        applying.apply(story, plot, company)
    story.working_days(3)
    applying.return_and_correct(story, plot, cast.JINSHU)
    story.working_days(2)
    for company in cast.COMPANIES:
        applying.accept(story, plot, company)
    applying.close(story, plot)
    reviewing.convene(story, plot)
    reviewing.declare(story, plot, one_recuses=True)
    applying.withdraw(story, plot, cast.XINAN)
    decided(story, plot, number="京政函〔2026〕18号", mode="authority", award=cast.JINSHU)
    deciding.object_in_vain(story, plot)
    agreed(story, plot, "王建国")


def base(story: Story) -> None:
    """综合基础类: the authority itself supervises, so its one signature is enough where two bodies must agree."""
    plot = plots.BASE
    calling.establish(story, plot)
    calling.publish(story, plot)
    story.working_days(4)
    applying.apply(story, plot, cast.XINAN)
    story.working_days(2)
    applying.accept(story, plot, cast.XINAN)
    applying.close(story, plot)
    reviewing.convene(story, plot)
    reviewing.declare(story, plot)
    decided(story, plot, number="京政函〔2026〕45号", mode="authority_and_supervisor", award=cast.XINAN)
    agreed(story, plot, "冯远")


def district(story: Story) -> None:
    """区域类: still open; one application is being examined, another is a draft."""
    plot = plots.HAIDIAN
    calling.establish(story, plot)
    calling.publish(story, plot)
    story.working_days(3)
    applying.apply(story, plot, cast.JINGRONG)
    applying.apply(story, plot, cast.JINSHU)
    story.working_days(1)
    applying.examine(story, plot, cast.JINSHU)


def decided(story, plot, **words) -> None:
    story.working_days(3)
    reviewing.score(story, plot)
    reviewing.conclude(story, plot)
    story.working_days(2)
    deciding.report(story, plot)
    story.working_days(6)
    deciding.decide(story, plot, **words)


def agreed(story, plot, signatory: str) -> None:
    deciding.end_notice(story, plot)
    agreeing.draft(story, plot)
    story.working_days(1)
    agreeing.sign(story, plot, signatory)
    agreeing.begin(story, plot)
