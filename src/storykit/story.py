"""The data model: an article, what was found in it, and the JSON that carries both.

Every offset is a half-open pair `start, end` into `Article.text`, counted in Unicode code points (Python's own `str`
positions; a browser counts UTF-16 units, so views convert). Findings are frozen: a reader makes them, a person's review
makes new ones. A `Story` is checked when it is made, so a view can trust what it is given.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import accumulate
from typing import Any, Generic, TypeVar

T = TypeVar("T")
Published = str | date | datetime | None  # a day or a moment of publication, as a caller gives it
SCHEMA = 1
STATUSES = ("suggested", "confirmed", "added")
ENTITY_KINDS = ("person", "organisation", "place", "group", "other")
SOURCE_KINDS = ("named", "anonymous", "institution", "document", "media")
QUOTE_TYPES = ("direct", "partial", "indirect")
VERB_KINDS = ("neutral", "commits", "doubts", "evaluates")
QUOTATION_KINDS = ("direct", "partial", "scare")
HEDGE_KINDS = ("shield", "approximator")
TIME_TYPES = ("DATE", "TIME", "DURATION", "SET")
USAGES = ("literal", "associative", "dateline")
LAYERS = ("unattributed", "inference", "loaded", "background", "gap")
POLARITIES = (-1, 1)


class StorykitError(ValueError):
    """Something given to storykit cannot be used; the message names the value, what was wanted and the next step."""

    def _render_traceback_(self) -> list[str]:
        """A notebook shows the sentence alone: what is wrong stands in it, not in our code."""
        return [f"{type(self).__name__}: {self}"]


def check(name: str, value: object, allowed: Sequence[object]) -> None:
    """Raise `StorykitError` unless value is one of the allowed ones."""
    if value not in allowed:
        raise StorykitError(f"{name} is {value!r}, but must be one of {', '.join(map(repr, allowed))}")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of `Article.text`, never empty.

    >>> Span(3, 8).overlaps(Span(7, 9)), Span(3, 8).covers(Span(7, 9))
    (True, False)
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not (isinstance(self.start, int) and isinstance(self.end, int) and 0 <= self.start < self.end):
            raise StorykitError(f"a span needs whole numbers 0 <= start < end, not {self.start!r}, {self.end!r}")

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether other lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


class SpanIndex(Generic[T]):
    """Values by their spans: a look-up costs as much as it finds, however many there are.

    >>> index = SpanIndex([(Span(0, 9), "sentence"), (Span(2, 5), "name"), (Span(6, 9), "verb")])
    >>> [value for _, value in index.covering(Span(2, 4))], [value for _, value in index.overlapping(Span(4, 7))]
    (['sentence', 'name'], ['sentence', 'name', 'verb'])
    """

    def __init__(self, pairs: Iterable[tuple[Span, T]]) -> None:
        self._pairs = tuple(pairs)
        self._order = sorted(range(len(self._pairs)), key=lambda n: self._pairs[n][0].start)
        self._starts = [self._pairs[n][0].start for n in self._order]
        self._ends = list(accumulate((self._pairs[n][0].end for n in self._order), max))  # where all so far have ended

    def overlapping(self, span: Span) -> list[tuple[Span, T]]:
        """The pairs whose span shares a character with this one, in the order in which they were given."""
        near = self._order[bisect_right(self._ends, span.start) : bisect_left(self._starts, span.end)]
        return [self._pairs[n] for n in sorted(near) if self._pairs[n][0].end > span.start]

    def covering(self, span: Span) -> list[tuple[Span, T]]:
        """The pairs whose span holds the whole of this one, in the order in which they were given."""
        return [pair for pair in self.overlapping(span) if pair[0].covers(span)]

    def within(self, span: Span) -> list[tuple[Span, T]]:
        """The pairs whose span lies in this one, in the order in which they were given."""
        return [pair for pair in self.overlapping(span) if span.covers(pair[0])]


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where and when a story was filed, as its first line says: "WASHINGTON, March 26 (Reuters) -"."""

    place: str
    date: date | None
    evidence: Span  # the words of the place


