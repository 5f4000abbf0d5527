"""Running the site: health, request ids, setting up, collecting the strings of the interface."""
