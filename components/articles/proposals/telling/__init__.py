"""An event told in the text's own words: who (``naming``), what was said (``speech``), in which tense (``tenses``).

``wording`` takes the words of a stretch without its dates and cuts what is too long.
"""
