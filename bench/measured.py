"""Run a command and write what it took, as JSON, to a file: FILE COMMAND [ARGUMENT ...].

A process begins with the peak memory of who started it. So who measures starts this, which is small, and
this starts what is measured. It imports nothing of the project.
"""

import json
import os
import subprocess
import sys
import time

if __name__ == "__main__":
    began, environment = time.perf_counter(), os.environ | {"FOOTBRIDGE_STARTED": repr(time.time())}
    process = subprocess.Popen(sys.argv[2:], env=environment)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    took = {
        "seconds": time.perf_counter() - began,
        "megabytes": usage.ru_maxrss / 1024,
        "processor": usage.ru_utime + usage.ru_stime,
        "code": process.returncode,
    }
    with open(sys.argv[1], "w", encoding="utf-8") as file:  # noqa: PTH123 - pathlib is not small
        json.dump(took, file)
