"""What Qt itself says in its dialogs for printing and files, in the words of our own catalogues.

Romanian is not among Qt's translations, and those it has come in words of their own.
"""

from __future__ import annotations

from PySide6.QtCore import QTranslator

from app.i18n import N_, _, language

# Without the mark of the letter that goes there with Alt: it is another one in every language.
_WORDS = frozenset({
    # Both.
    N_("OK"), N_("Cancel"), N_("Yes"), N_("No"), N_("Open"), N_("Save"),
    N_("%1 is a directory.\nPlease choose a different file name."),
    # A printer, and what is printed.
    N_("Print"), N_("Options >>"), N_("Options <<"), N_("Print to File (PDF)"), N_("Local file"),
    N_("Write PDF file"), N_("Printer"), N_("Name:"), N_("Location:"), N_("Type:"), N_("Properties"), N_("Preview"),
    N_("Output file:"), N_("All Pages"), N_("Odd Pages"), N_("Even Pages"), N_("Output Settings"), N_("Print range"),
    N_("Print all"), N_("Pages from"), N_("to"), N_("Pages"), N_("Current Page"), N_("Selection"), N_("Copies"),
    N_("Copies:"), N_("Collate"), N_("Reverse"), N_("Options"), N_("Color Mode"), N_("Color"), N_("Grayscale"),
    N_("Double Sided Printing"), N_("Off"), N_("Long side binding"), N_("Short side binding"), N_("Page Set:"),
    N_("Specify pages or ranges separated by commas. Ranges are specified by two numbers separated by a hyphen."
       " E.g: 3,5-7,9 prints pages 3, 5, 6, 7 and 9."),
    N_("Print To File ..."), N_("File %1 is not writable.\nPlease choose a different file name."),
    N_("%1 already exists.\nDo you want to overwrite it?"),
    # A file, and where it lies.
    N_("Look in:"), N_("Back"), N_("Go back"), N_("Forward"), N_("Go forward"), N_("Parent Directory"),
    N_("Go to the parent directory"), N_("Create New Folder"), N_("Create a New Folder"), N_("List View"),
    N_("Change to list view mode"), N_("Detail View"), N_("Change to detail view mode"), N_("Sidebar"),
    N_("List of places and bookmarks"), N_("Files"), N_("File name:"), N_("Files of type:"), N_("All Files (*)"),
    N_("Directory:"), N_("Directories"), N_("Choose"), N_("New Folder"), N_("Rename"), N_("Delete"),
    N_("Show hidden files"), N_("Computer"), N_("Drive"), N_("Folder"), N_("Name"), N_("Size"), N_("Type"),
    N_("Date Modified"), N_("%1 already exists.\nDo you want to replace it?"),
    N_("%1\nFile not found.\nPlease verify the correct file name was given."),
    N_("%1\nDirectory not found.\nPlease verify the correct directory name was given."),
    N_("Are you sure you want to delete '%1'?"), N_("Could not delete directory."),
    N_("'%1' is write protected.\nDo you want to delete it anyway?"),
})  # fmt: skip
# The names of keys stay as they stand on the keyboard.
_KEYS = "QShortcut"


class QtWords(QTranslator):
    """Installed once; it speaks the language in force when it is asked."""

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1) -> str:
        words = sourceText.replace("&", "")
        if context == _KEYS or words not in _WORDS or language() == "en":
            return sourceText
        return _(words)
