"""The steps that bring an older book's tables up to today's, by Alembic.

A new step: raise `SCHEMA` in app/models/header.py, change the models, then
`python -m app.models.migrations.draft "what changes"` writes `versions/NNNN_what_changes.py` from the
difference between the last step and the models; read it, and add what moves the data.
"""
