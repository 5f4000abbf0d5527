"""The pages where translators work: dashboard, editor, readers' reports, glossary, memory, activity."""
