"""Values → text and bytes for terminal, pipe, Markdown, CSV and JSON; pure functions.

A width is always an argument; text from documents is stripped of control characters before it
can reach a terminal.
"""
