"""Stances in marked sentences: [holders and targets] in brackets, the {cue} in braces; each stance as holder, sign, target."""

import re

import pytest

import storykit
from storykit.story import Story

Expected = list[tuple[str, int, str]]

# The rules were written with these at hand.
DEVELOPED = [
    # -- verbs
    # one verb, two names
    ("[Norway] {condemned} [Sweden].", [("Norway", -1, "Sweden")]),
    # holders joined by "and"
    ("[Peru], [Chile] and [Cuba] still {support} [Bolivia].",
     [("Chile", 1, "Bolivia"), ("Cuba", 1, "Bolivia"), ("Peru", 1, "Bolivia")]),
    # targets joined by "and"
    ("[Oman] {praised} [Jordan] and [Kuwait] for the talks.", [("Oman", 1, "Jordan"), ("Oman", 1, "Kuwait")]),
    # two verbs, one holder
    ("[Italy] {thanked} [Malta] and {criticised} [Libya].", [("Italy", 1, "Malta"), ("Italy", -1, "Libya")]),
    # passive
    ("[Latvia] was {sued} by [Estonia].", [("Estonia", -1, "Latvia")]),
    # relative clause, the holder in front
    ("[Ghana], which {backs} [Togo], will vote on Monday.", [("Ghana", 1, "Togo")]),
    # relative clause, the target in front
    ("The treaty helps [Greece], which [Cyprus] {supports}.", [("Cyprus", 1, "Greece")]),
    # a participle behind the clause
    ("[Japan] recalled its envoy, {accusing} [China] of theft.", [("Japan", -1, "China")]),
    # a verb with its preposition
    ("[Albania] {sided} with [Kosovo].", [("Albania", 1, "Kosovo")]),
    ("[Serbia] {lashed out} at [Croatia].", [("Serbia", -1, "Croatia")]),
    # who is blamed stands behind "on"
    ("[Zambia] {blamed} the drought on [Zimbabwe].", [("Zambia", -1, "Zimbabwe")]),
    # a charge needs its "with"
    ("Shops in [Spain] charged [Maria Lopez] ten euros.", []),
    # to keep on doing it
    ("[Vietnam] continued to {oppose} [Laos].", [("Vietnam", -1, "Laos")]),
    # "is among those that"
    ("[Canada] is among those that have {recognized} [Palau].", [("Canada", 1, "Palau")]),
    # what somebody does stands for who does it
    ("[Qatar] {welcomed} [Yemen]'s proposal.", [("Qatar", 1, "Yemen")]),
    ("The [Dutch] minister {condemned} [Belgian] border checks.", [("Netherlands", -1, "Belgium")]),
    # a body speaks for its country
    pytest.param("A spokesman for the [Finnish] army {accused} [Russia] of spying.", [("Finland", -1, "Russia")], marks=pytest.mark.xfail(strict=True, reason="a spokesman speaks for an army, not yet for its country")),
    # somebody in office acts for it, too
    ("[Hungarian] President [Anna Kovacs] {criticised} [Romania].",
     [("Anna Kovacs", -1, "Romania"), ("Hungary", -1, "Romania")]),
    # fans are not their country
    ("[Danish] fans {praised} [Norway].", []),
    # somebody's opponent is somebody else
    ("[Kenya] {praised} [Uganda]'s opponents.", []),
    # praise for a deed goes to whoever did it
    ("Mayor [Ann Lee] praised [Peter Novak] for {supporting} [Norway].",
     [("Ann Lee", 1, "Peter Novak"), ("Peter Novak", 1, "Norway")]),
    # advice to others tells one's own stance
    ("[Austria] urged voters to {reject} [Germany].", [("Austria", -1, "Germany")]),
    # refusal, and a firm no
    ("[Poland] refused to {support} [Hungary].", [("Poland", -1, "Hungary")]),
    ("[Morocco] will never {recognise} [Algeria].", [("Morocco", -1, "Algeria")]),
    # not to trust is to distrust
    ("[Bahrain] does not {trust} [Iran].", [("Bahrain", -1, "Iran")]),
    # -- nouns
    ("[Portugal] announced its {support} for [Angola].", [("Portugal", 1, "Angola")]),
    ("[Iceland] has the {backing} of [Denmark].", [("Denmark", 1, "Iceland")]),
    ("[Colombia] drew {criticism} from [Panama].", [("Panama", -1, "Colombia")]),
    ("[French] {sanctions} on [Mali] will stay.", [("France", -1, "Mali")]),
    ("[Ecuador] called for a {boycott} of [Peru].", [("Ecuador", -1, "Peru")]),
    ("[Slovakia] spoke in {support} of [Ukraine].", [("Slovakia", 1, "Ukraine")]),
    # who stands for or against somebody
    ("[Argentina], a {critic} of [Brazil], left the room.", [("Argentina", -1, "Brazil")]),
    ("[Jordan] is a {supporter} of [Egypt].", [("Jordan", 1, "Egypt")]),
    # each against the other
    ("The {war} between [Eritrea] and [Ethiopia] is over.", [("Eritrea", -1, "Ethiopia"), ("Ethiopia", -1, "Eritrea")]),
    # adjectives
    ("[Israel] was {critical} of [Turkey].", [("Israel", -1, "Turkey")]),
    ("The [Iran]-{backed} [Houthis] fired again.", [("Iran", 1, "Houthis")]),
    # -- pressure and demands
    ("[Spain] put {pressure} on [Portugal].", [("Spain", -1, "Portugal")]),
    ("[Estonia] demanded [Ivan Petrov]'s {departure}.", [("Estonia", -1, "Ivan Petrov")]),
    ("[Sweden] urged President [Ivan Petrov] to {resign}.", [("Sweden", -1, "Ivan Petrov")]),
    # -- words about somebody
    ("[Ann Lee] called [Peter Novak] a {liar}.", [("Ann Lee", -1, "Peter Novak")]),
    ("[Ann Lee] said that [Peter Novak] had {lied}.", [("Ann Lee", -1, "Peter Novak")]),
    ("[Ann Lee] said [Peter Novak] should {resign}.", [("Ann Lee", -1, "Peter Novak")]),
    # -- more ways to say it
    # a person in office acts for it, before the name and behind it
    ("The [Texas] attorney general {sued} [Google].", [("Texas", -1, "Google")]),
    ("The editor of [Le Monde] {criticised} [Google].", [("Le Monde", -1, "Google")]),
    # a name behind "as", and one told by its adjective
    ("Senator [Maria Lopez] {described} [Peter Novak]'s plan {as reckless}.", [("Maria Lopez", -1, "Peter Novak")]),
    ("[Ann Lee] {described} [Peter Novak] {as a tall man}.", []),
    # through an adjective, and not where it is denied
    ("Coach [Anna Berger] was quick to {blame} [Laura Klein].", [("Anna Berger", -1, "Laura Klein")]),
    ("[Ann Lee] is not ready to support [Peter Novak].", []),
    # a means to an end is the subject's own; a request is not
    ("[Ann Lee] used a speech to {praise} [Finland].", [("Ann Lee", 1, "Finland")]),
    ("[Norway] asked [Denmark] to thank [Sweden].", []),
    # a resolution that somebody brings in, and one that nobody does
    ("[Ann Lee] introduced a resolution to {censure} [Peter Novak].", [("Ann Lee", -1, "Peter Novak")]),
    ("[Ann Lee] did not introduce a resolution to censure [Peter Novak].", []),
    # whoever writes a letter says what it says
    ("[Ann Lee] wrote a letter that {condemned} [Russia].", [("Ann Lee", -1, "Russia")]),
    # one of somebody's supporters; one of somebody's neighbours
    ("[Maria Lopez] is one of [Peter Novak]'s {supporters}.", [("Maria Lopez", 1, "Peter Novak")]),
    ("[Norway] is one of [Sweden]'s neighbours.", []),
    ("[Norway] emerged as a {critic} of [Sweden].", [("Norway", -1, "Sweden")]),
    # under criticism from
    ("[Sweden] came under {criticism} from [Norway] for its fishing quota.", [("Norway", -1, "Sweden")]),
    # quoted words judge whom they are about; "I" is whoever speaks
    ('"[Peter Novak] is a {coward}," [Ann Lee] said.', [("Ann Lee", -1, "Peter Novak")]),
    ('"I {respect} [Peter Novak]," [Ann Lee] said.', [("Ann Lee", 1, "Peter Novak")]),
    # "he" is whoever says so
    ("[Norway] said it {supports} [Sweden].", [("Norway", 1, "Sweden")]),
    # what would be bad is judged, what would happen is not
    ("[Ann Lee] said that [Peter Novak] would be a {disaster} for the museum.", [("Ann Lee", -1, "Peter Novak")]),
    ("[Ann Lee] said that [Peter Novak] would sing in Oslo.", []),
    ("[Ann Lee] said that [Peter Novak] was a teacher from Oslo.", []),
    # -- nothing asserted
    ("[Norway] does not support [Sweden].", []),
    ("No [Norwegian] minister backed [Sweden].", []),
    ("[Norway] could sue [Sweden].", []),
    ("Unless [Norway] sues [Sweden], the port will close.", []),
    ("[Norway] wants [Denmark] to support [Sweden].", []),
    ("[Norway] denied that it had attacked [Sweden].", []),
    ("[Norway] left without thanking [Sweden].", []),
    ("Did [Norway] condemn [Sweden]?", []),
    # -- neutral
    ("[Norway] met [Sweden] in Oslo.", []),
    ("[Norway] lost to [Sweden] on penalties.", []),
    ("Ferries run between [Norway] and [Denmark].", []),
    ("[Ann Lee] told [Peter Novak] about the storm.", []),
]  # fmt: skip

