#!/bin/sh
# Make .venv hold what a lock names, every file checked against its hash there; started by the Makefile, which knows when that is already so.
#   tools/setup.sh STAMP LOCK...     STAMP is written when everything is in place
# TORCH_INDEX names a package index to take torch from (a build for the CPU alone, or for a given GPU);
# PYTHON the interpreter to use instead of the first suitable one. All messages go to stderr.
set -eu
exec >&2

say() { printf 'setup: %s\n' "$*"; }

suitable() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

find_python() {
    for name in ${PYTHON:-} python3 python3.11 python3.12 python3.13 python; do
        if suitable "$name"; then echo "$name"; return; fi
    done
}

refuse() {
    say "$1"
    say "  Debian, Ubuntu: sudo apt-get install python3 python3-venv python3-pip   (Ubuntu 22.04: python3.11 python3.11-venv)"
    say "  Fedora:         sudo dnf install python3 python3-pip"
    say "  macOS:          brew install python@3.11"
    say "  then run the same make command again; PYTHON=/path/to/python3.11 chooses an interpreter."
    exit 2
}

stamp=$1
shift
python=$(find_python)
[ -n "$python" ] || refuse "Footbridge needs Python 3.11 or later, and none was found."
"$python" -c 'import venv' 2>/dev/null || refuse "$python has no venv module, which holds Footbridge's packages apart."
"$python" -c 'import ensurepip' 2>/dev/null || refuse "$python has no pip to put into .venv (module ensurepip)."

if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    say "making .venv with $("$python" --version)"
    "$python" -m venv --clear .venv || refuse "$python could not make .venv."
fi

pip() { .venv/bin/python -m pip install -qq --disable-pip-version-check "$@"; }
fail() { say "$1 could not be installed; the reason is above. Nothing else was changed; run the same command again."; exit 1; }

torch=$(grep '^torch==' requirements-torch.lock)
if ! .venv/bin/python -c "import importlib.metadata as m, sys; sys.exit(m.version('torch').split('+')[0] != '${torch#torch==}')" 2>/dev/null; then
    say "installing $torch${TORCH_INDEX:+ from $TORCH_INDEX} (the largest part: 200 MB for a CPU, gigabytes for a GPU)"
    if [ -n "${TORCH_INDEX:-}" ]; then
        pip --index-url "$TORCH_INDEX" --no-deps "$torch" || fail "$torch"
    else
        pip "$torch" || fail "$torch"
    fi
fi

for lock in "$@"; do
    say "installing $(grep -c == "$lock") packages of $lock (a minute or two)"
    pip --require-hashes --no-deps -r "$lock" || fail "$lock"
done

rm -f "${stamp%-*}"-*
: > "$stamp"
say "ready"
