"""The default engine: segments, generations, locks and deletions by Whoosh 2.7.4; terms, weights and scoring by us."""
