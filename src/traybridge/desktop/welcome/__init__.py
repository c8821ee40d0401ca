"""The first start: what can answer here, offered inside the empty chat window. Nothing is added without a click.

It stands where the first question is asked, so that nobody has to finish it: the starter model answers at once, and
Exo on this machine is in a fresh list anyway. Everything else gets the person's words only after a click on it.
"""
