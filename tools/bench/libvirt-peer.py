"""Does what it is asked with python3-libvirt, and says how many milliseconds it took: a line of JSON each."""
import json
import re
import sys
import threading
import time

import libvirt
import libvirt_qemu

libvirt.virEventRegisterDefaultImpl()
threading.Thread(
    target=lambda: [libvirt.virEventRunDefaultImpl() for _ in iter(int, 1)], daemon=True
).start()
libvirt.registerErrorHandler(lambda *_: None, None)
connection = libvirt.open("qemu:///system")
stopped = threading.Event()


def told(_connection, _domain, event, _detail, _opaque):
    if event == libvirt.VIR_DOMAIN_EVENT_STOPPED:
        stopped.set()


connection.domainEventRegisterAny(None, libvirt.VIR_DOMAIN_EVENT_ID_LIFECYCLE, told, None)


def timed(work):
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def domain(name):
    return connection.lookupByName(name)


def create(xml):
    return timed(lambda: connection.createXML(xml, 0))


def create_all(xmls):
    def all_at_once():
        threads = [threading.Thread(target=connection.createXML, args=(xml, 0)) for xml in xmls]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    return timed(all_at_once)


def destroy(name):
    found = domain(name)
    return timed(found.destroy)


def shutdown(name):
    found = domain(name)
    stopped.clear()

    def until_told():
        found.shutdown()
        stopped.wait()

    return timed(until_told)


def pause(name):
    found = domain(name)

    def both():
        found.suspend()
        found.resume()

    return timed(both)


def monitor(name):
    found = domain(name)
    return timed(lambda: libvirt_qemu.qemuMonitorCommand(found, '{"execute":"query-status"}', 0))


def info(name):
    found = domain(name)
    return timed(found.info)


def define_undefine(xml):
    return timed(lambda: connection.defineXML(xml).undefine())


def define_all(xmls):
    for xml in xmls:
        connection.defineXML(xml)


def undefine_all():
    for found in connection.listAllDomains(libvirt.VIR_CONNECT_LIST_DOMAINS_INACTIVE):
        found.undefine()


def memory():
    with open(f"/proc/{open(sys.argv[1]).read().strip()}/status") as status:
        return int(re.search(r"VmRSS:\s+(\d+)", status.read())[1]) / 1024


def open_close():
    return timed(lambda: libvirt.open("qemu:///system").close())


asked = {
    "create": create,
    "createAll": create_all,
    "destroy": destroy,
    "shutdown": shutdown,
    "pause": pause,
    "monitor": monitor,
    "info": info,
    "list": lambda: timed(connection.listAllDomains),
    "stats": lambda: timed(connection.getAllDomainStats),
    "defineUndefine": define_undefine,
    "defineAll": define_all,
    "undefineAll": undefine_all,
    "memory": memory,
    "openClose": open_close,
}

print(json.dumps(libvirt.getVersion()), flush=True)
for line in sys.stdin:
    name, *arguments = json.loads(line)
    print(json.dumps(asked[name](*arguments)), flush=True)
