"""Changes that are pushed to open pages as server-sent events: who follows what, what is sent, and the stream itself.

None of it knows what a class is: a follower names keys of the store, and the caller says what it may see at present.
"""
