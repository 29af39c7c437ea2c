"""Reading what strangers upload, in a process of its own with limits on time, memory and size.

`reading.py` runs the process and checks what it says; `child.py` is the process; `form.py` is how the two
and the table of pending additions write down what was understood.
"""
