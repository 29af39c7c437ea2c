"""Answer from passages: weigh the sentences found, decide whether one answers, choose what to quote."""
