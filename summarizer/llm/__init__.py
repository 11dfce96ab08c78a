"""Calls to a model: one function type, and wrappers of it."""
