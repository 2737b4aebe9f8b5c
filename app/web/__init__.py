"""HTTP: the JSON face and the HTML face over the same verbs.

Both parse a request, apply a verb and respond; nothing here computes or lays out.
"""
