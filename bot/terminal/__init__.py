"""The terminal: the same answers and the same corpus work as on Discord, for one person at a prompt.

Modules here import the heavy rooms (storage, index, embedding) inside functions only: `run.py --help`
and a refused command must not wait for them.
"""
