"""What is known: documents, passages, places, partnership records, and where they are kept."""
