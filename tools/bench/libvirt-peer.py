"""Does what it is asked with python3-libvirt, and says how many milliseconds each took: a line of JSON each."""
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


def destroy_told(name):
    found = domain(name)
    stopped.clear()
    start = time.perf_counter()
    found.destroy()
    stopped.wait()
    return (time.perf_counter() - start) * 1000


def destroy_all():
    for found in connection.listAllDomains(libvirt.VIR_CONNECT_LIST_DOMAINS_ACTIVE):
        found.destroy()


def shutdown(name):
    found = domain(name)
    stopped.clear()

    def until_told():
        found.shutdown()
        stopped.wait()

    return timed(until_told)


def pause(name, count):
    found = domain(name)

    def both():
        found.suspend()
        found.resume()

    return [timed(both) for _ in range(count)]


def monitor(name, count):
    found = domain(name)
    ask = '{"execute":"query-status"}'
    return [timed(lambda: libvirt_qemu.qemuMonitorCommand(found, ask, 0)) for _ in range(count)]


def infos(name, count):
    found = domain(name)
    return [timed(found.info) for _ in range(count)]


def define_undefine(xml, count):
    return [timed(lambda: connection.defineXML(xml).undefine()) for _ in range(count)]


def define_all(xmls):
    for xml in xmls:
        connection.defineXML(xml)


def memory():
    with open(f"/proc/{open(sys.argv[1]).read().strip()}/status") as status:
        return int(re.search(r"VmRSS:\s+(\d+)", status.read())[1]) / 1024


def open_close():
    return timed(lambda: libvirt.open("qemu:///system").close())


asked = {
    "create": create,
    "createAll": create_all,
    "destroy": destroy,
    "destroyTold": destroy_told,
    "destroyAll": destroy_all,
    "shutdown": shutdown,
    "pause": pause,
    "monitor": monitor,
    "infos": infos,
    "list": lambda: timed(connection.listAllDomains),
    "stats": lambda: timed(connection.getAllDomainStats),
    "defineUndefine": define_undefine,
    "defineAll": define_all,
    "memory": memory,
    "openClose": open_close,
}

print(json.dumps({"answer": libvirt.getVersion()}), flush=True)
for line in sys.stdin:
    name, *arguments = json.loads(line)
    try:
        answer = {"answer": asked[name](*arguments)}
    except libvirt.libvirtError as error:
        answer = {"error": str(error)}
    print(json.dumps(answer), flush=True)
