"""Looking up: `/city` shows a place or a document by its name, `/verify` a quote by its citation id."""
