"""Dinas SOP: SOP 5.2.9 of a provincial office, from the public form to the archive."""

__version__ = "0.1.0"
