"""`/index`: what it holds, building it anew while questions go on, checking it."""
