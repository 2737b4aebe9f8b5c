#!/bin/sh
# Prints a Python of 3.11 or newer that really starts: the one that is named, else the newest of those tried in releases.
# A pyenv shim may exist and fail; pyenv's own interpreters are therefore looked for as well.
works() { "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }
for name in ${1:-python3.13 python3.12 python3.11 python3 python}; do
  if works "$name"; then command -v "$name"; exit 0; fi
  if [ $# -gt 0 ]; then
    for path in "$HOME"/.pyenv/versions/*/bin/"$name"; do
      if works "$path"; then echo "$path"; exit 0; fi
    done
  fi
done
exit 1
