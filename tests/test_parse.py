"""One pass of spaCy, and the way from its tokens back to the text."""

from importlib import import_module

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from storykit.article import parse_article
from storykit.parse import Parse, model, parse, span_of, text_of
from storykit.ruler import RememberingRuler
from storykit.story import Span

TEXT = "Ferry runs again\n\nThe ferry’s back, she said. There is hope.\n\n  Two  ships came. \n\n“It’s late,” he said."


@pytest.fixture(scope="module")
def parsed() -> Parse:
    """A short article with curly marks, blanks and several paragraphs."""
    return parse(*parse_article(TEXT))


def test_words_lead_back_to_the_text(parsed: Parse) -> None:
    """Tokens of any paragraph, in any order, give the stretch of the article from the first to the last of them."""
    for doc in parsed.docs:
        words = [token for token in doc if not token.is_space]
        assert span_of(words) == span_of(reversed(words)) == span_of(doc[words[0].i : words[-1].i + 1])
        for token in words:
            span = span_of([token])
            assert TEXT[span.start : span.end].replace("’", "'") == token.text
            assert list(parsed.tokens_in(span) or []) == [token]


def test_a_span_between_paragraphs_touches_no_tokens(parsed: Parse) -> None:
    """Blank lines belong to no paragraph."""
    assert parsed.tokens_in(Span(TEXT.index("\n\n"), TEXT.index("\n\n") + 2)) is None


def test_the_text_that_is_kept_is_the_text_of_the_tokens(parsed: Parse) -> None:
    """What `text_of` gives without putting it together is what its tokens would give."""
    assert [text_of(doc) for doc in parsed.docs] == [doc.text for doc in parsed.docs]


def test_sentences_have_no_blanks_at_their_ends(parsed: Parse) -> None:
    """Each sentence begins and ends with a word or a mark."""
    texts = [sentence.text for sentence in parsed.sentences]
    assert texts == ["The ferry's back, she said.", "There is hope.", "Two  ships came.", "“It's late,” he said."]


# -- the ruler with a memory --------------------------------------------------------------------------------------------

VARIED = """
There is a boat. There are two boats, there's a third, and so are they.
I'm gonna wait. We've got ta go. It ain't so, they aren't. Let's see; let us see, let 's.
Y'all come. C'mon, nothin' is lost. Nuthin' either.
  Two  blanks   stand here.
She had had it. Had she done so? He'd have had to do it; do it!
That is what that man said that day. Which of these do you mean? Those who can't won't.
I saw him, her and it; you gave it to me. It is mine, his and theirs; ours isn't.
The plan to wait was not what the most careful of them wanted, though better than none.
"""


@pytest.fixture(scope="module")
def stock() -> Language:
    """The model with its own ruler; sentences bounded as storykit bounds them."""
    nlp: Language = import_module("_".join(model().meta[part] for part in ("lang", "name"))).load()
    nlp.add_pipe("storykit_boundaries", before="parser")
    return nlp


def given(doc: Doc) -> list[tuple[str, str, str, str, str]]:
    """What the ruler, and the lemmatizer behind it, make of each word."""
    return [(token.text, token.pos_, token.lemma_, token.dep_, str(token.morph)) for token in doc]


@pytest.mark.parametrize("line", VARIED.strip("\n").split("\n"))
def test_the_ruler_with_a_memory_gives_what_the_ruler_gives(line: str, stock: Language) -> None:
    """For words of new kinds, for the same words again, and for the pairs of words that have patterns of their own."""
    wanted = given(stock(line))
    assert given(model()(line)) == wanted
    assert given(model()(line)) == wanted


def test_the_ruler_is_not_asked_twice(stock: Language, monkeypatch: pytest.MonkeyPatch) -> None:
    """Words of kinds that it has met cost no look at the patterns; those with patterns of their own always do."""
    ruler = RememberingRuler(stock.get_pipe("attribute_ruler"))
    asked: list[str] = []
    real = ruler.ruler
    monkeypatch.setattr(ruler, "ruler", lambda doc: asked.append(doc.text) or real(doc))
    for line in ("A boat came.", "A ship came.", "There is hope.", "There is hope."):
        with stock.select_pipes(disable=["attribute_ruler", "lemmatizer", "ner"]):
            ruler(stock(line))
    assert asked == ["A boat came.", "There is hope.", "There is hope."]
