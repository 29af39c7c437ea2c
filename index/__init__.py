"""How it is found: embeddings, vector and lexical search, their fusion, and index generations."""
