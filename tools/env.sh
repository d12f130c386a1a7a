#!/bin/sh
# Makes .venv hold exactly what the lock says, and the `balai` command of this checkout. Does nothing when it already does.
# usage: tools/env.sh [run|dev]
set -eu
cd "$(dirname "$0")/.."
kind=${1:-run}
case $kind in
  run) lock=requirements.lock ;;
  dev) lock=requirements-dev.lock ;;
  *) echo "usage: tools/env.sh [run|dev]" >&2; exit 2 ;;
esac

# A linked .venv belongs to another checkout: installing there would point its command at these files.
if [ -L .venv ]; then
  exit 0
fi

key=$( { pwd -P; cat requirements-build.lock "$lock" pyproject.toml; } | cksum)
stamp=.venv/balai-$kind.stamp
if [ "$(cat "$stamp" 2>/dev/null || true)" = "$key" ]; then
  exit 0
fi

find_python() {
  for candidate in ${PYTHON:-} python3.11 python3 python3.13 python3.12; do
    if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      echo "$candidate"
      return
    fi
  done
  echo "Balai needs Python 3.11 or newer. Install it, or name it: make env PYTHON=/path/to/python3.11" >&2
  return 1
}

place=.venv/balai-place
if [ "$(cat "$place" 2>/dev/null || true)" != "$(pwd -P)" ] || ! .venv/bin/python -c '' 2>/dev/null; then
  python=$(find_python)
  PYTHON=$python tools/system.sh venv
  echo "Making .venv with $($python --version)"
  "$python" -m venv --clear .venv
  pwd -P > "$place"
fi

pip() { .venv/bin/python -m pip --disable-pip-version-check "$@"; }
echo "Installing the pinned packages of $lock"
pip install -qq --require-hashes --only-binary :all: -r requirements-build.lock -r "$lock"
pip install -qq --no-deps --no-build-isolation --no-index --editable .
echo "$key" > "$stamp"
