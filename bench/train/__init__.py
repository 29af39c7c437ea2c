"""Train the reading model (`index/cross_encoder`); README.md says on what, and what came of it."""
