"""Who is the subject of a verb: before it, after it ("said X"), of the clause before, or behind "des soldats de"."""

from components.articles.model import ActorMention
from components.articles.proposals.scene import At, Scene
from components.articles.proposals.verbs import Verb

_ANTECEDENT_REACH = 4
_LEAD = 3
_FUNCTION = (
    "of",
    "to",
    "with",
    "by",
    "between",
    "against",
    "join",
    "joiner",
    "place_preposition",
    "past_link",
    "who",
    "adverb",
    "strict_determiner",
    "purpose",
    "relative",
    "clitic",
    "contracted",
    "determiner",
)
_QUOTES = ("«", "“", '"')
_OPENERS = (",", "»", "”", '"', "(", "–", "—")


def subjects(scene: Scene, verb: Verb) -> list[At[ActorMention]]:
    """Who is the subject of a verb; of a verb that is not finite the subject of its clause."""
    if scene.reduced(verb):
        return _described(scene, verb)
    if not verb.finite:
        main = scene.clause(verb.at).verb
        if verb.tense == "participle":
            return _described(scene, verb)
        return subjects(scene, main) if main is not None and main.at != verb.at else _loose(scene, verb)
    clause = scene.clause(verb.at)
    inverted = _inverted(scene, verb)
    if inverted:
        return inverted
    own = [at for at in scene.actors if clause.begin <= at.last < verb.first and scene.same_clause(at.last, verb.at)]
    own = [at for at in own if not _of_title(scene, at, own)]
    free = next((number for number in range(len(own)) if not _hangs_along(scene, own, number)), len(own))
    named = chain_of(scene, own[free:])
    if named:
        return [_under_name(scene, at) for at in named]
    headed = _headed(scene, own, clause.begin)
    if headed:
        return headed
    if clause.joined >= 0:
        before = scene.structure.clauses[clause.joined].verb
        bare = not _own_words(scene, clause.begin, verb.first)
        return subjects(scene, before) if before is not None and bare else []
    if clause.kind == "relative" and scene.grammar.has(clause.begin, "who"):
        near = [at for at in scene.actors if 0 < clause.begin - at.last <= _ANTECEDENT_REACH]
        return near[-1:]
    return []


def _of_title(scene: Scene, at: At[ActorMention], own: list[At[ActorMention]]) -> bool:
    """Whether a body only says whose office follows: "the Labour Council chairman, Ada Berg"."""
    english = scene.lexicon.language == "en"
    return english and any(one.first == at.last + 1 and one.mention.how == "title" for one in own)


def _under_name(scene: Scene, at: At[ActorMention]) -> At[ActorMention]:
    """Of a role with a name put after a comma ("le ministre, Jean Petit,") the name."""
    if scene.tokens[at.first].capital or at.last + 2 >= len(scene.tokens) or scene.low[at.last + 1] != ",":
        return at
    after = (other for other in scene.actors if other.first == at.last + 2 and other.mention.how == "name")
    return next((other for other in after if scene.tokens[other.first].capital), at)


def _headed(scene: Scene, own: list[At[ActorMention]], begin: int) -> list[At[ActorMention]]:
    """Who stands behind a subject that is nobody by itself: "des soldats de l'armée", "commanders of the army"."""
    for number, at in enumerate(own):
        k = before(scene, at)
        opened = begin + (scene.low[begin] in _QUOTES)
        head = [
            word
            for word in scene.low[opened:k]
            if word not in scene.lexicon.words["adverb"] and not is_small(scene, word)
        ]
        plain = (
            bool(head)
            and len(head) <= 5
            and all(word[0].isalnum() or word.endswith("'") or word == "%" for word in head)
        )
        if (
            (scene.grammar.has(k, "of") or scene.grammar.has(k, "from"))
            and plain
            and not any(scene.grammar.has(j, "place_preposition") for j in range(begin, k))
        ):
            return chain_of(scene, own[number:]) if head[-1] in scene.lexicon.words["people"] else []
    return []


def _own_words(scene: Scene, begin: int, first: int) -> bool:
    """Whether a coordinated clause has words before its verb that may be a subject of its own."""
    words = scene.lexicon.words
    skip = {*words["adverb"], *words["clitic"], *words["joiner"], ","}
    return any(word not in skip and word[0].isalpha() for word in scene.low[begin:first])


def _loose(scene: Scene, verb: Verb) -> list[At[ActorMention]]:
    own = [at for at in scene.actors if at.last < verb.first and not _hangs(scene, at)]
    return own[-1:]


def _described(scene: Scene, verb: Verb) -> list[At[ActorMention]]:
    """As in "X, arrêté lundi": the name right before a participle."""
    near = [at for at in scene.actors if 0 < verb.first - at.last <= 2]
    return near[-1:]


def _inverted(scene: Scene, verb: Verb) -> list[At[ActorMention]]:
    """Who stands after the verb: "..., a déclaré X", "said X", "a-t-il dit"."""
    within = [at for at in scene.actors if verb.first <= at.first <= verb.at]
    if within and scene.low[within[-1].first].startswith("-"):
        return within[-1:]
    before = scene.low[verb.first - 1] if verb.first else ""
    after = [at for at in scene.actors if at.first > verb.at]
    if (
        not after
        or verb.passive
        or _named_beside(scene, verb)
        or (before == "," and not _speaks(scene, verb) and _led_by(scene, verb))
        or (before and before not in _OPENERS and before not in scene.lexicon.words["quoting"])
    ):
        return []
    gap = scene.low[verb.at + 1 : after[0].first]
    plain = all(word in scene.lexicon.words["article"] or word in scene.lexicon.words["adverb"] for word in gap)
    role = len(gap) <= 8 and "," not in gap[:1] and scene.low[after[0].first - 1] == ","
    if not plain and not (role and (before in _OPENERS or before in scene.lexicon.words["quoting"])):
        return []
    return [at for at in chain_of(scene, after) if at is after[0] or scene.same_clause(at.first, after[0].first)]


