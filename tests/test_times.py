"""When, how long, how often: what is marked, with which TIMEX3 value, on which days.

The sentences are made up. A mark is written [words|value], or [words|value|first..last] where its days do not follow from
the value at a glance; whatever stands in no brackets must not be marked. All are published on Wednesday, 6 March 2024.
"""

import re
from calendar import monthrange
from datetime import date

import pytest

import storykit

PUBLISHED = date(2024, 3, 6)
MARK = re.compile(r"\[(?P<words>[^|\]]+)\|(?P<value>[^|\]]+)(?:\|(?P<days>[^\]]+))?\]")

DEVELOPED_ON = [
    "The council voted on [Tuesday|2024-03-05].",  # weekday before publication
    "The team will play Hull on [Saturday|2024-03-09].",  # weekday ahead, by the tense
    "The hearing is due to resume on [Monday|2024-03-11].",  # weekday ahead, by an adjective
    "The judge adjourned the trial until [Thursday|2024-03-07].",  # weekday ahead, by a verb of planning
    "The strike could begin as early as [Friday|2024-03-08].",  # "as early as" looks ahead
    "Snow fell on [Wednesday|2024-03-06].",  # the day of publication itself
    "The bridge was closed [last Friday|2024-03-01].",  # last weekday
    "The school reopens [next Monday|2024-03-11].",  # next weekday
    "A fire broke out [late Sunday night|2024-03-03TNI].",  # weekday with a part of the day
    "The mayor spoke [yesterday|2024-03-05] and will answer questions [tomorrow|2024-03-07].",  # days on both sides
    "The river rose [last night|2024-03-05TNI].",  # last night is yesterday's
    "The lift failed [the day before yesterday|2024-03-04].",  # two days back
    "The choir sang at [the weekend|2024-W09-WE|2024-03-02..2024-03-03].",  # weekend before publication
    "The museum will be open [this weekend|2024-W10-WE|2024-03-09..2024-03-10].",  # weekend ahead
    "The law was passed on [March 3, 2021|2021-03-03].",  # month, day, year
    "The law was passed on [3 March 2021|2021-03-03].",  # day, month, year
    "The verdict came on [November 20|2023-11-20].",  # a date without its year, in the past
    "The vote is planned for [May 12|2024-05-12].",  # a date without its year, ahead
    "Work began on [Monday, February 26|2024-02-26].",  # weekday and date are one mark
    "She was elected in [April 2019|2019-04].",  # month and year
    "The pool closed in [October|2023-10].",  # a month without its year, in the past
    "The pool will reopen in [June|2024-06].",  # a month without its year, ahead
    "The plan was dropped in [mid-March 2022|2022-03].",  # a part of a month lies in its days
    "Prices fell in [early 2011|2011].",  # a part of a year
    "The theatre was built in [the 1930s|193|1930-01-01..1939-12-31].",  # decade in four digits
    "The mine shut in [the late '80s|198|1980-01-01..1989-12-31].",  # decade in two digits
    "The town grew in [the 19th century|18|1801-01-01..1900-12-31].",  # century
    "He moved there in [the summer of 2018|2018-SU|2018-06-01..2018-08-31].",  # season of a year
    "The choir performed on [Christmas Eve|2023-12-24].",  # a day that has a name
    "He led the union [from 1998 to 2004|P6Y|1998-01-01..2004-12-31].",  # range of years
    "The park was shut in [2003-2005|P2Y|2003-01-01..2005-12-31].",  # range of years with a dash
    "The road will be closed [from May to July|P2M|2024-05-01..2024-07-31].",  # range of months
    "The fair took place [between 3 and 5 March|P2D|2024-03-03..2024-03-05].",  # range of days
    "The firm moved here [two years ago|2022].",  # so many years ago
    "The dam was inspected [three days ago|2024-03-03].",  # so many days ago
    "[Last month|2024-02] the club sold its captain.",  # last month
    "The committee will meet [next week|2024-W11|2024-03-11..2024-03-17].",  # weeks begin on Monday
    "Rents rose [earlier this year|2024].",  # a part of this year
    "The tunnel should be finished by [the end of the year|2024].",  # the end of the year
    "The mayor resigned on [1 June 2020|2020-06-01]. [Two weeks later|2020-W25|2020-06-15..2020-06-21] she was back.",  # later
    "Storms hit the coast on [2 May 2021|2021-05-02]. [The next day|2021-05-03] trains stood still.",  # hung on a date
    "The company's profit fell in [the third quarter|2023-Q3|2023-07-01..2023-09-30].",  # the last one that has begun
    "Sales rose in [the first quarter of 2022|2022-Q1|2022-01-01..2022-03-31].",  # a quarter of a year
    "The siege lasted [three weeks|P3W].",  # how long
    "The survey took [two and a half years|P2Y6M].",  # a half
    "She got a [six-month|P6M] sentence.",  # how long, as an adjective
    "The club trains [every Friday|XXXX-WXX-5].",  # how often
    "Buses run [daily|P1D].",  # how often, in one word
    "The lake has [recently|PAST_REF] frozen over.",  # a time without days
    "The meeting starts at [9:30 a.m.|2024-03-06T09:30] in the hall.",  # a time of day without its day
    "Polls close at [8 p.m. on Thursday|2024-03-07T20:00].",  # a time of day with its day
    "The mayor may sign, and the walkers may march through the park.",  # verbs, not months
    "Theresa May spoke, and May's party listened.",  # May, a person
    "The tickets cost $2010 and the flat has 1990 square feet.",  # prices and measures
    "Rovers won 3-2 after a 2-1 defeat.",  # scores
    "Call 020-7946-2015 for tickets on flight 1918.",  # numbers of telephones and flights
    "The Sun printed it first, the Sunday Times second.",  # newspapers and ordinals
    "Her second son is 12 years old.",  # ages
]

