"""Versioned bytes that expire, in storage that several processes can share.

Read in this order: `base` (the interface), `errors`, `lifetime`, then one of the two
stores: `sqlite` (one machine, any number of processes) or `redis` (several machines).
`opening.open_store` opens a store by its address.
"""
