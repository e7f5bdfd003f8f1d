"""Views under a short address: ``/s/<code>`` tells what it leads to and goes on there, ``/s/<code>.png`` shows it.

``shared`` finds what a code stands for, ``page`` writes the HTML, ``picture`` draws, ``serving`` answers in threads;
``pinning`` shows a story as it was at a revision.
"""

PATH = "/s"
"""Below the path of the page."""
