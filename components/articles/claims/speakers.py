"""Who speaks: the noun phrase before a verb, or after it, "selon" or "par"."""

from dataclasses import replace

from components.articles.claims.lexicon import phrase_at
from components.articles.claims.line import Line
from components.articles.claims.naming import Speaker, document, heads, named

_LONGEST, _TITLE = 16, 6
_AFTER = ("under_cover", "cited_by", "citing")


def subject_before(line: Line, verb: int) -> Speaker | None:
    """The subject that stands before the verb group at token ``verb``."""
    at = verb
    while at > 0 and (line.has(at - 1, "clitics") or line.is_adverb(at - 1)) and at - 1 not in line.mentions:
        at -= 1
    at = _before_cover(line, at)
    if line.has(at - 1, "relatives"):
        at -= 1
        if line.word(at - 1) == ",":
            at -= 1
        return named(line, _walk_left(line, at), at)
    if line.word(at - 1) in {",", ")", "-", "–", "—"}:
        opening = _opening(line, at - 1)
        if opening <= 0:
            return None
        first = _walk_left(line, opening)
        # A clause opener before the comma ("En outre, X, ...") names nobody.
        first = _past_explanations(line, first)
        return named(line, first, at - 1) if first < opening else None
    return named(line, _with_another_left(line, _past_explanations(line, _walk_left(line, at)), at), at)


def _with_another_left(line: Line, first: int, end: int) -> int:
    """Of "la France et l'Allemagne ont dit", with ``first`` at "l'Allemagne": where "la France" begins."""
    joint = first - 1
    while (
        joint > 1
        and line.has(joint, "coordinators")
        and (joint - 1 in line.mentions or line.has(joint - 1, "people"))
        and any(line.is_capital(at) for at in range(first, end))
    ):
        other = _walk_left(line, joint)
        opens = other == 0 or line.is_sign(other - 1) or line.has(other - 1, "complements", "stops")
        if not opens or line.has(other - 1, "prepositions") or not _plural(line, end):
            break
        first, joint = other, other - 1
    return _list_left(line, first) if any(line.has(at, "coordinators") for at in range(first, end)) else first


def _list_left(line: Line, first: int) -> int:
    """Of "Paris, Londres et Berlin", with ``first`` at "Londres": where "Paris" begins, if it begins the sentence."""
    at = first
    while line.word(at - 1) == "," and at - 2 in line.mentions:
        at = line.first_of(at - 2)
        at -= line.has(at - 1, "articles")
    return at if at == 0 else first


def _plural(line: Line, verb: int) -> bool:
    """Whether a verb may have several subjects; English past tenses do not tell."""
    return line.lexicon.language == "en" or any(line.word(at).endswith(("nt", "ez")) for at in (verb, verb + 1))


