"""meter.py SECONDS LOG COMMAND...: runs the command to its end and prints what it took, as one line of JSON.

Seconds of wall time, user and system CPU, peak resident kB, exit code. CPU counts the process and every descendant that
was waited for; the peak is that of the largest single process. A new process starts with the memory peak of the one
that forked it, so a Node parent would put a floor of some 50 MB under every figure; this small interpreter's is 9 MB.
"""
import json
import os
import signal
import sys
import time

limit, log, command = float(sys.argv[1]), sys.argv[2], sys.argv[3:]
output = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
files = [
    (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
    (os.POSIX_SPAWN_DUP2, output, 1),
    (os.POSIX_SPAWN_DUP2, output, 2),
]
start = time.monotonic_ns()
child = os.posix_spawnp(command[0], command, os.environ, file_actions=files, setpgroup=0)


def stop(*_):
    os.killpg(child, signal.SIGKILL)


for number in (signal.SIGALRM, signal.SIGINT, signal.SIGTERM):
    signal.signal(number, stop)
signal.setitimer(signal.ITIMER_REAL, limit)
_, status, used = os.wait4(child, 0)
wall = (time.monotonic_ns() - start) / 1e9
figures = {
    "wall": wall,
    "cpu": used.ru_utime + used.ru_stime,
    "kb": used.ru_maxrss,
    "code": os.waitstatus_to_exitcode(status),
}
print(json.dumps(figures))
