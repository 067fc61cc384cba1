"""Tests of the readers: bytes in, documents or one clear sentence out."""
