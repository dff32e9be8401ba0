"""The reporter's own voice: gaps, inferences, loaded words, background, and claims without a source."""

import pytest
from marked import unmarked

import storykit

# Written while the rules were made: the passage in [ ], and its layer.
DEVELOPED_ON = [
    ("The firm [did not elaborate].", "gap"),
    ("The minister [declined to comment] on the case.", "gap"),
    ("It was [not immediately clear] who had paid.", None),
    ("The cause of the fire [was not immediately clear].", "gap"),
    ("The spokesman [gave no details].", "gap"),
    ("The number of dead [is unknown].", "gap"),
    ("The report [could not be independently verified].", "gap"),
    ("The agency [did not immediately respond] to a request.", "gap"),
    ("He spoke [without giving details].", "gap"),
    ("The mayor [refused to say] where the money went.", "gap"),
    ("The silence [suggests] that talks have failed.", "inference"),
    ("The move came [in a sign] of growing unease.", "inference"),
    ("The falling prices [indicate] a glut.", "inference"),
    ("The broken window [hinted] at a struggle.", "inference"),
    ("The [notorious] gang fled.", "loaded"),
    ("It was a [disastrous] evening for the hosts.", "loaded"),
    ("The council [shamefully] closed the pool.", "loaded"),
    ("The coup brought a [junta] to power.", "loaded"),
    ("The [so-called] reform was dropped.", "loaded"),
    ("Thousands fled the [brutal] siege.", "loaded"),
    ("[The council had closed two schools.]", "background"),
    ("[The team had lost the first leg.]", "background"),
    ("[The bridge was built in 1970.]", "background"),
    ("[The two firms merged in 2011.]", "background"),
    ("[The bakery closed because the rent had doubled.]", "unattributed"),
    ("[It was the worst defeat of the season.]", "unattributed"),
    ("[The delay was caused by poor planning.]", "unattributed"),
    ("[The strike led to chaos at the port.]", "unattributed"),
]  # fmt: skip

# Written before the rules were tried on them.
HELD_OUT = [
    ("Nobody at the plant [was available for comment].", None),
    ("The bank [offered no explanation].", "gap"),
    ("His whereabouts [remain unknown].", "gap"),
    ("The school [did not return calls].", "gap"),
    ("The club [declined to say] how much it had paid.", "gap"),
    ("There was [no immediate comment] from the airline.", "gap"),
    ("The officers [did not give a reason].", "gap"),
    ("It is [unclear] whether the tunnel will open.", None),
    pytest.param("The results [imply] a change of mood.", "inference", marks=pytest.mark.xfail(strict=True, reason="results can be a document that speaks")),
    ("The early snow [signals] a long winter.", "inference"),
    ("She left [in an apparent] protest.", "inference"),
    ("The [controversial] law passed.", "loaded"),
    ("The [ruthless] landlord evicted them.", "loaded"),
    ("[Ironically], the fire station burned down.", "loaded"),
    ("The crowd booed the [self-proclaimed] expert.", "loaded"),
    ("The [staggering] bill arrived in May.", "loaded"),
    ("[The mine had employed 400 people.]", "background"),
    ("[The treaty was signed in 1998.]", "background"),
    ("[The clinic opened in March 2015.]", "background"),
    ("[The roof collapsed due to heavy snow.]", "unattributed"),
    ("[She is the greatest swimmer of her time.]", "unattributed"),
    ("[The drought resulted in higher prices.]", "unattributed"),
]  # fmt: skip

# Not a passage of this layer.
NONE = [
    ("The coach suggested that they rest.", "inference"),  # a person suggests
    ("The study suggests that sleep helps.", "inference"),  # a document speaks for its authors
    ("The court indicated it would rule on Monday.", "inference"),  # a body speaks
    ('The fan called it "a disastrous evening".', "loaded"),  # quoted: the speaker's word
    ("The report said the council had closed two schools.", "background"),  # somebody says so
    ("The minister said it was the worst storm in years.", "unattributed"),  # has a source
    ("Most of the players left early.", "unattributed"),  # most is no judgement
    ("At least three people were hurt.", "unattributed"),  # at least is none either
    ("The latest figures came on Friday.", "unattributed"),  # can be looked up
    ("The bridge opened on Friday.", "background"),  # it is the news
    ("Bread is baked at night.", "background"),
    ("The mayor answered every question.", "gap"),
    ("It is clear that the road is closed.", "gap"),
    ("The hall was built of wood.", "background"),
    ("The dog is bigger than the cat.", "unattributed"),
    ("He was first in the queue.", "unattributed"),
    ("No bread was left.", "gap"),
    ("She did not run.", "gap"),
]  # fmt: skip


def layers(text: str) -> dict[str, list[str]]:
    """The passages of a text by their layer."""
    story = storykit.read(text, published="2024-03-08")
    found: dict[str, list[str]] = {}
    for each in story.passages:
        found.setdefault(each.layer, []).append(story.quote(each.evidence))
    return found


@pytest.mark.parametrize(("marked", "layer"), [*DEVELOPED_ON, *HELD_OUT])
def test_a_passage_is_found_with_its_layer(marked: str, layer: str | None) -> None:
    """The marked words are in the layer; where the layer is None, a gap is found somewhere in the sentence."""
    plain, expected = unmarked(marked)
    found = layers(plain)
    if layer is None:
        assert found.get("gap")
    else:
        assert any(expected["["][0] in words or words in expected["["][0] for words in found.get(layer, ())), found


@pytest.mark.parametrize(("text", "layer"), NONE)
def test_what_has_a_source_or_no_judgement_is_no_passage(text: str, layer: str) -> None:
    """A source's words, counted things and today's news are left alone."""
    assert layer not in layers(text)


def test_every_passage_asks_a_question() -> None:
    """A layer says how we are told, never that something is wrong: its note asks."""
    story = storykit.read("The notorious firm did not elaborate. The silence suggests that it knew.")
    assert len(story.passages) >= 3 and all(each.note.endswith("?") for each in story.passages)
