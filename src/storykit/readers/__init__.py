"""Readers: each finds one kind of mark in a parsed article. A reader never imports another; it takes earlier findings as arguments."""