@dataclass(frozen=True, slots=True)
class Article:
    """One article: its unchanged text, and what stands around the story in it.

    `body` runs from the first word of the story (behind the dateline) to its last (before the credits); None for a
    text without any. `published` is a datetime where the text or the caller gives a time of day, else a date.
    """

    text: str
    body: Span
    headline: Span | None = None
    published: date | datetime | None = None
    agency: str | None = None
    byline: tuple[str, ...] = ()
    dateline: Dateline | None = None
    advisory: str | None = None
    credits: tuple[tuple[str, tuple[str, ...]], ...] = ()  # ("reporting", ("Ann Lee",)), in the order of the text

    @property
    def title(self) -> str | None:
        """The words of the headline."""
        return None if self.headline is None else self.text[self.headline.start : self.headline.end]

    @property
    def day(self) -> date | None:
        """The day of publication, which times are reckoned from."""
        return self.published.date() if isinstance(self.published, datetime) else self.published


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What every mark has: the words it stands on, the rule that made it, and whether a person has looked at it."""

    evidence: Span
    rule: str
    status: str = "suggested"

    def __post_init__(self) -> None:
        check("status", self.status, STATUSES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Finding):
    """One place in the text that names an entity."""

    kind: str

    def __post_init__(self) -> None:
        Finding.__post_init__(self)
        check("kind", self.kind, ENTITY_KINDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Who or what is meant: one referent with all its mentions, in the order of the text.

    `country` is the ISO 3166-1 alpha-2 code of the country it is, or acts for; None where the text does not say.
    """

    name: str
    kind: str
    country: str | None = None
    mentions: tuple[Mention, ...] = ()

    def __post_init__(self) -> None:
        check("kind", self.kind, ENTITY_KINDS)

    def __repr__(self) -> str:
        where = f", {self.country}" if self.country else ""
        return f"<{self.kind} {self.name!r}{where}, {len(self.mentions)} mentions>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution(Finding):
    """Content handed to a source by a cue: "[Washington] {would not wait}, [the minister] (said)".

    `source` is None where no words name it; `who` is None where the words do not settle who is meant. `nested_source`
    is the chain from the writer inwards. `terms` are the words that say on what terms a source spoke.
    """

    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    who: Entity | None = None
    source_kind: str = "named"
    quote_type: str = "indirect"
    verb_kind: str = "neutral"
    nested_source: tuple[str, ...] = ()
    terms: Span | None = None

    def __post_init__(self) -> None:
        Finding.__post_init__(self)
        check("source_kind", self.source_kind, SOURCE_KINDS)
        check("quote_type", self.quote_type, QUOTE_TYPES)
        check("verb_kind", self.verb_kind, VERB_KINDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation(Finding):
    """Words between quotation marks, the marks left out."""

    kind: str
    attribution: Attribution | None = None

    def __post_init__(self) -> None:
        Finding.__post_init__(self)
        check("kind", self.kind, QUOTATION_KINDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hedge(Finding):
    """Words that lower the commitment; `whose` is None where it is the reporter's own."""

    kind: str
    whose: Attribution | None = None

    def __post_init__(self) -> None:
        Finding.__post_init__(self)
        check("kind", self.kind, HEDGE_KINDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression(Finding):
    """Words that say when, how long or how often, with their TIMEX3 type and value.

    `first` and `last` are calendar days, both included; None where the words do not fix them.
    """

    type: str
    value: str
    first: date | None = None
    last: date | None = None

    def __post_init__(self) -> None:
        Finding.__post_init__(self)
        check("type", self.type, TIME_TYPES)
        if self.first and self.last and self.first > self.last:
            raise StorykitError(f"a time cannot end before it begins: {self.first} to {self.last}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Finding):
    """Something that happened at a time; `voice` is None where the reporter tells it unattributed."""

    label: str
    time: TimeExpression
    voice: Attribution | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Finding):
    """One toponym; latitude and longitude in degrees (WGS 84), None where more than one place fits.

    `usage`: "literal" is a place on the ground, "associative" its government, team or people, "dateline" where the
    story was filed.
    """

    name: str
    country: str | None
    latitude: float | None
    longitude: float | None
    usage: str

    def __post_init__(self) -> None:
        Finding.__post_init__(self)
        check("usage", self.usage, USAGES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance(Finding):
    """The holder backs (1) or opposes (-1) the target, by these words.

    `voice` is the attribution whose content says so, None for the reporter. `act` is True where the cue names something
    the holder does or declares (recognises, condemns), False where it is ascribed (supports). `via` is the group the
    holder belongs to where only the group's stance is stated.
    """

    holder: Entity
    target: Entity
    polarity: int
    cue: Span
    voice: Attribution | None = None
    act: bool = False
    via: Entity | None = None

    def __post_init__(self) -> None:
        Finding.__post_init__(self)
        check("polarity", self.polarity, POLARITIES)

    @property
    def own(self) -> bool:
        """Whether the holder says it or does it; otherwise somebody else says so."""
        return self.act or (self.voice is not None and self.voice.who is not None and self.voice.who == self.holder)


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage(Finding):
    """A stretch in one of the reporter's layers: unattributed, inference, loaded, background or gap."""

    layer: str
    note: str = ""

    def __post_init__(self) -> None:
        Finding.__post_init__(self)
        check("layer", self.layer, LAYERS)


@dataclass(frozen=True, slots=True)
class Story:
    """An article with everything that was found in it, each kind in the order of the text."""

    article: Article
    paragraphs: tuple[Span, ...] = ()
    sentences: tuple[Span, ...] = ()
    entities: tuple[Entity, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    hedges: tuple[Hedge, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    events: tuple[Event, ...] = ()
    places: tuple[Place, ...] = ()
    stances: tuple[Stance, ...] = ()
    passages: tuple[Passage, ...] = ()
    review: object = field(default=None, repr=False, compare=False)  # the Review it is seen through
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False, default=())
    _found: dict[str, Any] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", tuple(span.start for span in self.paragraphs))
        object.__setattr__(self, "places", tuple(sorted(self.places, key=lambda place: place.evidence)))
        names = [entity.name for entity in self.entities]
        if len(names) != len(set(names)):
            raise StorykitError(f"two entities are named {next(n for n in names if names.count(n) > 1)!r}; merge them")
        for finding in self.findings():
            if finding.evidence.end > len(self.article.text):
                raise StorykitError(f"{finding.evidence} lies behind the text's {len(self.article.text)} characters")

    def __repr__(self) -> str:
        return f"<Story {self.article.title or 'without a headline'!r}: {len(self.paragraphs)} paragraphs>"

    def quote(self, span: Span) -> str:
        """The very words of a span."""
        return self.article.text[span.start : span.end]

    def paragraph_of(self, span: Span) -> int:
        """The number of the paragraph a span begins in, counted from 1; 0 for the headline and what stands before."""
        return bisect_right(self._starts, span.start)

    def once(self, name: str, make: Callable[[Story], T]) -> T:
        """What a function derives from this story, made at the first call under a name and kept with the story."""
        if name not in self._found:
            self._found[name] = make(self)
        found: T = self._found[name]
        return found

    def by_paragraph(self, spans: Iterable[tuple[Span, T]]) -> dict[int, list[tuple[Span, T]]]:
        """Spans, each with what goes with it, under the number of every paragraph they reach into."""
        found: dict[int, list[tuple[Span, T]]] = {}
        for span, value in spans:
            for number in range(self.paragraph_of(span), self.paragraph_of(Span(span.end - 1, span.end)) + 1):
                found.setdefault(number, []).append((span, value))
        return found

    def key_of(self, finding: Finding) -> str:
        """The key of a finding of this story: "attribution-3" is `attributions[3]`."""
        return self.once("keys", _keys)[id(finding)]

    def sentence_of(self, span: Span) -> Span:
        """The sentence a span begins in; for the headline and the dateline, their line of the text."""
        at = bisect_right(self.sentences, span.start, key=lambda sentence: sentence.start) - 1
        if at >= 0 and span.start < self.sentences[at].end:
            return self.sentences[at]
        text = self.article.text
        end = min((at for mark in "\r\n" if (at := text.find(mark, span.end)) >= 0), default=len(text))
        return Span(max(text.rfind(mark, 0, span.start) for mark in "\r\n") + 1, end)

    def entity(self, name: str) -> Entity:
        """The entity of that name.

        Raises:
            StorykitError: no entity has that name; the message lists the names there are.
        """
        for entity in self.entities:
            if entity.name == name:
                return entity
        raise StorykitError(f"no entity is named {name!r}; there are {', '.join(e.name for e in self.entities)}")

    def findings(self) -> Iterator[Finding]:
        """Every mark of every kind, in the order of the text."""
        mentions = [mention for entity in self.entities for mention in entity.mentions]
        kinds: tuple[Sequence[Finding], ...] = (
            mentions, self.attributions, self.quotations, self.hedges, self.times, self.events, self.places,
            self.stances, self.passages,
        )  # fmt: skip
        return iter(sorted((each for kind in kinds for each in kind), key=lambda finding: finding.evidence))

    def to_dict(self) -> dict[str, Any]:
        """The story as plain JSON values, "schema" 1; `from_dict` makes the same story of it."""
        return _Writer(self).story()

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Story:
        """The story that `to_dict` wrote.

        Raises:
            StorykitError: data is of another schema, or a part is missing or of the wrong kind.
        """
        if not isinstance(data, Mapping) or data.get("schema") != SCHEMA:
            found = data.get("schema") if isinstance(data, Mapping) else type(data).__name__
            raise StorykitError(f"a saved story has schema {SCHEMA}, this has {found!r}; read the article again")
        try:
            return _Reader(data).story()
        except (KeyError, TypeError, IndexError, AttributeError) as error:
            raise StorykitError(f"the saved story is damaged at {error}; read the article again") from error


def _keys(story: Story) -> dict[int, str]:
    names = ("attributions", "quotations", "hedges", "times", "events", "places", "stances", "passages")
    return {id(each): f"{name[:-1]}-{n}" for name in names for n, each in enumerate(getattr(story, name))}


# -- JSON out --------------------------------------------------------------------------------------------------------


def _span(span: Span | None) -> dict[str, int] | None:
    return None if span is None else {"start": span.start, "end": span.end}


def _iso(day: date | datetime | None) -> str | None:
    return None if day is None else day.isoformat()


def _marks(finding: Finding) -> dict[str, Any]:
    return {"start": finding.evidence.start, "end": finding.evidence.end}


def _why(finding: Finding) -> dict[str, Any]:
    return {"rule": finding.rule, "status": finding.status}


class _Writer:
    """A story on its way to JSON; findings point at each other by position, at entities by name."""

    def __init__(self, story: Story) -> None:
        self.s = story
        self.positions = {id(each): i for kind in (story.attributions, story.times) for i, each in enumerate(kind)}

    def at(self, finding: Attribution | TimeExpression | None) -> int | None:
        if finding is None:
            return None
        if id(finding) in self.positions:
            return self.positions[id(finding)]
        kind: tuple[Finding, ...] = self.s.times if isinstance(finding, TimeExpression) else self.s.attributions
        return kind.index(finding)

    def story(self) -> dict[str, Any]:
        s = self.s
        return {
            "schema": SCHEMA,
            "article": self.article(),
            "paragraphs": [{"number": n, **(_span(each) or {})} for n, each in enumerate(s.paragraphs, 1)],
            "sentences": [{"paragraph": s.paragraph_of(each), **(_span(each) or {})} for each in s.sentences],
            "entities": [self.entity(each) for each in s.entities],
            "attributions": [self.attribution(each) for each in s.attributions],
            "quotations": [
                {**_marks(q), "kind": q.kind, "attribution": self.at(q.attribution), **_why(q)} for q in s.quotations
            ],
            "hedges": [{**_marks(h), "kind": h.kind, "whose": self.at(h.whose), **_why(h)} for h in s.hedges],
            "times": [
                {**_marks(t), "type": t.type, "value": t.value, "first": _iso(t.first), "last": _iso(t.last), **_why(t)}
                for t in s.times
            ],
            "events": [self.event(each) for each in s.events],
            "places": self.places(),
            "stances": [self.stance(each) for each in s.stances],
            "passages": [{**_marks(p), "layer": p.layer, "note": p.note, **_why(p)} for p in s.passages],
        }

    def article(self) -> dict[str, Any]:
        a = self.s.article
        line = a.dateline
        return {
            "text": a.text,
            "headline": a.title,
            "headline_span": _span(a.headline),
            "published": _iso(a.published),
            "agency": a.agency,
            "byline": list(a.byline),
            "dateline": line and {"place": line.place, "date": _iso(line.date), **(_span(line.evidence) or {})},
            "advisory": a.advisory,
            "credits": {role: list(names) for role, names in a.credits},
            "body": _span(a.body),
        }

    def entity(self, e: Entity) -> dict[str, Any]:
        mentions = [{**_marks(m), "kind": m.kind, **_why(m)} for m in e.mentions]
        return {"name": e.name, "kind": e.kind, "country": e.country, "mentions": mentions}

    def attribution(self, a: Attribution) -> dict[str, Any]:
        return {
            **_marks(a),
            "source": _span(a.source),
            "cue": _span(a.cue),
            "content": [_span(each) for each in a.content],
            "who": a.who and a.who.name,
            "source_kind": a.source_kind,
            "quote_type": a.quote_type,
            "verb_kind": a.verb_kind,
            "nested_source": list(a.nested_source),
            "terms": _span(a.terms),
            **_why(a),
        }

    def event(self, e: Event) -> dict[str, Any]:
        days = {"first": _iso(e.time.first), "last": _iso(e.time.last)}
        return {**_marks(e), "label": e.label, "time": self.at(e.time), "voice": self.at(e.voice), **days, **_why(e)}

    def places(self) -> list[dict[str, Any]]:
        """One entry a place, with all its mentions."""
        found: dict[tuple[Any, ...], dict[str, Any]] = {}
        for p in self.s.places:
            key = ("name", p.name), ("country", p.country), ("latitude", p.latitude), ("longitude", p.longitude)
            place = found.setdefault(key, {**dict(key), "mentions": []})
            place["mentions"].append({**_marks(p), "usage": p.usage, **_why(p)})
        return list(found.values())

    def stance(self, s: Stance) -> dict[str, Any]:
        return {
            **_marks(s),
            "holder": s.holder.name,
            "target": s.target.name,
            "polarity": s.polarity,
            "cue": _span(s.cue),
            "voice": self.at(s.voice),
            "act": s.act,
            "via": s.via and s.via.name,
            **_why(s),
        }


# -- JSON in ---------------------------------------------------------------------------------------------------------


def _to_span(data: Mapping[str, Any] | None) -> Span | None:
    return None if data is None else Span(data["start"], data["end"])


def _the_span(data: Mapping[str, Any]) -> Span:
    return Span(data["start"], data["end"])


def _to_day(iso: str | None) -> date | None:
    return None if iso is None else date.fromisoformat(iso)


def _to_published(iso: str | None) -> date | datetime | None:
    return None if iso is None else datetime.fromisoformat(iso) if "T" in iso else date.fromisoformat(iso)


def _finding(data: Mapping[str, Any]) -> dict[str, Any]:
    return {"evidence": _the_span(data), "rule": data["rule"], "status": data["status"]}


class _Reader:
    """JSON on its way to a story."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data
        self.entities = {each["name"]: self.entity(each) for each in data["entities"]}
        self.attributions = tuple(map(self.attribution, data["attributions"]))
        self.times = tuple(map(self.time, data["times"]))

    def story(self) -> Story:
        d = self.data
        return Story(
            article=self.article(d["article"]),
            paragraphs=tuple(map(_the_span, d["paragraphs"])),
            sentences=tuple(map(_the_span, d["sentences"])),
            entities=tuple(self.entities.values()),
            attributions=self.attributions,
            quotations=tuple(
                Quotation(**_finding(q), kind=q["kind"], attribution=self.voice(q["attribution"]))
                for q in d["quotations"]
            ),
            hedges=tuple(Hedge(**_finding(h), kind=h["kind"], whose=self.voice(h["whose"])) for h in d["hedges"]),
            times=self.times,
            events=tuple(
                Event(**_finding(e), label=e["label"], time=self.times[e["time"]], voice=self.voice(e["voice"]))
                for e in d["events"]
            ),
            places=tuple(self.place(place, mention) for place in d["places"] for mention in place["mentions"]),
            stances=tuple(map(self.stance, d["stances"])),
            passages=tuple(Passage(**_finding(p), layer=p["layer"], note=p["note"]) for p in d["passages"]),
        )

    def voice(self, position: int | None) -> Attribution | None:
        return None if position is None else self.attributions[position]

    def article(self, a: Mapping[str, Any]) -> Article:
        line = a["dateline"]
        return Article(
            text=a["text"],
            body=_the_span(a["body"]),
            headline=_to_span(a["headline_span"]),
            published=_to_published(a["published"]),
            agency=a["agency"],
            byline=tuple(a["byline"]),
            dateline=line and Dateline(line["place"], _to_day(line["date"]), _the_span(line)),
            advisory=a["advisory"],
            credits=tuple((role, tuple(names)) for role, names in a["credits"].items()),
        )

    def entity(self, e: Mapping[str, Any]) -> Entity:
        mentions = tuple(Mention(**_finding(m), kind=m["kind"]) for m in e["mentions"])
        return Entity(name=e["name"], kind=e["kind"], country=e["country"], mentions=mentions)

    def attribution(self, a: Mapping[str, Any]) -> Attribution:
        return Attribution(
            **_finding(a),
            source=_to_span(a["source"]),
            cue=_the_span(a["cue"]),
            content=tuple(map(_the_span, a["content"])),
            who=None if a["who"] is None else self.entities[a["who"]],
            source_kind=a["source_kind"],
            quote_type=a["quote_type"],
            verb_kind=a["verb_kind"],
            nested_source=tuple(a["nested_source"]),
            terms=_to_span(a["terms"]),
        )

    def time(self, t: Mapping[str, Any]) -> TimeExpression:
        first, last = _to_day(t["first"]), _to_day(t["last"])
        return TimeExpression(**_finding(t), type=t["type"], value=t["value"], first=first, last=last)

    def place(self, p: Mapping[str, Any], mention: Mapping[str, Any]) -> Place:
        place = {key: p[key] for key in ("name", "country", "latitude", "longitude")}
        return Place(**_finding(mention), **place, usage=mention["usage"])

    def stance(self, s: Mapping[str, Any]) -> Stance:
        return Stance(
            **_finding(s),
            holder=self.entities[s["holder"]],
            target=self.entities[s["target"]],
            polarity=s["polarity"],
            cue=_the_span(s["cue"]),
            voice=self.voice(s["voice"]),
            act=s["act"],
            via=None if s["via"] is None else self.entities[s["via"]],
        )
