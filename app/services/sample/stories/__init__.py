"""The written stories, in the order in which a small sample takes them."""

from app.services.sample.stories.alfa import ALFA
from app.services.sample.stories.polish import BRODNICA, DABROWSKI, ZIELONY
from app.services.sample.stories.romanian import CARPATI, ESTORIA, FERMA
from app.services.sample.stories.steadfast import GLOB, MIORITA
from app.services.sample.stories.story import EMILY, IOANA, KATARZYNA, MATEI, VICTOR, Story
from app.services.sample.stories.vektor import VEKTOR

STORIES: tuple[Story, ...] = (
    ALFA,
    BRODNICA,
    CARPATI,
    DABROWSKI,
    ESTORIA,
    FERMA,
    GLOB,
    MIORITA,
    VEKTOR,
    ZIELONY,
)

__all__ = ["EMILY", "IOANA", "KATARZYNA", "MATEI", "STORIES", "VICTOR", "Story"]
