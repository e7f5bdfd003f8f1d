"""Who acted together last, so that "they" stands for all of them: a mention of the cast names only one."""

from collections.abc import Sequence
from dataclasses import replace

from components.articles.proposals.drafts import Draft
from components.articles.proposals.roles import Part
from components.articles.proposals.scene import Scene

_REACH = 2


class Together:
    """Reads the sentences of one article in order."""

    def __init__(self) -> None:
        self.keys: tuple[str, ...] = ()
        self.number = 0

    def read(self, scene: Scene, drafts: Sequence[Draft]) -> None:
        """Note who acts together in the events of a sentence."""
        for draft in drafts:
            roles = [part.role for part in draft.parts]
            doing = tuple(part.key for part in draft.parts if part.role != "target" and roles.count(part.role) > 1)
            if draft.score > 0 and doing:
                self.keys, self.number = doing, scene.number

    def widened(self, scene: Scene, parts: tuple[Part, ...]) -> tuple[Part, ...]:
        """The parts, with the others where a pronoun of the plural names one of those who acted together."""
        if not self.keys or scene.number - self.number > _REACH:
            return parts
        known = {part.key for part in parts}
        found: list[Part] = []
        for part in parts:
            found.append(part)
            if part.key in self.keys and _stands_for_several(scene, part):
                found += [replace(part, key=key) for key in self.keys if key not in known]
        return tuple(found)


def _stands_for_several(scene: Scene, part: Part) -> bool:
    words = (scene.low[k] for k, token in enumerate(scene.tokens) if token.start == part.start)
    return next(words, "") in scene.lexicon.words["several_pronoun"]
