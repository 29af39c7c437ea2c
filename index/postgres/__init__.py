"""PostgreSQL with pgvector as the index itself: passages are searched where they are kept."""
