"""`/about`, `/help`, `/privacy` and `/forget-me`."""