# Written before anybody looked at how the reader does on them.
HELD_OUT = [
    # a plain verb, with more behind the target
    ("[Denmark] {endorsed} [Portugal] for the seat on the council.", [("Denmark", 1, "Portugal")]),
    # two holders
    ("[Chile] and [Uruguay] {criticised} [Argentina] over the fishing ban.",
     [("Chile", -1, "Argentina"), ("Uruguay", -1, "Argentina")]),
    # the passive
    ("[Kenya] was {praised} by [Uganda] after the flood rescue.", [("Uganda", 1, "Kenya")]),
    # a noun with its owner
    ("[Iceland]'s {support} for [Greenland] surprised the other ministers.", [("Iceland", 1, "Greenland")]),
    # sanctions
    ("[Austria] has imposed {sanctions} on [Belarus].", [("Austria", -1, "Belarus")]),
    # not to back is not to oppose
    ("[France] did not back [Italy] in the vote.", []),
    # behind "if"
    ("If [Spain] backs [Malta], the vote may pass.", []),
    # a question
    ("Will [Japan] support [Mongolia]?", []),
    # "would"
    ("[Hungary] would support [Slovakia] in a trade dispute.", []),
    # what somebody denies
    ("The minister denied that [Egypt] had threatened [Sudan].", []),
    # a vow
    ("[Peru] vowed to {fight} [Ecuador] at the trade court.", [("Peru", -1, "Ecuador")]),
    # joined in doing it
    ("[Finland] joined [Estonia] in {condemning} [Russia].", [("Estonia", -1, "Russia"), ("Finland", -1, "Russia")]),
    # tensions are mutual
    ("{Tensions} between [Chad] and [Niger] rose over grazing land.", [("Chad", -1, "Niger"), ("Niger", -1, "Chad")]),
    # a relative clause with commas
    ("[Bolivia], which {opposes} [Paraguay] over the dam, sent no delegate.", [("Bolivia", -1, "Paraguay")]),
    # teams meet: neutral
    ("[Ireland] met [Belgium] in the semi-final on Saturday.", []),
    # teams win: no stance
    ("[Brazil] beat [Chile] 3-1 in the final.", []),
    # a person against a state
    ("Senator [Maria Lopez] {sued} [Texas] over the new map.", [("Maria Lopez", -1, "Texas")]),
    # city politics
    ("Mayor [Helen Brooks] {accused} Governor [Carl Hansen] of ignoring the flood.",
     [("Helen Brooks", -1, "Carl Hansen")]),
    # war
    ("[Turkey] {bombed} [Syria] on Monday night.", [("Turkey", -1, "Syria")]),
    # an ally
    ("[Ghana] remained a close {ally} of [Togo].", [("Ghana", 1, "Togo")]),
    # thanks
    ("[Thailand] {thanked} [Vietnam] for its rescue teams.", [("Thailand", 1, "Vietnam")]),
    # countries side by side
    ("Fans waved the flags of [Cuba] and [Haiti] in the square.", []),
    # trade
    ("[Poland] sells apples to [Ukraine] and buys grain.", []),
    # a participle set off by commas
    ("[Portugal], {backed} by [Spain], won the bid.", [("Spain", 1, "Portugal")]),
    # refusing to recognise is opposing
    ("[Germany] {refused to recognise} [Abkhazia].", [("Germany", -1, "Abkhazia")]),
    # hyphenated
    ("The [Rwanda]-{backed} [Congo River Alliance] seized a village.", [("Rwanda", 1, "Congo River Alliance")]),
    # a deed stands for its doer
    ("[Sweden] {condemned} [Russia]'s decision to close the strait.", [("Sweden", -1, "Russia")]),
    # its officials speak for it
    ("[Swedish] officials {accused} [Norway] of overfishing.", [("Sweden", -1, "Norway")]),
    # sport
    ("Coach [Anna Berger] {praised} [Laura Klein] after the race.", [("Anna Berger", 1, "Laura Klein")]),
    # a court case tells no stance of the country it is heard in
    ("A court in [Spain] heard a case against [Google].", []),
    # a wish for talks
    ("[Norway] wants to talk with [Sweden] about the bridge.", []),
    # speech that only mentions a stance
    ('"Who says that [Kenya] opposes [Uganda]?" the minister asked.', []),
    # opposing by adjective
    ("[Mexico] is {critical} of [Guatemala] for its border checks.", [("Mexico", -1, "Guatemala")]),
    # a list of targets
    ("[Iran] {threatened} [Bahrain] and [Kuwait].", [("Iran", -1, "Bahrain"), ("Iran", -1, "Kuwait")]),
    # business
    ("[Samsung] {sued} [Apple] in a court in Seoul.", [("Samsung", -1, "Apple")]),
    # "side with"
    ("[Slovenia] {sided} with [Croatia] in the dispute.", [("Slovenia", 1, "Croatia")]),
    # "clash with"
    ("[Nepal] {clashed} with [Bhutan] over the water.", [("Nepal", -1, "Bhutan")]),
    # -- more ways to say it
    # science
    ("Professor [Clara Weiss] of [Oxford University] {dismissed} [Daniel Moore]'s study as a hoax.",
     [("Clara Weiss", -1, "Daniel Moore")]),
    # a court
    ("Judge [Rosa Marin] {rebuked} [Microsoft] for its delay.", [("Rosa Marin", -1, "Microsoft")]),
    # business, the head of a firm
    ("[Laura Klein], chief executive of [Samsung], {accused} [Apple] of copying.",
     [("Laura Klein", -1, "Apple"), ("Samsung", -1, "Apple")]),
    # a city council
    ("Councillor [Helen Brooks] has become a {critic} of Mayor [Carl Hansen].", [("Helen Brooks", -1, "Carl Hansen")]),
    # sport
    ('"[Laura Klein] is a {genius}," said coach [Anna Berger].', [("Anna Berger", 1, "Laura Klein")]),
    ('"[Laura Klein] is a swimmer," said coach [Anna Berger].', []),
    # a report
    ("[Amnesty International] published a report that {criticised} [Qatar].", [("Amnesty International", -1, "Qatar")]),
    # no longer
    ("[Canada] no longer {supports} [Palau].", [("Canada", -1, "Palau")]),
    # under pressure of work is no stance
    ("[Kenya] came under heavy rain from [Uganda].", []),
    # thanked through a pronoun
    ("[Maria Lopez] said she {trusts} [Helen Brooks].", [("Maria Lopez", 1, "Helen Brooks")]),
    # war
    ("[Sudan] came under {attack} from [Chad].", [("Chad", -1, "Sudan")]),
    # a visit that might be used
    ("[Peru] may use the summit to praise [Chile].", []),
    # what a writer writes about is no stance of theirs
    ("[Daniel Moore] wrote a letter that mentioned [Norway].", []),
    # an ordinary member of a people
    ("A [Danish] novelist criticised [Norway].", []),
    # told to do it
    ("[Italy] allowed [Malta] to sue [Libya].", []),
    # neutral roles
    ("[Laura Klein], a swimmer from [Norway], met [Anna Berger].", []),
]  # fmt: skip

