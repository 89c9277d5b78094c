"""libvirt's test driver in this process, for tools/bench/test-driver.mjs: "WHAT COUNT" is answered with milliseconds."""
import sys
import time

import libvirt

libvirt.registerErrorHandler(lambda *_: None, None)
with open(sys.argv[1]) as file:
    text = file.read()


def begin():
    global connection, domain
    connection = libvirt.open("test:///default")
    domain = connection.lookupByName("test")


works = {
    "open": lambda: libvirt.open("test:///default").close(),
    "list": lambda: connection.listAllDomains(),
    "info": lambda: domain.info(),
    "xml": lambda: domain.XMLDesc(),
    "define": lambda: connection.defineXML(text).undefine(),
    "create": lambda: connection.createXML(text).destroy(),
}

connection = domain = None
for line in sys.stdin:
    what, count = line.split()
    if connection is None and what != "open":
        begin()
    work = works[what]
    start = time.perf_counter()
    for _ in range(int(count)):
        work()
    print((time.perf_counter() - start) * 1000, flush=True)
