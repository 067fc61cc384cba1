"""Model values and a date → plain report values: titles, typed columns, rows, figures; pure.

Nothing here opens a ledger, prints, or asks what day it is.
"""