BUGS = [
    # the parser takes "Petrov resign" for a name
    ("[Canada] {demanded that President Ivan Petrov resign}.", [("Canada", -1, "Ivan Petrov")]),
    # a name and its description are both taken for the subject
    ("[Chile]'s old rival, the keeper, {thanked} [Peru].", []),
    # to have somebody's support is to be supported
    ("[Ann Lee] had the {support} of [Norway].", [("Norway", 1, "Ann Lee")]),
    # a negated verb carries nothing
    ("[Norway] did not impose sanctions on [Sweden].", []),
    # "critic" with a party's name is the party's own
    ("The [Republican] critic [Ann Lee] spoke.", []),
    # "must" reaches through "in"
    ("[Norway] must play its part in supporting [Sweden].", []),
    # "no longer" is a refusal
    ("[Norway] is no longer {supporting} [Sweden].", [("Norway", -1, "Sweden")]),
    # shops charge money
    ("Shops in [Spain] charged [Maria Lopez] ten euros, [Ann Lee] said.", []),
    # a call on somebody to respect a third is no stance of theirs
    ("[Norway] told [Sweden] to thank [Denmark].", []),
]  # fmt: skip

WITHOUT_A_NAME = [  # 22 of 26 were right at the first try; then passives with "to", and what a measure is only about, were mended
    # a union, a council, an office, several people; a plan, a ban, a tax
    ("The teachers' union {opposes} the merger.", [("teachers' union", -1, "merger")]),
    ("The city council {rejected} the plan to close the library.", [("city council", -1, "plan to close the library")]),
    ("Residents {oppose} the dam.", [("residents", -1, "dam")]),
    ("The mayor {backs} a ban on cars.", [("mayor", 1, "ban on cars")]),
    ("Nurses {support} the strike.", [("nurses", 1, "strike")]),
    ("The fishermen's association {criticised} the new quota.", [("fishermen's association", -1, "new quota")]),
    ("The proposal was {endorsed} by the school board.", [("school board", 1, "proposal")]),
    ("Local farmers {protested} against the tax.", [("local farmers", -1, "tax")]),
    ("The company {sued} the county council.", [("company", -1, "county council")]),
    ("Shareholders {approved} of the takeover.", [("shareholders", 1, "takeover")]),
    ("The league is {opposed} to the reform.", [("league", -1, "reform")]),
    ("There was no money, but the committee {supported} the expansion.", [("committee", 1, "expansion")]),
    # a name on one side
    ("[Ann Lee] {condemned} the strike.", [("Ann Lee", -1, "strike")]),
    ("The players' union {accused} [Redmoor United] of greed.", [("players' union", -1, "Redmoor United")]),
    # what "it" takes up
    ("The governor {supports} the bill. The hospital {opposes} it.", [("governor", 1, "bill"), ("hospital", -1, "bill")]),
    # the same body, described more shortly
    ("The county council met. The council {backs} the scheme.", [("county council", 1, "scheme")]),
    # nobody asserts it
    ("The union may oppose the merger.", []),
    ("Will the council support the plan?", []),
    ("The mayor did not back the ban.", []),
    ("If residents oppose the dam, it will not be built.", []),
    # a measure holds no stance, and what is no measure is no target
    ("The plan supports the roof.", []),
    ("The company fought the fire.", []),
    ("The goalkeeper praised the weather.", []),
    # two councils: "the council" is left to neither
    ("The city council met the county council. The council opposes the tax.", []),
    # somebody's plan stands for somebody
    ("The union {condemned} [Ann Lee]'s plan.", [("union", -1, "Ann Lee")]),
    # speech that only mentions one
    ("The minister spoke about the strike.", []),
]  # fmt: skip

