"""Writes the draft of the next step: the difference between the last step's tables and the models."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from alembic import command

from app import private
from app.models.engine import engine_of
from app.models.header import SCHEMA
from app.models.schema import alembic_config, revision_of, upgrade_tables


def draft(message: str) -> None:
    """Write `versions/NNNN_message.py`, NNNN being today's `SCHEMA`."""
    with tempfile.TemporaryDirectory() as folder:
        path = private.new_file(Path(folder) / "draft.condica")
        engine = engine_of(path, None)
        with engine.execution_options(writes=True).begin() as connection:
            if SCHEMA > 1:
                upgrade_tables(connection, SCHEMA - 1)
            config = alembic_config(connection)
            config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
            command.revision(config, message, autogenerate=True, rev_id=revision_of(SCHEMA))
        engine.dispose()


if __name__ == "__main__":
    draft(" ".join(sys.argv[1:]))
