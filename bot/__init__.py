"""How it is asked: the answering pipeline, the terminal, and Discord."""
