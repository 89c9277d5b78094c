"""Debian's python3-pyxs, for tools/bench/xenstore.mjs: a line "read COUNT" is answered with the milliseconds it took."""
import sys
import time

import pyxs

with pyxs.Client(unix_socket_path=sys.argv[1]) as client:
    for line in sys.stdin:
        count = int(line.split()[1])
        start = time.monotonic()
        for _ in range(count):
            client.read(b"/bench/node")
        print((time.monotonic() - start) * 1000, flush=True)
