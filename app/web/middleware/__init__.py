"""What surrounds every request: a module per concern, called in order by `edge`, assembled in `stack`."""
