"""The window: all that knows Qt."""

from app.ui.shell.pyside import leave_sources_unread

leave_sources_unread()