def _speaks(scene: Scene, verb: Verb) -> bool:
    """Whether a verb tells what is said, so that its subject may come after it."""
    uses = scene.lexicon.triggers.get(verb.by if verb.governor == "promise" else verb.lemma, ())
    return any(use.label in ("statement", "report", "denial") for use in uses)


def _named_beside(scene: Scene, verb: Verb) -> bool:
    """Whether the subject stands before the verb with its name put between commas: "le patron, Ada Berg, a dit"."""
    name = next((at for at in scene.actors if at.last == verb.first - 2), None)
    if name is None or scene.low[verb.first - 1] != "," or name.first == 0 or scene.low[name.first - 1] != ",":
        return False
    return name.mention.how == "name" and name.first > 1


def _led_by(scene: Scene, verb: Verb) -> bool:
    """Whether somebody opens the clause of a verb: "Ada Berg, elle, a saisi le tribunal"."""
    begin = scene.clause(verb.at).begin
    return any(begin <= at.first <= begin + 2 and at.last < verb.first and not _hangs(scene, at) for at in scene.actors)


def chain_of(scene: Scene, own: list[At[ActorMention]]) -> list[At[ActorMention]]:
    """The first name and those that "and" or a comma joins to it."""
    if not own:
        return []
    chain = own[:1]
    for at in own[1:]:
        between = [word for word in scene.low[chain[-1].last + 1 : at.first] if not is_small(scene, word)]
        listed = bool(between) and (
            all(word in scene.lexicon.words["listing"] for word in between) or _with_head(scene, between)
        )
        if listed or (not between and at.mention.how == "description"):
            chain.append(at)
        elif not between and at.mention.key == chain[-1].mention.key:
            continue
        else:
            break
    joined = any(
        word in scene.lexicon.words["listing"] and word != "," for word in scene.low[chain[0].last : chain[-1].first]
    )
    joined = joined or (len(chain) == 2 and chain[0].last + 1 == chain[1].first)
    return chain if joined else chain[:1]


def _with_head(scene: Scene, between: list[str]) -> bool:
    """As in "et la guérilla du Front", "and her counterpart Mart Saar": a plain noun before the joined name."""
    first, *rest = between
    return (
        first in scene.lexicon.words["join"]
        and len(rest) <= 2
        and all(word[0].isalpha() for word in rest)
        and (len(rest) == 1 or scene.grammar.lexicon.words["of"] >= {rest[-1]})
    )


def is_small(scene: Scene, word: str) -> bool:
    """Whether the word is an article or possessive."""
    return word in scene.lexicon.words["article"] or word in scene.lexicon.words["small"]


def before(scene: Scene, at: At[ActorMention]) -> int:
    """The token before a mention and its determiner and adjectives' place: where its preposition would stand."""
    k = _small_before(scene, _noun_before(scene, at))
    return k if k < 0 or _leads(scene, k) else _small_before(scene, at.first - 1)


def _small_before(scene: Scene, k: int) -> int:
    while k >= 0 and (is_small(scene, scene.low[k]) and scene.low[k] not in scene.lexicon.words["contracted"]):
        k -= 1
    return k


def _leads(scene: Scene, k: int) -> bool:
    return any(scene.grammar.has(k, name) for name in ("of", "to", "with", "by", "between", "against", "joiner"))


def _noun_before(scene: Scene, at: At[ActorMention]) -> int:
    """The token before the plain noun that says what a name is: "by the fund X", "de la start-up lyonnaise X"."""
    k = at.first - 1
    if at.mention.how not in ("name", "alias") or not scene.tokens[at.first].capital:
        return k
    verbs = {verb.at for verb in scene.verbs}
    while k >= 0 and at.first - 1 - k < _LEAD and _is_plain(scene, k) and k not in verbs:
        k -= 1
    nation = (
        0 < k < at.first - 1 and scene.tokens[k].capital and scene.tokens[k - 1].low in scene.lexicon.words["small"]
    )
    return k - 1 if nation else k  # "the US fund X"


def _is_plain(scene: Scene, k: int) -> bool:
    word, words = scene.low[k], scene.lexicon.words
    if scene.tokens[k].capital or not word[0].isalpha() or is_small(scene, word):
        return False
    return not any(word in words[name] for name in _FUNCTION)


def _hangs_along(scene: Scene, own: list[At[ActorMention]], number: int) -> bool:
    """The same, also of who is joined to somebody who hangs there: "Niger" in "negotiators from Chad and Niger"."""
    while not _hangs(scene, own[number]):
        k = before(scene, own[number])
        if number == 0 or not scene.grammar.has(k, "join") or own[number - 1].last != k - 1:
            return False
        number -= 1
    return True


def _hangs(scene: Scene, at: At[ActorMention]) -> bool:
    """Whether the mention hangs on a preposition or on another noun ("Italy's")."""
    nxt = scene.low[at.last + 1] if at.last + 1 < len(scene.low) else ""
    if nxt == "'s" or scene.low[at.last].endswith("'s"):
        return True
    k = before(scene, at)
    if k < 0:
        return False
    if scene.low[k] == "des" and (k == 0 or scene.low[k - 1] in (",", "que", "où")):
        return False
    names = (
        "of",
        "to",
        "with",
        "by",
        "place_preposition",
        "between",
        "past_link",
        "purpose",
        "infinitive_prepositions",
    )
    return any(scene.grammar.has(k, name) for name in names)
