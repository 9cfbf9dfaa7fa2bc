"""An Arabic news article in, a checked fact sheet out."""

__version__ = "0.1.0"
