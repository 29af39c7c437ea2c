"""`/corpus` for partnership records: importing a file of them, adding one."""
