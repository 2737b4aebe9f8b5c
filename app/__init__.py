"""Backpropagation, every number of it, in a browser.

A pass is recorded once, as an immutable tape of stages. A session is a network and a place on its
tape. A snapshot is what may be shown of a session. Page, fragment and JSON are three encodings of
one snapshot. The browser only moves what is already drawn.

The ladder, each rung standing on those before it alone:

    core      the mathematics: stages, tape, training (NumPy only)
    store     versioned bytes with a lifetime; it knows no network
    session   a network and a place, pure verbs, the service that loads and saves
    view      what to show: snapshot, geometry, notation, explanation
    web       HTTP: the JSON face and the HTML face over the same verbs
"""