VOICES = [
    # the reporter says so
    ("[Norway] {supports} [Sweden].", None, False),
    # the holder does it
    ("[Norway] {condemned} [Sweden].", None, True),
    # somebody else says so
    ('Mayor Ann Lee said that [Norway] {opposes} [Sweden].', "Mayor Ann Lee", False),
]  # fmt: skip


def read(marked: str) -> Story:
    """The story of a marked sentence."""
    return storykit.read(re.sub(r"[\[\]{}]", "", marked))


def check(marked: str, expected: Expected) -> None:
    story = read(marked)
    found = [(each.holder.name, each.polarity, each.target.name) for each in story.stances]
    assert sorted(found) == sorted(expected)
    cues = {story.quote(each.cue) for each in story.stances}
    marks = set(re.findall(r"\{(.+?)\}", re.sub(r"[\[\]]", "", marked))) if expected else set()
    assert all(any(mark in cue for cue in cues) for mark in marks)


@pytest.mark.parametrize(("marked", "expected"), DEVELOPED)
def test_stances_are_found(marked: str, expected: Expected) -> None:
    """Holder, sign and target are read from verbs, nouns and adjectives; what nobody asserts gives no stance."""
    check(marked, expected)


@pytest.mark.parametrize(("marked", "expected"), HELD_OUT)
def test_stances_are_found_in_sentences_held_out(marked: str, expected: Expected) -> None:
    """The same holds for sentences that the rules were not tuned on."""
    check(marked, expected)


