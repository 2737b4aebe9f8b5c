"""The JSON face: `docs/api.md` in code.

Read in this order: `models` (what requests hold), `schemas` (what answers hold), `preconditions` (If-Match), `sessions`
(the session that a path names), `operations` and `practice` (what each call does), `responses` (the bytes that are
sent), `openapi` (what the document adds to the operations).
"""
