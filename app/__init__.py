"""Backpropagation in a browser, with every number of it.

One iteration of training is computed once, as an immutable tape of stages. A session is a network
and a place on its tape. `Revealed` contains what may be shown of a session at its place: the page,
its fragments, the JSON API and the lessons all read their numbers from it. The browser only
animates what the server has drawn.

Each layer uses only those above it in this list:

    core      the mathematics: stages, tape, training (NumPy only)
    store     versioned bytes that expire; it does not know what they contain
    session   a network and a place, actions as pure functions, the service that loads and saves
    classroom a class that follows one session: questions, members, answers
    view      what to show: revealed numbers, drawing, formulas, explanations, lessons
    web       HTTP: JSON and HTML over the same actions
"""
