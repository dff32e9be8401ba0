"""What a right reading of the first story gives, held as facts."""

import json
from pathlib import Path

import pytest
from paths import DATA

from storykit.opening import read
from storykit.story import Story

LEAST = 0.98


def alike(wanted: str, found: str | None) -> bool:
    """Names and words match when one contains the other."""
    return found is not None and (wanted.lower() in found.lower() or found.lower() in wanted.lower())


def held(story: Story, facts: dict) -> dict[str, bool]:
    """Each fact by name, and whether the story has it."""
    article = story.article
    times = [(story.quote(time.evidence), time.first, time.last) for time in story.times]
    stances = [(stance.holder.name, stance.target.name, stance.polarity) for stance in story.stances]
    sources = [
        (words, each.source_kind) for each in story.attributions
        for words in (each.source and story.quote(each.source), each.who and each.who.name)
    ]  # fmt: skip
    named = {kind: [e.name for e in story.entities if e.kind == kind] for kind in ("person", "organisation")}
    usages = {"scene": "literal", "government": "associative"}
    found = {
        "published": article.published is not None and article.published.isoformat() == facts["published_at"],
        "headline": article.title == facts["headline"],
        "byline": list(article.byline) == facts["byline"],
        "agency": article.agency == facts["agency"],
        "dateline": article.dateline is not None and article.dateline.place == facts["dateline_place"],
        "sentences": len(story.sentences) == facts["sentences"],
    }
    found |= {
        f"credits {role}": dict(article.credits).get(role) == tuple(names) for role, names in facts["credits"].items()
    }
    found |= {f"person {name}": any(alike(name, each) for each in named["person"]) for name in facts["people"]}
    found |= {
        f"organisation {name}": any(alike(name, each) for each in named["organisation"])
        for name in facts["organisations"]
    }
    found |= {
        f"country {code}": any(e.country == code and e.kind == "place" for e in story.entities)
        for code in facts["countries"]
    }
    found |= {
        f"place {name}": any(
            place.name == name and place.latitude is not None and place.longitude is not None
            and abs(place.latitude - latitude) < 0.2 and abs(place.longitude - longitude) < 0.2 and place.usage == usages[usage]
            for place in story.places
        ) for name, (latitude, longitude, usage) in facts["places"].items()
    }  # fmt: skip
    found |= {
        f"time {number} {words}": any(alike(words, w) and (str(a), str(b)) == (first, last) for w, a, b in times)
        for number, (words, first, last) in enumerate(facts["times"])
    }
    found |= {
        f"stance {fact}": any(alike(fact[0], h) and alike(fact[1], t) and p == fact[2] for h, t, p in stances)
        for fact in facts["stances"]
    }
    found |= {
        f"source {fact}": any(alike(fact[0], w) and kind == fact[1] for w, kind in sources) for fact in facts["sources"]
    }
    found |= {
        f"quote {words}": any(alike(words, story.quote(q.evidence)) for q in story.quotations)
        for words in facts["quotes"]
    }
    found |= {
        f"hedge {words}": any(alike(words, story.quote(h.evidence)) for h in story.hedges) for words in facts["hedges"]
    }
    return found


def check(path: Path, facts: dict) -> None:
    story = read(path)
    found = held(story, facts)
    missing = [fact for fact, right in found.items() if not right]
    assert len(story.paragraphs) == facts["paragraphs"]
    assert sum(found.values()) >= LEAST * len(found), missing
    wrong = [
        (stance.holder.name, stance.target.name) for stance in story.stances for holder, target, polarity in facts["not_stances"]
        if alike(holder, stance.holder.name) and alike(target, stance.target.name) and polarity == stance.polarity
    ]  # fmt: skip
    assert wrong == []
    assert Story.from_dict(json.loads(json.dumps(story.to_dict()))) == story


def test_the_retold_update_is_read_right() -> None:
    """At least 98 in 100 facts of the retold story are found, no wrong stance is, and JSON keeps it all."""
    check(DATA / "update.txt", json.loads((Path(__file__).parent / "facts_update.json").read_text("utf-8")))


def test_the_agency_story_is_read_right(agency: Path) -> None:
    """The same holds for the agency's own text, page furniture included."""
    check(agency / "wire-story.txt", json.loads((agency / "expected.json").read_text("utf-8")))


@pytest.mark.parametrize("line", ["The mayor said the bridge would open on Monday.", "Rain is likely."])
def test_a_single_line_is_body(line: str) -> None:
    """A single line is a paragraph, never a headline."""
    story = read(line)
    assert (story.article.title, [story.quote(each) for each in story.paragraphs]) == (None, [line])
