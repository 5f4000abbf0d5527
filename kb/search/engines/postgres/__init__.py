"""The engine for several web machines: the same analysis and scoring over posting lists kept in PostgreSQL tables."""
