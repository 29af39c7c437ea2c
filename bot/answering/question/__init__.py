"""What a question is about, read once: its words, what it asks for, its names, what it leaves out."""
