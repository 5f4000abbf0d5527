"""The catalogue: guides, error codes, causes and solutions as linked records, and their texts."""
