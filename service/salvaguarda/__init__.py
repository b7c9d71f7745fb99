"""Salvaguarda: score every provision of a draft against a checklist of safeguards."""

__version__ = "0.1.0"
