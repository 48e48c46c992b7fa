#!/usr/bin/env bash
# Opens Condica. Where there is no display: the sample book, its pages and its report as files instead.
set -euo pipefail
cd "$(dirname "$0")/.."

if [ "$(uname -s)" = Linux ] && [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    echo "There is no display here, so Condica cannot open its window."
    echo "Instead the sample book, its pages as pictures and the management report are written to demo/."
    export QT_QPA_PLATFORM=offscreen
    exec .venv/bin/condica demo-tour demo
fi
exec .venv/bin/condica
