"""The command line: `storykit read FILE [--published DATE] [--json]`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from storykit.story import Story, StorykitError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; returns the exit status, 2 for input that cannot be used."""
    options = _parser().parse_args(arguments)
    try:
        from storykit.pipeline import read

        story = read(sys.stdin.read() + "\n" if options.file == "-" else Path(options.file), options.published)
    except StorykitError as error:
        print(f"storykit: {error}", file=sys.stderr)
        return 2
    except UnicodeDecodeError:
        print("storykit: standard input is not UTF-8; save it as UTF-8 text first", file=sys.stderr)
        return 2
    print(json.dumps(story.to_dict(), ensure_ascii=False) if options.json else "\n".join(_summary(story)))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="storykit", description="Read one news article and say how it tells its story."
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    read = commands.add_parser("read", help="read an article and print what was found")
    read.add_argument("file", metavar="FILE", help="a text file in UTF-8, or - for standard input")
    read.add_argument(
        "--published", metavar="DATE", help="the day of publication, as 2019-03-26; by default what the text says"
    )
    read.add_argument("--json", action="store_true", help="print everything as JSON")
    return parser


def _summary(story: Story) -> Iterator[str]:
    article = story.article
    yield article.title or "(no headline)"
    line = article.dateline
    about = [
        article.agency,
        ", ".join(article.byline),
        line and line.place,
        article.published and str(article.published),
    ]
    yield " · ".join(str(each) for each in about if each)
    yield f"\nWho says what ({len(story.attributions)})"
    for each in story.attributions:
        source = story.quote(each.source) if each.source else "(no source named)"
        content = " … ".join(_line(story.quote(span)) for span in each.content)
        yield f"  ¶{story.paragraph_of(each.evidence)} {source} [{each.source_kind}] {story.quote(each.cue)}: {content}"
    yield f"\nWhen ({len(story.times)})"
    for time in story.times:
        days = (
            "" if time.first is None else f" = {time.first}" + (f" to {time.last}" if time.last != time.first else "")
        )
        yield f"  ¶{story.paragraph_of(time.evidence)} {_line(story.quote(time.evidence))}{days or ' (no day)'}"
    yield f"\nWhere ({len(story.places)})"
    for place in story.places:
        point = "not resolved" if place.latitude is None else f"{place.latitude:.2f}, {place.longitude:.2f}"
        yield f"  ¶{story.paragraph_of(place.evidence)} {place.name} [{place.usage}] {point}"
    yield f"\nWho backs whom ({len(story.stances)})"
    for stance in story.stances:
        verb = "backs" if stance.polarity > 0 else "is against"
        yield f"  ¶{story.paragraph_of(stance.evidence)} {stance.holder.name} {verb} {stance.target.name}: {_line(story.quote(stance.evidence))}"


def _line(words: str) -> str:
    return " ".join(words.split())


if __name__ == "__main__":
    sys.exit(main())