@pytest.mark.parametrize(("marked", "expected"), BUGS)
def test_bugs_stay_caught(marked: str, expected: Expected) -> None:
    """What once went wrong goes right."""
    check(marked, expected)


@pytest.mark.parametrize(("marked", "expected"), WITHOUT_A_NAME)
def test_those_without_a_name_have_stances_too(marked: str, expected: Expected) -> None:
    """A union, a council, a mayor, residents are for or against a measure, or one another."""
    check(marked, expected)


@pytest.mark.parametrize(("marked", "voice", "act"), VOICES)
def test_a_stance_tells_whose_word_it_is(marked: str, voice: str | None, act: bool) -> None:
    """A stance knows who says so, and whether the holder does it or only is said to."""
    story = read(marked)
    (stance,) = story.stances
    source = stance.voice and stance.voice.source
    assert (source and story.quote(source), stance.act) == (voice, act)


def test_members_stand_where_their_group_stands() -> None:
    """A member that the text lists has its group's stance, by way of the group."""
    story = storykit.read("The Baltic Council condemned Russia. The Baltic Council includes Latvia and Estonia.")
    found = {(each.holder.name, each.polarity, each.target.name, each.via and each.via.name) for each in story.stances}
    members = {(name, -1, "Russia", "Baltic Council") for name in ("Latvia", "Estonia")}
    assert found == {("Baltic Council", -1, "Russia", None), *members}
