"""Orsak: a web knowledge base for troubleshooting."""
