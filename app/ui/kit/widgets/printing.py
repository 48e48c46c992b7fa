"""What goes on paper or into a PDF: always light, A4, margins of 20 mm, whatever the window looks like."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
    QTextDocument,
)
from PySide6.QtWidgets import QDialog, QWidget

from app.errors import UserError
from app.i18n import _
from app.services import outfile
from app.services.file_names import name_part
from app.ui.kit.look.tokens import LIGHT

# Imported where something is printed: it takes a while, and only printing needs it.
if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

MARGIN_MM = 20
_DPI = 144
_POINTS = 10.5
Failed = Callable[[UserError], object]


class NotPrinted(UserError):
    """The printer, or the file chosen in its place, takes nothing."""


def document_of(html: str, device: QPagedPaintDevice) -> QTextDocument:
    """The text as a document laid out for the pages of `device`."""
    document = QTextDocument()
    # Before anything is laid out: lengths in points become the device's own pixels.
    document.documentLayout().setPaintDevice(device)
    font = QFont("Inter")
    font.setPointSizeF(_POINTS)
    # Inter's raised hyphen between capitals and figures is no hyphen to who searches the PDF for "C-031".
    font.setFeature(QFont.Tag("calt"), 0)
    document.setDefaultFont(font)
    document.setDocumentMargin(0)
    document.setHtml(html)
    document.setPageSize(QSizeF(device.width(), device.height()))
    return document


def paint(html: str, device: QPagedPaintDevice) -> None:
    """Paint the text on as many pages of a device as it needs; NotPrinted where the device takes nothing."""
    _set_page(device)
    painter = QPainter()
    if not painter.begin(device):
        raise NotPrinted(
            _("Nothing was printed."), _("Choose another printer, or another file, and try again.")
        )
    document = document_of(html, device)
    width, height = document.pageSize().width(), document.pageSize().height()
    context = QAbstractTextDocumentLayout.PaintContext()
    palette = QPalette(context.palette)
    palette.setColor(QPalette.ColorRole.Text, QColor(LIGHT.text))
    context.palette = palette
    for page in range(document.pageCount()):
        if page:
            device.newPage()
        context.clip = QRectF(0, page * height, width, height)
        painter.save()
        painter.translate(0, -page * height)
        painter.setClipRect(context.clip)
        document.documentLayout().draw(painter, context)
        painter.restore()
    painter.end()


def write_pdf(html: str, path: Path, title: str) -> None:
    """Write the text as a PDF; what stood there before is kept until the new one is whole."""
    with outfile.writing(path) as beside:
        writer = QPdfWriter(str(beside))
        writer.setTitle(title)
        writer.setCreator("Condica")
        writer.setResolution(_DPI)
        paint(html, writer)


def ask_printer(
    parent: QWidget,
    name: str,
    html: str,
    *,
    failed: Failed,
    printed: Callable[[Path | None], object] | None = None,
) -> QPrintDialog:
    """Ask for a printer and print there what is called `name`; `failed` hears why it could not be.

    `printed(file)` hears that it is done; `file` is none where it went to paper.
    """
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    _set_page(printer)
    printer.setDocName(name_part(name))

    def go() -> None:
        file = Path(printer.outputFileName()) if printer.outputFileName() else None
        try:
            if file is not None:
                _print_to_file(html, printer, file)
            else:
                paint(html, printer)
        except UserError as error:
            failed(error)
        else:
            if printed is not None:
                printed(file)

    asking = QPrintDialog(printer, parent)
    asking.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    asking.setWindowTitle(_("Print {ref}").format(ref=name))
    asking.accepted.connect(go)
    # Of PySide's two the one of every dialog: QPrintDialog names only the other, which wants a slot.
    QDialog.open(asking)
    return asking


def _print_to_file(html: str, printer: QPrinter, target: Path) -> None:
    """Beside its place first: Qt itself would make a file that everybody on the computer may read."""
    outfile.check_target(target, replace=True)
    with outfile.writing(target) as beside:
        printer.setOutputFileName(str(beside))
        paint(html, printer)


def _set_page(device: QPagedPaintDevice) -> None:
    device.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    margins = QMarginsF(MARGIN_MM, MARGIN_MM, MARGIN_MM, MARGIN_MM)
    device.setPageMargins(margins, QPageLayout.Unit.Millimeter)
