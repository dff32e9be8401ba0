"""Places: which words name one, where it is, and whether it is meant as ground or as those who govern it.

A case is a text with marks: `[Paris|US 33.7 -95.6 literal]` is a place in the US near that point, used literally;
`[Peru|PE associative]` any point in Peru; `[Atlantis|? literal]` a place that is not resolved. Unmarked words are no
place. The sentences are made up.
"""

import re

import pytest

import storykit

MARK = re.compile(r"\[([^|\]]+)\|([^\]]+)\]")
NEAR = 1.5  # degrees

DEVELOPED_ON = [
    # courts: a city and a state with a full name
    "The trial was moved to [Birmingham|US 33.5 -86.8 literal], [Alabama|US literal].",
    # weather: a city in two countries, stated
    "Wind tore roofs off in [Perth|GB 56.4 -3.4 literal], [Scotland|GB literal].",
    # war: a city that was hit
    "Shells hit [Kharkiv|UA 50.0 36.2 literal] overnight.",
    # schools
    "Pupils in [Cardiff|GB 51.5 -3.2 literal] planted trees.",
    # accents
    "The bridge in [São Paulo|BR -23.5 -46.6 literal] reopened.",
    # the state behind the name decides
    "Snow closed roads near [Paris|US 33.7 -95.6 literal], [Texas|US literal].",
    # a short name of a state
    "The bakery in [Athens|US 33.9 -83.4 literal], [Ga.|US literal], burned down.",
    # the country behind the name decides
    "She teaches in [Cambridge|GB 52.2 0.1 literal], [England|GB literal].",
    # a province, not the town in California of that name
    "The library in [London|CA 43.0 -81.2 literal], [Ontario|CA literal], reopened.",
    # nothing stated: the far larger one
    "The orchestra played in [London|GB 51.5 -0.1 literal].",
    # one sense in an article: what was stated once holds for the next mention
    "A barn fell in [Dublin|US 40.1 -83.1 literal], [Ohio|US literal]. The mayor of [Dublin|US 40.1 -83.1 literal] came.",
    # the article's other places decide
    pytest.param(
        "Trains from [Dallas|US 32.8 -96.8 literal], [Tyler|US 32.4 -95.3 literal] and [Longview|US 32.5 -94.7 literal] "
        "stop in [Paris|US 33.7 -95.6 literal].",
        marks=pytest.mark.xfail(strict=True, reason="the model misses one name of the list"),
    ),
    # two candidates alike, nothing to tell them by
    "The match in [Springfield|? literal] was called off.",
    # a country by name, on the ground
    "Rain fell across [Peru|PE literal] for a week.",
    # a country that speaks
    "[Peru|PE associative] rejected the offer.",
    # a capital that speaks is its government
    "[Lima|PE associative] rejected the offer.",
    # a capital something happens in
    "The bus stopped in [Lima|PE -12.0 -77.0 literal].",
    # a capital dealt with
    "Talks with [Ottawa|CA associative] failed.",
    # the US capital, with no state named
    "The museum in [Washington|US 38.9 -77.0 literal] was free.",
    # the state, said so
    "Apples grow in [Washington|US 47.3 -120.5 literal] state.",
    # country or state: the article's other places decide
    pytest.param(
        "Schools in [Atlanta|US 33.7 -84.4 literal] and [Savannah|US 32.1 -81.1 literal] closed. "
        "The rest of [Georgia|US literal] had no snow.",
        marks=pytest.mark.xfail(strict=True, reason="the model misses one of the two names"),
    ),
    # country or state: the country
    pytest.param(
        "The train from [Tbilisi|GE 41.7 44.8 literal] crosses [Georgia|GE literal] in a day.",
        marks=pytest.mark.xfail(strict=True, reason="a city that crosses is taken for its government"),
    ),
    # a county
    "Crews worked in [Lamar County|US 33.7 -95.5 literal], [Texas|US literal], all night.",
    # a region of the world
    "Drought is spreading in [Central Asia|- literal].",
    # a part of a country is put where the country is
    "Hail fell in northern [Chile|CL literal].",
    # a demonym as an adjective stands for the country
    "The [Peruvian|PE associative] navy found the boat.",
    # people of a country are no place
    "Two Peruvians won the race.",
    # a place in the name of a body
    pytest.param(
        "Doctors at the [Manchester|GB associative] University Hospital met.",
        marks=pytest.mark.xfail(strict=True, reason="the model takes the whole name for one"),
    ),
    # a street is no place on this map
    "The shop on Baker Street closed.",
    # a person named like a town
    "Jack London wrote it.",
    # a person named like a country
    "Michael Jordan bought the team.",
    # the dateline
    "[GENEVA|CH 46.2 6.1 dateline], March 3 (Example) - Scientists met in [Geneva|CH 46.2 6.1 literal] on Monday.",
    # a list of countries is no "town, country"
    "Teams from [Peru|PE literal], [Chile|CL literal] and [Cuba|CU literal] took part.",
    # a resident
    "A [Memphis|US 35.1 -90.0 literal] man won the prize.",
    # possessive
    "[Norway|NO associative]'s government raised the tax.",
    # a short name with a dot inside
    "He moved to [Camden|US 39.9 -75.1 literal], [N.J.|US literal], last year.",
]

