#!/usr/bin/env bash
# Everything Condica needs on Debian or Ubuntu: system libraries, .venv, the dependencies of constraints.txt, and the
# command .venv/bin/condica.
# Run again, it does only what is still missing; with nothing missing it takes a fraction of a second.
#
#   tools/setup.sh                   what the program and its tests need
#   tools/setup.sh --office          LibreOffice and poppler too, for the slow tests, where they can be had
#   tools/setup.sh --desktop         a screen without a monitor, for the journeys in tests/journeys, where it can be had
#   tools/setup.sh --picture         Graphviz too, which draws docs/architecture.svg, where it can be had
#   tools/setup.sh --package NAME    only this one system package
set -euo pipefail
cd "$(dirname "$0")/.."

VENV=.venv
LOCK=constraints.txt
COMMAND=$VENV/bin/condica
STAMP=$VENV/.setup-stamp
OLDEST="(3, 11)"
NEWEST="(3, 14)" # the newest Python for which every pinned dependency has a wheel

INTERACTIVE=$([ -t 0 ] && echo yes || echo no)

say() { printf 'setup: %s\n' "$*"; }
fail() {
    printf 'setup: %s\n' "$@" >&2
    exit 1
}

# --- system packages -----------------------------------------------------------------------------------------

# What Qt's libraries and its xcb, wayland and offscreen plugins load, and the Debian package of each.
QT_LIBRARIES="
libEGL.so.1 libegl1
libGL.so.1 libgl1
libX11.so.6 libx11-6
libX11-xcb.so.1 libx11-xcb1
libbrotlidec.so.1 libbrotli1
libdbus-1.so.3 libdbus-1-3
libfontconfig.so.1 libfontconfig1
libfreetype.so.6 libfreetype6
libglib-2.0.so.0 libglib2.0-0
libgssapi_krb5.so.2 libgssapi-krb5-2
libwayland-client.so.0 libwayland-client0
libwayland-cursor.so.0 libwayland-cursor0
libwayland-egl.so.1 libwayland-egl1
libxcb-cursor.so.0 libxcb-cursor0
libxcb-glx.so.0 libxcb-glx0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-image.so.0 libxcb-image0
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-randr.so.0 libxcb-randr0
libxcb-render-util.so.0 libxcb-render-util0
libxcb-render.so.0 libxcb-render0
libxcb-shape.so.0 libxcb-shape0
libxcb-shm.so.0 libxcb-shm0
libxcb-sync.so.1 libxcb-sync1
libxcb-util.so.1 libxcb-util1
libxcb-xfixes.so.0 libxcb-xfixes0
libxcb-xkb.so.1 libxcb-xkb1
libxkbcommon.so.0 libxkbcommon0
libxkbcommon-x11.so.0 libxkbcommon-x11-0
"

missing_libraries() {
    [ "$(uname -s)" = Linux ] || return 0
    local known soname package
    known=$(PATH="$PATH:/usr/sbin:/sbin" ldconfig -p)
    while read -r soname package; do
        if [ -n "$soname" ] && ! grep -qF "$soname " <<<"$known"; then echo "$package"; fi
    done <<<"$QT_LIBRARIES"
}

# Whether this user may become root: as root already, or by sudo, which asks for the password if somebody can answer.
may_install() {
    command -v apt-get >/dev/null || return 1
    if [ "$(id -u)" = 0 ]; then return; fi
    command -v sudo >/dev/null && { [ "$INTERACTIVE" = yes ] || sudo -n true 2>/dev/null; }
}

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

apt() {
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get -y -q -o DPkg::Lock::Timeout=180 -o Acquire::Retries=3 "$@" >/dev/null </dev/null
}

install_packages() {
    may_install || return 1
    say "installing with apt: $*"
    # The package lists may be missing or stale: they are fetched only if the packages cannot be had without.
    apt install --no-install-recommends "$@" 2>/dev/null && return
    apt update || true
    apt install --no-install-recommends "$@"
}

