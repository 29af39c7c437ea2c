"""Files are read by a process of their own, with limits: for the terminal and for Discord."""
