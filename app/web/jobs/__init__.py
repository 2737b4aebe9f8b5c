"""Long computations, in a few threads and in small pieces, so that they can be cancelled and never hold up the others.

Read in this order: `job` (one computation), `progress` (how far it is, in the store), `pool` (the jobs of a process).
"""