HELD_OUT = [
    "The appeal court overturned the sentence on [Monday|2024-03-04].",  # weekday, courts
    "The goalkeeper is expected to return on [Sunday|2024-03-10].",  # "expected to" looks ahead
    "Councillors, who met on [Thursday|2024-02-29], backed the cycle lane.",  # weekday in a relative clause
    "The storm is forecast to reach the islands by [Friday|2024-03-08].",  # by a weekday, weather
    "Pupils will sit the test on [14 May|2024-05-14].",  # day and month ahead, schools
    "The probe landed on [20 July 1976|1976-07-20].",  # a full date, science
    "A ceasefire took effect on [Feb. 26|2024-02-26].",  # month in short, war
    "The company was founded in [1987|1987].",  # year, business
    "The team last won the cup in [May 2016|2016-05].",  # month and year, sport
    "The roof was repaired in [January|2024-01].",  # month without its year
    "The budget will be presented in [November|2024-11].",  # month ahead
    "The talks collapsed [five days ago|2024-03-01].",  # days ago
    "The reactor was switched off [a decade ago|2014].",  # a decade ago is a year
    "[This week|2024-W10|2024-03-04..2024-03-10] the library extended its hours.",  # this week
    "Exports shrank [last year|2023].",  # last year
    "The orchestra toured in [the 1990s|199|1990-01-01..1999-12-31].",  # decade
    "The ferry will not sail [this weekend|2024-W10-WE|2024-03-09..2024-03-10].",  # this weekend, ahead
    "The army took the town on [3 March|2024-03-03]. [A day later|2024-03-04] it withdrew.",  # a day later
    "The factory was flooded in [the winter of 2014|2014-WI|2014-12-01..2015-02-28].",  # winter of a year
    "Revenue grew 4 percent in [the second quarter|2023-Q2|2023-04-01..2023-06-30].",  # a quarter not yet begun
    "The festival ran [from 3 to 9 August 2023|P6D|2023-08-03..2023-08-09].",  # range of days
    "The study followed pupils for [twelve years|P12Y].",  # how long
    "The clinic opens [every Tuesday|XXXX-WXX-2].",  # how often
    "The ward is [currently|PRESENT_REF] closed.",  # at present
    "The train left at [6:45 a.m. on Monday|2024-03-04T06:45].",  # a time of day, past
    "The library shuts at [5 p.m. today|2024-03-06T17:00].",  # a time of day, today
    "The museum reopened on [New Year's Day|2024-01-01].",  # a day that has a name
    "The summit opened on [Monday|2024-03-04]. Ministers met again on [the following day|2024-03-05].",  # the following day
    "Judge April Jones may fine the firm $1999.",  # names, verbs and prices
    "The squad won 21-19 on Court 17 in front of 2012 fans.",  # scores and counts
    "Brigadier June Marsh led the second march.",  # names and ordinals
    "The second half began late, and in the fourth quarter the hosts scored again.",  # parts of a match
    "Mortgage rates have doubled since [2021|2021].",  # since a year
    "The coalition has until [Friday|2024-03-08] to agree on a budget.",  # has until
    "Hospitals will stop routine operations [this Thursday|2024-03-07].",  # this and a weekday
    "The glacier has lost half its ice over [the past decade|P10Y].",  # the past decade
    "The swimmer retired [a few years ago|PAST_REF].",  # some years ago
    "The law takes effect on [1 July|2024-07-01].",  # a date ahead, by the present tense
    pytest.param(
        "The trawler sank [early on Monday|2024-03-04] off the cape.",
        marks=pytest.mark.xfail(strict=True, reason='"early on" is left out of the mark'),
    ),  # early on a weekday
    "The poet died in [late December 1999|1999-12] in Lisbon.",  # a part of a month and its year
    "Voting begins at [07:00 on Sunday|2024-03-10T07:00].",  # 24-hour clock
    "The parcel arrived [the previous week|2024-W09|2024-02-26..2024-03-03].",  # the previous week
    "The club has won [each of the last three years|P3Y].",  # each of the last years
    "Nurses strike [twice a month|P1M] and meet [every other week|P2W].",  # so often
    "The embassy was evacuated in [March 2022|2022-03], [two months after|P2M] the siege began.",  # two months after something
    "The harvest will start in [the second half of 2025|2025-H2|2025-07-01..2025-12-31].",  # half a year
    "Ann May, who is 41, has taught at the school for [16 years|P16Y].",  # an age and a length
    pytest.param(
        "He ran the 1500 metres in under [four minutes|PT4M].",
        marks=pytest.mark.xfail(strict=True, reason='"under" is taken into the mark'),
    ),  # a distance and a length
    "Spring rolls sold out at the winter market.",  # seasons in names
    "Channel 2020 paid 1,995 euros for 2005 chairs.",  # numbers of channels, prices, counts
    pytest.param(
        "A Friday prayer in the old town drew hundreds.",
        marks=pytest.mark.xfail(strict=True, reason="a weekday that stands for any is dated"),
    ),  # a weekday that dates nothing
]

