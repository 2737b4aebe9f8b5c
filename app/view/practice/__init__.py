"""Questions in words: what is asked, the hints, and the reply to an answer."""
