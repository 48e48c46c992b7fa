#!/usr/bin/env bash
# Everything Condica needs on Debian or Ubuntu: system libraries, .venv, the dependencies of constraints.txt.
# Run again, it does only what is still missing; with nothing missing it takes a fraction of a second.
#
#   tools/setup.sh                   what the program and its tests need
#   tools/setup.sh --office          LibreOffice and poppler too, for the slow tests, where they can be had
#   tools/setup.sh --package NAME    only this one system package
set -euo pipefail
cd "$(dirname "$0")/.."

VENV=.venv
LOCK=constraints.txt
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
    local known soname package
    known=$(PATH="$PATH:/usr/sbin:/sbin" ldconfig -p)
    while read -r soname package; do
        if [ -n "$soname" ] && ! grep -qF "$soname " <<<"$known"; then echo "$package"; fi
    done <<<"$QT_LIBRARIES"
}

# Runs a command as root: directly, by sudo (which may ask for the password where somebody can answer), or not at all.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null && { [ "$INTERACTIVE" = yes ] || sudo -n true 2>/dev/null; }; then
        sudo "$@"
    else
        return 1
    fi
}

apt_install() {
    local command=(env DEBIAN_FRONTEND=noninteractive apt-get -y -q -o DPkg::Lock::Timeout=180 -o Acquire::Retries=3)
    say "installing with apt: $*"
    # Package lists may be missing or stale: fetch them only if the packages cannot be had without.
    as_root "${command[@]}" install --no-install-recommends "$@" >/dev/null 2>&1 </dev/null && return
    as_root "${command[@]}" update >/dev/null </dev/null || true
    as_root "${command[@]}" install --no-install-recommends "$@" >/dev/null </dev/null
}

need_packages() {
    command -v apt-get >/dev/null || fail "missing here: $*" "(named as on Debian; please install them with this system's own tool)"
    apt_install "$@" || fail "these packages are missing and could not be installed. Please run" \
        "    sudo apt-get update && sudo apt-get install -y --no-install-recommends $*" "and then the same command again."
}

install_libraries() {
    [ "$(uname -s)" = Linux ] || return 0
    local missing
    mapfile -t missing < <(missing_libraries)
    [ ${#missing[@]} = 0 ] || need_packages "${missing[@]}"
}

install_office() {
    local wanted=()
    command -v soffice >/dev/null || wanted+=(libreoffice-calc)
    command -v pdftoppm >/dev/null || wanted+=(poppler-utils)
    [ ${#wanted[@]} = 0 ] || apt_install "${wanted[@]}" || say "without ${wanted[*]}: the tests that need them are skipped"
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

makes_venvs() { "$1" -c 'import ensurepip, venv' >/dev/null 2>&1; }

first_with_venv() {
    local name
    for name in $(suitable_pythons); do
        if makes_venvs "$name"; then
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

choose_python() {
    first_with_venv && return
    need_packages "$(venv_package)" >&2
    first_with_venv || fail "no Python from 3.11 to 3.14 with the module venv found; please install one."
}

make_venv() {
    if [ -x $VENV/bin/python ] && suits $VENV/bin/python && $VENV/bin/python -m pip --version >/dev/null 2>&1; then
        return
    fi
    local python
    python=$(choose_python)
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

fingerprint() {
    cat "$LOCK" tools/setup.sh | sha256sum
    $VENV/bin/python -c 'import sys; print(sys.version)'
}

main() {
    case "${1:-}" in
        --office) install_office ;;
        --package) need_packages "$2" && return ;;
    esac
    install_libraries
    if [ -x $VENV/bin/python ] && [ "$(fingerprint 2>/dev/null)" = "$(cat $STAMP 2>/dev/null)" ]; then return; fi
    make_venv
    install_dependencies
    fingerprint >$STAMP
    say "done"
}

main "$@"