BUGS_CAUGHT = [
    "Swallows arrive [about two weeks earlier|P2W] than they did.",  # compared, not dated
    "Trains run [an hour later|PT1H] than planned.",
    "The bank said [a year earlier|2023] it had lost money.",  # no quarter before it
    "Sales of the company fell in [the fourth quarter|2023-Q4|2023-10-01..2023-12-31], from 9 million [a year earlier|2022-Q4|2022-10-01..2022-12-31].",  # the same quarter of the year before
    "He spent [the past two months|P2M] abroad.",  # not "the past"
    "The mine closed [almost four years ago|2020].",  # not a length
    "Half of the grain comes from here, three-quarters of it by rail.",  # quarters that are no time
    'She told "This Week" that she was ready.',  # the name of a programme
    "The talks broke down on [Friday|2024-03-01], which the union will protest against on [Saturday|2024-03-09].",  # each by its own verb
    "It happened on [Monday, 26 February|2024-02-26]: nobody was hurt.",  # a colon behind a date
]


def written(text: str) -> list[tuple[str, str, date | None, date | None]]:
    """The marks that a row asks for."""
    return [(m["words"], m["value"], *days(m["value"], m["days"])) for m in MARK.finditer(text)]


def days(value: str, given: str | None) -> tuple[date | None, date | None]:
    """First and last day: as given, or what the value of a day, a month or a year says; None for all others."""
    if given:
        first, last = given.split("..")
        return date.fromisoformat(first), date.fromisoformat(last)
    number = [int(part) for part in re.findall(r"\d+", value.split("T")[0])]
    if re.match(r"\d{4}-\d\d-\d\d", value):
        return date(*number), date(*number)
    if re.fullmatch(r"\d{4}-\d\d", value):
        return date(*number, 1), date(*number, monthrange(*number)[1])
    return (date(*number, 1, 1), date(*number, 12, 31)) if re.fullmatch(r"\d{4}", value) else (None, None)


def found(text: str, published: date | None = PUBLISHED) -> list[tuple[str, str, date | None, date | None]]:
    """The marks that storykit makes."""
    story = storykit.read(MARK.sub(r"\g<words>", text), published=published)
    return [(story.quote(time.evidence), time.value, time.first, time.last) for time in story.times]


@pytest.mark.parametrize("text", DEVELOPED_ON)
def test_times_developed_on(text: str) -> None:
    """What the rules were made with is marked, and nothing else is."""
    assert written(text) == found(text)


@pytest.mark.parametrize("text", HELD_OUT)
def test_times_held_out(text: str) -> None:
    """Sentences that no rule was made with: what is marked in them, and nothing else."""
    assert written(text) == found(text)


@pytest.mark.parametrize("text", BUGS_CAUGHT)
def test_times_bugs_caught(text: str) -> None:
    """What once went wrong stays right."""
    assert written(text) == found(text)


@pytest.mark.parametrize("words", ["on Tuesday", "last week", "in May", "two days ago", "at the weekend", "on 3 March"])
def test_without_a_day_of_publication_nothing_is_dated(words: str) -> None:
    """Words that count from publication are marked, but have no days where its day is not known."""
    times = found(f"The choir sang {words}.", published=None)
    assert len(times) == 1 and times[0][2:] == (None, None)


def test_the_type_says_what_the_words_answer() -> None:
    """DATE and TIME say when, DURATION how long, SET how often."""
    story = storykit.read(
        "On Monday at 9 a.m. the pool opened for three hours, as it does every week.", published=PUBLISHED
    )
    assert [time.type for time in story.times] == ["DATE", "TIME", "DURATION", "SET"]
