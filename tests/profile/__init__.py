"""Tests of the local rules."""
