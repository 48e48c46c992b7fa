"""The sample book: invented clients with plausible stories, the same for the same seed and day."""

from app.services.sample.filling import fill

__all__ = ["fill"]
