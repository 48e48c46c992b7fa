"""`make bench`: every pair, as a table; with `--write`, into docs/PERFORMANCE.md as well."""

from __future__ import annotations

import os
import platform
import sys
from datetime import date
from pathlib import Path

from benchmarks import large_book
from benchmarks.pairs import Result, scripts

PAGE = Path(__file__).parent.parent / "docs" / "PERFORMANCE.md"
WINDOWS = "benchmarks.windows"


def main() -> None:
    """Measure and print; the exit status says nothing of the ratios, because machines are noisy."""
    book = large_book.large_book()
    try:
        from benchmarks import questions, workbooks

        results = [*questions.all_of(book), *workbooks.all_of(book)]
    finally:
        book.close()
    results = [*_starts(str(large_book.PLACE)), *results]
    table = _table(results)
    sys.stdout.write(table)
    if "--write" in sys.argv:
        PAGE.write_text(_page(table), encoding="utf-8")


def _starts(book: str) -> list[Result]:
    bare, bare_query = [WINDOWS, "bare", book], [WINDOWS, "bare-query", book]
    bare_memory = [WINDOWS, "bare-memory", book]
    return [
        scripts("frame painted", "a bare window", bare, [WINDOWS, "frame", book], 1.3),
        scripts(
            "client list drawn", "bare window, mapping, first query", bare_query, [WINDOWS, "list", book], 1.3
        ),
        scripts(
            "idle window", "bare window with SQLAlchemy", bare_memory, [WINDOWS, "memory", book], 1.5, 3, "MB"
        ),
    ]


def _table(results: list[Result]) -> str:
    head = "| what | floor | floor | Condica | ratio | aim | |\n|---|---|---:|---:|---:|---:|---|\n"
    rows = (
        f"| {r.name} | {r.floor_name} | {r.floor:,.1f} {r.unit} | {r.ours:,.1f} {r.unit} "
        f"| {r.ratio:.2f} × | {r.aim} × | {'met' if r.met else 'missed'} |\n"
        for r in results
    )
    return head + "".join(rows)


def _page(table: str) -> str:
    machine = f"{platform.system()}, {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
    return (
        "# Performance\n\n"
        "Each line is a pair measured in turn in one run (`make bench`); figures are medians, the ratio is what\n"
        "counts, because machines differ and drift. The book has 2,000 sample clients and about 200,000 notes.\n\n"
        f"Measured on {date.today().isoformat()}: {machine}; windows drawn offscreen.\n\n{table}"
    )


if __name__ == "__main__":
    main()
