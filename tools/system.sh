#!/bin/sh
# Makes sure the machine has what pip cannot give. As root on Debian what is missing is installed, else it is named.
# usage: tools/system.sh [venv] [postgres] [chromium] [fonts] [node]
set -eu

has_venv() { "${PYTHON:-python3}" -c 'import ensurepip, venv' 2>/dev/null; }

has_postgres() {
  command -v initdb >/dev/null 2>&1 && return 0
  for binary in /usr/lib/postgresql/*/bin/initdb /usr/pgsql-*/bin/initdb; do
    [ -x "$binary" ] && return 0
  done
  return 1
}

has_chromium() {
  [ -n "${BALAI_CHROMIUM:-}" ] && [ -x "$BALAI_CHROMIUM" ] && return 0
  command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1
}

has_fonts() {
  for font in /usr/share/fonts/truetype/noto/NotoSans-Regular.* /usr/share/fonts/*/NotoSans-Regular.* /usr/share/fonts/google-noto*; do
    [ -e "$font" ] && return 0
  done
  return 1
}

has_node() { command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1; }

missing_packages() {
  for thing in "$@"; do
    case $thing in
      venv) has_venv || echo python3-venv ;;
      postgres) has_postgres || echo postgresql ;;
      chromium) has_chromium || echo chromium ;;
      fonts) has_fonts || echo fonts-noto-core ;;
      node) has_node || echo nodejs npm ;;
      *) echo "tools/system.sh does not know '$thing'" >&2; return 2 ;;
    esac
  done
}

missing=$(missing_packages "$@" | tr '\n' ' ')
if [ -z "$missing" ]; then
  exit 0
fi

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Installing what this machine lacks: $missing"
  export DEBIAN_FRONTEND=noninteractive
  apt-get -qq update
  # shellcheck disable=SC2086 -- a list of package names
  apt-get -qq install --yes --no-install-recommends $missing >/dev/null
  missing=$(missing_packages "$@" | tr '\n' ' ')
  [ -z "$missing" ] && exit 0
fi

echo "This machine lacks (Debian's names): $missing" >&2
echo "On Debian or Ubuntu:  sudo apt-get install $missing" >&2
case $missing in
  *chromium*) echo "A Chromium elsewhere on the machine is named with BALAI_CHROMIUM=/path/to/chromium" >&2 ;;
esac
exit 1