def _before_cover(line: Line, end: int) -> int:
    """Of "officials who were not named said", with ``end`` at "said": where "who were not named" begins."""
    known = line.lexicon.phrases["under_cover"]
    places = range(max(0, end - _LONGEST // 2), end)
    return next((at for at in places if at + phrase_at(line.tokens, at, known) == end), end)


def _past_explanations(line: Line, first: int) -> int:
    """Before "ingénieur à Brest" in "Jean Vidal, ingénieur à Brest a avoué": where the name begins."""
    plain = not line.is_capital(first) and not line.has(first, "articles", "determiners", "pronouns", "anonymous")
    if line.lexicon.language == "fr" and plain and line.word(first - 1) == "," and line.is_capital(first - 2):
        return _walk_left(line, first - 1)
    return first


def _opening(line: Line, closing: int) -> int:
    sign = {")": "("}.get(line.word(closing), line.word(closing))
    for at in range(closing - 1, max(-1, closing - 40), -1):
        if line.word(at) == sign:
            return at
        if line.word(at) in {";", ":"}:
            return -1
    return -1


def _walk_left(line: Line, end: int) -> int:
    at = end
    if line.has(at - 1, "pronouns"):
        return at - 1
    if line.word(at - 1) == ")":
        at = max(_opening(line, at - 1), 0)
    while at > 0 and end - at < _LONGEST:
        before = at - 1
        if before in line.mentions:
            at = line.first_of(before)
            continue
        if _ends_left(line, before, end):
            break
        if line.has(before, "articles", "determiners") and not (
            line.has(before, "contracted") and _noun(line, before - 1)
        ):
            at = before
            if line.has(at - 1, "of_prepositions") and _noun(line, at - 2):
                at -= 1
                continue
            if line.has(at - 1, "determiners", "articles"):
                continue
            break
        joins = line.has(before, "of_prepositions") and _noun(line, before - 1)
        if line.has(before, "prepositions") and not joins:
            break
        at = before
    return at


def _ends_left(line: Line, at: int, end: int) -> bool:
    if line.is_sign(at) and line.word(at) != ".":
        return True
    if line.has(at, "coordinators") and at + 1 < end and line.is_capital(at - 1) and line.is_capital(at + 1):
        return False
    if line.has(at, "conjunctions", "relatives", "stops", "auxiliaries", "beings", "pronouns"):
        return line.word(at) != "'s"
    return line.is_adverb(at)


def _noun(line: Line, at: int) -> bool:
    return not line.is_sign(at) and not line.has(
        at, "conjunctions", "relatives", "stops", "auxiliaries", "beings", "prepositions", "articles"
    )


def name_after(line: Line, at: int) -> Speaker | None:
    """The name or noun phrase that begins at token ``at``."""
    end = at
    while end < len(line) and end - at < _LONGEST:
        if end in line.mentions:
            end = line.last_of(end)
        elif _ends_right(line, end, at):
            break
        else:
            end += 1
    if end < len(line) and line.word(end) == "(" and line.word(end + 2) == ")":
        end += 3
    end = _with_another_right(line, _apposition(line, at, end))
    return named(line, at, end)


def _with_another_right(line: Line, end: int) -> int:
    """Past "et le chancelier Olaf Scholz" where it ends the clause: who speaks together with who was named."""
    if not line.has(end, "coordinators") or end - 1 not in line.mentions:
        return end
    last = end + 1
    while last - end < _TITLE and last < len(line) and last not in line.mentions and _names_on(line, last):
        last += 1
    last = line.last_of(last) if last in line.mentions else end
    return last if last > end and line.is_sign(last) else end


def _names_on(line: Line, at: int) -> bool:
    return not line.is_sign(at) and not line.has(at, "auxiliaries", "beings", "relatives", "conjunctions", "pronouns")


def whose(line: Line, speaker: Speaker) -> Speaker:
    """Whose document it is: "un communiqué du ministère" speaks for the ministry."""
    noun = document(line, speaker.first, speaker.last)
    if speaker.key or noun < 0:
        return speaker
    for at in range(noun + 1, min(noun + 7, speaker.last)):
        if line.has(at, "by", "of") and not line.is_sign(at + 1):
            owner = named(line, at + 1, speaker.last)
            return speaker if owner is None else replace(owner, first=speaker.first, last=max(owner.last, speaker.last))
        if line.is_sign(at):
            break
    if line.has(speaker.last, "by"):
        owner = name_after(line, speaker.last + 1)
        return speaker if owner is None else replace(owner, first=speaker.first)
    return speaker


def _apposition(line: Line, at: int, end: int) -> int:
    """Past ", Bernard Bajolet" when what stands before it is no name."""
    named = any(
        one in line.mentions and line.mentions[one].how in {"name", "alias", "spelling"} for one in range(at, end)
    )
    if line.word(end) != "," or not line.is_capital(end + 1) or (named and not _complement(line, at, end)):
        return end
    last = end + 1
    while last < len(line) and last - end < 6 and line.is_capital(last):
        last = line.last_of(last)
    return last if line.is_sign(last) or line.has(last, "relatives") else end


def _complement(line: Line, at: int, end: int) -> bool:
    return not heads(line, at, end)


def _ends_right(line: Line, at: int, start: int) -> bool:
    if at > start and (
        line.has(at, "reflexives") or any(phrase_at(line.tokens, at, line.lexicon.phrases[name]) for name in _AFTER)
    ):
        return True
    if line.is_sign(at):
        return not (line.word(at) == "." and at > start and at + 1 < len(line))
    if line.has(at, "coordinators"):
        return not line.is_capital(at + 1) or at == start
    if line.has(at, "conjunctions", "relatives", "auxiliaries", "beings") and line.word(at) != "'s":
        return True
    if line.has(at, "after_stops") and at > start and not line.has(at - 1, "leads_on"):
        if line.has(at, "contracted") or not line.has(at, "of_prepositions"):
            return not (line.has(at, "of_prepositions") and line.has(at - 1, "people"))
        titled = any(line.has(one, "people") for one in range(start, min(start + 3, at)))
        return not (line.is_capital(at + 1) and (titled or not line.is_capital(at - 1)))
    return at > start and (line.is_adverb(at) or line.has(at, "pronouns", "inverted"))
