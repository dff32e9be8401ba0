"""Two readers: the words on which they differ, and Krippendorff's alpha against published figures."""

import pytest
from stories import a_story

import storykit
from storykit.reliability import krippendorff_alpha
from storykit.review import Review
from storykit.story import StorykitError

N = None


@pytest.mark.parametrize(
    ("values", "alpha"),
    [  # Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011): examples A, B and C
        (["0100000000", "1110010010"], 0.095),
        (["aabbdcccedda", "babbbccceddd"], 0.692),
        ([[1, 2, 3, 3, 2, 1, 4, 1, 2, N, N, N], [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, N, 3], [N, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, N],
          [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, N]], 0.743),
        (["aaaa", "bbbb"], -0.75),
    ],
)  # fmt: skip
def test_alpha_is_the_published_one(values, alpha: float) -> None:  # type: ignore[no-untyped-def]
    """Two and four readers, missing values too, to three places."""
    assert krippendorff_alpha(zip(*values, strict=True)) == pytest.approx(alpha, abs=0.0006)


@pytest.mark.parametrize("units", [[], [("a", "a")], [("a", None)], [("a", "a"), ("a", "a")]])
def test_alpha_is_not_defined_where_nothing_varies(units: list) -> None:
    """One value only, or nothing to pair."""
    assert krippendorff_alpha(units) is None


def test_the_words_come_first() -> None:
    """What both judged and what one added is compared; what only one judged is not; the table shows words, then alpha."""
    ana, ben = Review(a_story(), by="Ana"), Review(a_story(), by="<b>Ben</b>")
    for review in (ana, ben):
        review.confirm("place-0")
        review.confirm("time-1")
    ana.confirm("hedge-0")
    ben.reject("hedge-0")
    ana.change("attribution-0", "named source")
    ben.confirm("attribution-0")
    ana.confirm("quotation-0")
    ben.add("opposed it", "loaded word")
    found = storykit.agreement(ana, ben)
    assert [(unit.words, unit.first, unit.second) for unit in found.agreement.differences] == [
        ("A source", "named source", "anonymous source"), ("might", "shield", "no mark"), ("opposed it", "no mark", "loaded word"),
    ]  # fmt: skip
    assert len(found.agreement.units) == 5 and found.agreement.alpha is not None and -1 < found.agreement.alpha < 0.5
    html = found._repr_html_()
    assert html.index("might") < html.index("alpha") and "<b>Ben" not in html and "3 differences to talk about" in html
    assert repr(found).startswith("<agreement: 3 of 5 marks differ, alpha ")
    assert repr(found.agreement).startswith("<agreement of Ana and <b>Ben</b>>")


def test_without_anything_in_common_it_says_so() -> None:
    """One who did nothing is not said to disagree."""
    ana, ben = Review(a_story()), Review(a_story())
    ana.confirm("hedge-0")
    assert storykit.agreement(ana, ben).agreement.line() == "The two have judged no words that can be compared."
    with pytest.raises(StorykitError, match="different texts"):
        storykit.agreement(ana, Review(storykit.read("The mayor said that the bridge is old.")))
