#!/usr/bin/env bash
# Writes constraints.txt: every dependency, for every system and Python from 3.11, with the hashes of all its files
# and no address. uv does it, in an environment that is thrown away.
set -euo pipefail
cd "$(dirname "$0")/.."

away=$(mktemp -d)
trap 'rm -rf "$away"' EXIT
.venv/bin/python -m venv "$away/venv"
"$away/venv/bin/python" -m pip install --quiet --disable-pip-version-check "uv>=0.5"
"$away/venv/bin/uv" pip compile pyproject.toml --extra dev --output-file constraints.txt --upgrade --quiet \
    --universal --python-version 3.11 --fork-strategy fewest --generate-hashes \
    --no-header --no-annotate --no-emit-index-url --no-emit-find-links
! grep -nE '://|^-' constraints.txt
echo "constraints.txt: $(grep -c == constraints.txt) packages"
