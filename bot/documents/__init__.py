"""`/corpus` for documents: adding, pasting, listing, showing, removing, restoring, exporting."""
