"""tracker: find the promises in Chinese government replies and follow them until they are kept."""

__version__ = "0.1.0"
