"""What the terminal, the Discord bot and the benchmarks use alike; it knows none of them."""
