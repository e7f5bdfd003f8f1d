"""From an article to the events it tells: ``propose(article, story, ner) -> tuple[Proposal, ...]``.

A text is cut into sentences, and each is read by itself (``scene``): words (``tokens``), verbs with tense and voice
(``verbs``, ``french``, ``english``), clauses (``clauses``), and what is mentioned where. ``triggers`` and ``nouns``
find the words of events with ``lexicons/events_<language>.toml`` (``lexicon``, ``inflect_fr``, ``inflect_en``);
``roles`` and ``subjects`` tell who takes part, ``when``, ``attached``, ``dating`` and ``urging`` which date it has.
``drafting`` joins these to drafts, ``select`` says which tell an event, ``merge``, ``taking_up`` and ``twice`` which
tell the same one, ``reports`` which reports only introduce one, ``voices`` who says so; ``titles`` and ``build`` make
proposals of them. Nothing is invented: what
the text does not give stays empty. All of it is linear in the length of the text, and the same for the same text.
"""

from components.articles.proposals.propose import propose

__all__ = ["propose"]
