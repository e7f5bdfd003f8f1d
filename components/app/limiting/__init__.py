"""How often one client may ask for what costs: articles to be read, the API, links, pictures, uploads, signing in.

``clients`` tells who asks, ``counting`` counts within a moving window, ``figures`` says how much is let through,
``requests`` does it for routes and ``at_page`` for the page. Each process counts by itself: behind two of them a client
that is sent to both has twice as much.
"""
