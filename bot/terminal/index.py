"""Look after the index from the command line: status, rebuild, verify."""