HELD_OUT = [
    # sport: a club's town
    "Fans in [Liverpool|GB 53.4 -3.0 literal] sang until midnight.",
    # sport: a stadium is too small, its city is not
    pytest.param(
        "The final at Wembley Stadium in [London|GB 51.5 -0.1 literal] drew a crowd.",
        marks=pytest.mark.xfail(strict=True, reason="the model hears a place in the stadium's name"),
    ),
    # courts: a county court
    "A judge in [Cook County|US 41.8 -87.8 literal], [Illinois|US literal], dismissed the case.",
    # the same city name, the British one
    "The trial was moved to [Birmingham|GB 52.5 -1.9 literal].",
    # city council
    "The council in [Portland|US 43.7 -70.3 literal], [Maine|US literal], voted on Tuesday.",
    # city council, the larger one
    "Cyclists in [Portland|US 45.5 -122.7 literal] and [Salem|US 44.9 -123.0 literal], [Oregon|US literal], welcomed it.",
    # science: an ocean
    "The buoy drifted across the [Pacific Ocean|- literal].",
    # science: a university in a city's name
    "Chemists at the University of [Toronto|CA associative] built it.",
    # business
    "The carmaker will close its plant in [Gothenburg|SE 57.7 12.0 literal], [Sweden|SE literal].",
    # business: a capital as a financial centre
    "Shares fell in [Tokyo|JP 35.7 139.7 literal] and [Seoul|KR 37.6 127.0 literal].",
    # war: a government at war
    "[Kyiv|UA associative] accused [Moscow|RU associative] of breaking the truce.",
    # war: a demonym and a city
    pytest.param(
        "[Ukrainian|UA associative] troops left [Mariupol|UA 47.1 37.6 literal].",
        marks=pytest.mark.xfail(strict=True, reason="the model misses the town"),
    ),
    # weather: two states
    "The storm moved from [Kansas|US literal] into [Missouri|US literal].",
    # weather: the large one
    "Wind tore roofs off in [Perth|AU -31.9 115.9 literal].",
    # schools: a school named after a person
    pytest.param(
        "Lincoln High School reopened on Monday.",
        marks=pytest.mark.xfail(strict=True, reason="the model hears a place in the school's name"),
    ),
    # a village that the list of places lacks, said to be one
    pytest.param(
        "The road to [Upper Wobbleton|? literal] was flooded.",
        marks=pytest.mark.xfail(strict=True, reason="the model misses a name it never saw"),
    ),
    # an old spelling
    "The exhibition opened in [Kiev|UA 50.5 30.5 literal] in May.",
    # "Saint" and "St."
    "The zoo in [St. Louis|US 38.6 -90.2 literal] has a new bear.",
    # visiting a country is going there
    "The queen visited [Denmark|DK literal] in June.",
    # a country that is invaded is ground
    "The army invaded [Kuwait|KW literal].",
    # a country that votes
    "[Switzerland|CH associative] voted against the treaty.",
    # a treaty between two
    "The pact between [Norway|NO associative] and [Finland|FI associative] holds.",
    # a seat of government that is no city
    "She walked to [Brussels|BE 50.8 4.4 literal] on foot.",
    # a person called Paris
    pytest.param(
        "Paris Jackson sang.", marks=pytest.mark.xfail(strict=True, reason="the model hears a place in a person's name")
    ),
    # a person with a title
    "Mayor Lincoln opened the fair.",
    # a company with a country in its name
    "The novel won a prize in [India|IN literal].",
    # an island state
    "Nurses came from [Cuba|CU literal] and [Jamaica|JM literal].",
    # an adjective of two countries
    "[French|FR associative] and [German|DE associative] ministers met in [Strasbourg|FR 48.6 7.7 literal].",
]

BUGS_CAUGHT = [
    # a list of countries was read as towns in the last one
    pytest.param(
        "The ban covers [Venezuela|VE literal], [Cuba|CU literal] and [Nicaragua|NI literal].",
        marks=pytest.mark.xfail(strict=True, reason="the object of a verb is taken for a government"),
    ),
    # "EU" is no town in France
    "The EU fined the firm.",
    # a direction alone is no place
    "The wind came from the North.",
    # a US city is not a Turkish one because "West" was cut off
    "He grew up on the West Side.",
    # a word in small letters behind a direction
    "They live in the West mobile home park.",
    # a planet
    "The probe left Earth for Jupiter.",
]


def unmarked(marked: str) -> tuple[str, dict[tuple[int, int], str]]:
    """The text without its marks, and what each marked stretch is to be."""
    text, wanted, last = "", {}, 0
    for mark in MARK.finditer(marked):
        text += marked[last : mark.start()]
        wanted[len(text), len(text) + len(mark[1])] = mark[2]
        text += mark[1]
        last = mark.end()
    return text + marked[last:], wanted


def check(marked: str) -> None:
    text, wanted = unmarked(marked)
    found = {(place.evidence.start, place.evidence.end): place for place in storykit.read(text).places}
    assert {text[start:end] for start, end in found} == {text[start:end] for start, end in wanted}
    assert list(found) == sorted(wanted)
    for span, place in found.items():
        code, *point, usage = wanted[span].split()
        assert (place.country or ("?" if place.latitude is None else "-"), place.usage) == (code, usage), place
        if point:
            assert place.latitude == pytest.approx(float(point[0]), abs=NEAR), place
            assert place.longitude == pytest.approx(float(point[1]), abs=NEAR), place


@pytest.mark.parametrize("marked", DEVELOPED_ON)
def test_places_developed_on(marked: str) -> None:
    """Each place is found, put where it is, and told apart from its government."""
    check(marked)


@pytest.mark.parametrize("marked", HELD_OUT)
def test_places_held_out(marked: str) -> None:
    """So it is in sentences that were written before the reader was looked at."""
    check(marked)


@pytest.mark.parametrize("marked", BUGS_CAUGHT)
def test_places_bugs_caught(marked: str) -> None:
    """What once went wrong stays right."""
    check(marked)
