"""The views of the public site: each parses a request, calls one selector and renders."""
