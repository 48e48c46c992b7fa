#!/usr/bin/env bash
# Puts Condica into this user's menu of programs, and opens books at a double click (Linux desktops).
#
#   tools/desktop.sh            the command of this checkout, .venv/bin/condica
#   tools/desktop.sh COMMAND    another one, such as an installed condica
#   tools/desktop.sh --remove   out of the menu again
set -euo pipefail
cd "$(dirname "$0")/.."

SHARE=${XDG_DATA_HOME:-$HOME/.local/share}
ENTRY=$SHARE/applications/condica.desktop
KIND=$SHARE/mime/packages/condica.xml
ICON=$SHARE/icons/hicolor/scalable/apps/condica.svg

# Desktops notice by themselves sooner or later; with these they know at once.
tell_desktop() {
    ! command -v update-mime-database >/dev/null || update-mime-database "$SHARE/mime"
    ! command -v update-desktop-database >/dev/null || update-desktop-database -q "$SHARE/applications"
}

# A path as the entry's Exec line wants it: quoted, with what has a meaning there escaped.
quoted() { printf '"%s"' "$(sed -e 's/[\\"`$]/\\&/g' -e 's/\\/\\\\/g' -e 's/%/%%/g' <<<"$1")"; }

if [ "${1:-}" = --remove ]; then
    rm -f "$ENTRY" "$KIND" "$ICON"
    [ ! -d "$SHARE/mime/packages" ] || tell_desktop
    exit
fi

COMMAND=$(realpath -s "${1:-.venv/bin/condica}")
[ -x "$COMMAND" ] || { echo "desktop: there is no command $COMMAND; make setup makes it" >&2; exit 1; }
mkdir -p "$(dirname "$ENTRY")" "$(dirname "$KIND")" "$(dirname "$ICON")"
while IFS= read -r line; do
    case $line in
        Exec=*) printf 'Exec=%s %%f\n' "$(quoted "$COMMAND")" ;;
        *) printf '%s\n' "$line" ;;
    esac
done <packaging/linux/condica.desktop >"$ENTRY"
install -m 644 packaging/linux/condica.xml "$KIND"
install -m 644 resources/condica.svg "$ICON"
tell_desktop
