"""Which error becomes which answer."""
