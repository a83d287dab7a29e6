#!/usr/bin/env bash
# What Duikai needs, into an environment of its own: packages and faces, each by its hash. The job's Python stays as it is.
set -euo pipefail
python -m venv "$RUNNER_TEMP/duikai"
python="$RUNNER_TEMP/duikai/bin/python"
[[ -x $python ]] || python="$RUNNER_TEMP/duikai/Scripts/python.exe"
"$python" -m pip install --quiet --disable-pip-version-check --no-input --require-hashes --only-binary=:all: \
    -r "$GITHUB_ACTION_PATH/constraints.txt"
cd -- "$GITHUB_ACTION_PATH"
DUIKAI_CACHE="$HOME/.cache/duikai" "$python" -m fonts.fetch --quiet
echo "python=$python" >> "$GITHUB_OUTPUT"
