"""A network, a place in its training, and the way there; frozen values and pure verbs.

Read in this order: `session` (the value), `history` (what is kept for going back), `verbs`
(from session to session), `description` (from a request to a session), `codec` (to bytes and
back), `service` (the one place where a session meets the store), `errors`.
"""
