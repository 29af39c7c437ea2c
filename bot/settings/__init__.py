"""`/settings`: what a server's moderators choose."""
