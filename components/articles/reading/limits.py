"""How much is read. An article has some ten thousand characters, a long report a million; all else is no article."""

# The cap for pages; a file or an upload is no smaller or larger article than a page.
MOST_BYTES = 5_000_000
# What comes after reading takes some seconds for a million characters, and the longest novels have two or three.
MOST_CHARACTERS = 2_000_000
# The renderer takes 1 s for a million characters of text, and 10 s for as many brackets.
MOST_MARKDOWN = 1_000_000
# Time to extract grows with the elements (13 s for 400,000), and with their depth; long pages of news have 10,000.
MOST_ELEMENTS = 30_000
