"""`/insights`: what members asked, what was not answered, what is never cited."""