need_packages() {
    if [ $# = 0 ] || install_packages "$@"; then return; fi
    command -v apt-get >/dev/null || fail "missing on this system, by their names in Debian: $*"
    fail "some system packages are missing and could not be installed. Please run" \
        "    sudo apt-get update && sudo apt-get install -y --no-install-recommends $*" "and then the same command again."
}

install_where_allowed() { # COMMAND PACKAGE...
    local wanted=()
    while [ $# -gt 0 ]; do
        command -v "$1" >/dev/null || [ -x "/usr/sbin/$1" ] || [ -x "/usr/libexec/$1" ] || wanted+=("$2")
        shift 2
    done
    if [ ${#wanted[@]} -gt 0 ] && ! install_packages "${wanted[@]}"; then
        say "without ${wanted[*]}: what needs them is skipped"
    fi
}

install_office() { install_where_allowed soffice libreoffice-calc pdftoppm poppler-utils; }

install_picture() { install_where_allowed dot graphviz; }

# A screen, a window manager, keys and mouse from outside, what screen readers read, and a printer that is a file.
install_desktop() {
    install_where_allowed Xvfb xvfb setxkbmap x11-xkb-utils openbox openbox xdotool xdotool xprop x11-utils \
        dbus-daemon dbus \
        at-spi-bus-launcher at-spi2-core \
        cupsd cups-daemon lpadmin cups-client pdftotext poppler-utils
}

# --- Python --------------------------------------------------------------------------------------------------

suits() { # CPython, not too old, not too new
    "$1" -c "import sys; sys.exit(not (sys.implementation.name == 'cpython' and $OLDEST <= sys.version_info[:2] <= $NEWEST))" \
        >/dev/null 2>&1
}

suitable_pythons() {
    local name
    for name in python3.14 python3.13 python3.12 python3.11 python3; do
        if suits "$name"; then echo "$name"; fi
    done
}

first_with_venv() {
    local name
    for name in $(suitable_pythons); do
        if "$name" -c 'import ensurepip, ssl, venv' >/dev/null 2>&1; then
            echo "$name"
            return
        fi
    done
    return 1
}

# Debian splits venv off each Python: python3.11 → python3.11-venv.
venv_package() {
    local name
    name=$(suitable_pythons | head -n 1)
    if [ -z "$name" ]; then
        echo python3-venv
    else
        "$name" -c 'import sys; print("python{}.{}-venv".format(*sys.version_info))'
    fi
}

venv_stands() {
    [ -x $VENV/bin/python ] && suits $VENV/bin/python && $VENV/bin/python -m pip --version >/dev/null 2>&1
}

make_venv() {
    if venv_stands; then return; fi
    local python
    python=$(first_with_venv) || fail "no Python from 3.11 to 3.14 with the module venv was found; please install one."
    say "making $VENV with $("$python" --version)"
    "$python" -m venv --clear $VENV
}

install_dependencies() {
    say "installing the dependencies of $LOCK"
    # Everything is named and hashed in the file, so nothing is left to resolve, and nothing is built.
    $VENV/bin/python -m pip install --quiet --disable-pip-version-check --no-input --no-deps --only-binary :all: \
        --require-hashes -r $LOCK
    $VENV/bin/python -m pip check >/dev/null || fail "the dependencies do not fit together:" "$($VENV/bin/python -m pip check)"
}

# The command, on the code of this checkout. It finds its way from its own place, so that it may be moved and linked to.
command_script() {
    cat <<'SCRIPT'
#!/bin/sh
# Made by tools/setup.sh: Condica as it stands in this checkout.
bin=$(dirname "$(readlink -f "$0")")
exec "$bin/python" "$bin/../../main.py" "$@"
SCRIPT
}

make_command() {
    if [ -x $COMMAND ] && [ "$(cat $COMMAND)" = "$(command_script)" ]; then return; fi
    rm -f $COMMAND
    command_script >$COMMAND
    chmod +x $COMMAND
}

# --- in order ------------------------------------------------------------------------------------------------

fingerprint() {
    sha256sum <$LOCK
    $VENV/bin/python -c 'import sys; print(sys.version)'
}

up_to_date() {
    [ -f $STAMP ] && [ "$(fingerprint 2>/dev/null)" = "$(cat $STAMP)" ] && [ -z "$(missing_libraries)" ]
}

install_system() {
    local missing=()
    mapfile -t missing < <(missing_libraries)
    if ! venv_stands && ! first_with_venv >/dev/null; then missing+=("$(venv_package)"); fi
    need_packages "${missing[@]}"
}

main() {
    while [ $# -gt 0 ]; do
        case "$1" in
            --office) install_office ;;
            --desktop) install_desktop ;;
            --picture) install_picture ;;
            --package)
                need_packages "$2"
                return
                ;;
            *) fail "unknown option: $1" ;;
        esac
        shift
    done
    if up_to_date; then
        make_command # of a set-up from before there was one
        return
    fi
    install_system
    make_venv
    install_dependencies
    make_command
    fingerprint >$STAMP
    say "done"
}

main "$@"
