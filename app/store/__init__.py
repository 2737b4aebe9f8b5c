"""Versioned bytes with a lifetime, kept where several processes may share them.

Read in this order: `base` (the contract), `errors`, `lifetime`, then one of the two
stores: `sqlite` (one machine, any number of processes) or `redis` (several machines).
`opening.open_store` makes a store from its address.
"""
