"""The exchange workbook: export, import, and an empty one to fill in (DOMAIN.md, Records)."""

from app.services.exchange.exporting import export_workbook
from app.services.exchange.importing import import_workbook
from app.services.exchange.reading import is_exchange_workbook
from app.services.exchange.reports import ExportReport, ImportReport, Problem
from app.services.exchange.template import write_template

__all__ = [
    "ExportReport",
    "ImportReport",
    "Problem",
    "export_workbook",
    "import_workbook",
    "is_exchange_workbook",
    "write_template",
]
