"""What wraps every request: each layer in a file of its own, put together in `stack`."""
