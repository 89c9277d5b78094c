/*
 * Takes the place of the three Xen libraries that xenstored is linked with, so that the real daemon runs where there is
 * no hypervisor. The store, its socket, watches, transactions, permissions and quotas are the daemon's own; only event
 * channels, grant tables and the question which domains exist are answered here.
 *
 * The domains are the files in the folder that NO_XEN_DOMAINS names, each called by its id. A file that comes or goes
 * is what VIRQ_DOM_EXC is on a real host: xenstored looks which of the domains that it knows are gone.
 */
#define _GNU_SOURCE
#define __XEN_TOOLS__ 1
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <xenctrl.h>
#include <xenevtchn.h>
#include <xengnttab.h>

enum { PAGE = 4096, VIRQ_PORT = 1, FIRST_PORT = 2, LAST_DOMAIN = 0x7fef };

static char handle[1];
static int changes = -1;
static xenevtchn_port_or_error_t next_port = FIRST_PORT;

__attribute__((constructor)) static void start(void)
{
    const char *domains = getenv("NO_XEN_DOMAINS");

    prctl(PR_SET_PDEATHSIG, SIGKILL); /* no daemon outlives the test that started it */
    changes = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
    if (!domains || inotify_add_watch(changes, domains, IN_CREATE | IN_DELETE) < 0)
        exit(70);
}

/* ---- domains ---- */

static int exists(uint32_t id)
{
    char path[PAGE];

    snprintf(path, sizeof path, "%s/%u", getenv("NO_XEN_DOMAINS"), id);
    return id == 0 || access(path, F_OK) == 0;
}

xc_interface *xc_interface_open(xentoollog_logger *log, xentoollog_logger *dombuild, unsigned flags)
{
    return (xc_interface *)handle;
}

int xc_interface_close(xc_interface *xch)
{
    return 0;
}

/* Like the real one: the first that exists from this id on. */
int xc_domain_getinfo(xc_interface *xch, uint32_t first, unsigned max, xc_dominfo_t *info)
{
    for (uint32_t id = first; id <= LAST_DOMAIN; id++)
        if (exists(id)) {
            memset(info, 0, sizeof *info);
            info->domid = id;
            info->running = 1;
            return 1;
        }
    errno = ESRCH;
    return -1;
}

/* ---- event channels: one that fires, VIRQ_DOM_EXC ---- */

xenevtchn_handle *xenevtchn_open(xentoollog_logger *log, unsigned flags)
{
    return (xenevtchn_handle *)handle;
}

xenevtchn_handle *xenevtchn_fdopen(xentoollog_logger *log, int fd, unsigned flags)
{
    return (xenevtchn_handle *)handle;
}

int xenevtchn_fd(xenevtchn_handle *xce)
{
    return changes;
}

xenevtchn_port_or_error_t xenevtchn_bind_virq(xenevtchn_handle *xce, unsigned virq)
{
    return VIRQ_PORT;
}

xenevtchn_port_or_error_t xenevtchn_bind_interdomain(xenevtchn_handle *xce, uint32_t domid, evtchn_port_t port)
{
    return next_port++;
}

xenevtchn_port_or_error_t xenevtchn_pending(xenevtchn_handle *xce)
{
    char events[PAGE];

    return read(changes, events, sizeof events) < 0 ? -1 : VIRQ_PORT;
}

int xenevtchn_notify(xenevtchn_handle *xce, evtchn_port_t port)
{
    return 0;
}

int xenevtchn_unmask(xenevtchn_handle *xce, evtchn_port_t port)
{
    return 0;
}

int xenevtchn_unbind(xenevtchn_handle *xce, evtchn_port_t port)
{
    return 0;
}

/* ---- grant tables: a domain's ring is a page that nobody else sees ---- */

xengnttab_handle *xengnttab_open(xentoollog_logger *log, unsigned flags)
{
    return (xengnttab_handle *)handle;
}

int xengnttab_close(xengnttab_handle *xgt)
{
    return 0;
}

int xengnttab_set_max_grants(xengnttab_handle *xgt, uint32_t count)
{
    return 0;
}

void *xengnttab_map_grant_ref(xengnttab_handle *xgt, uint32_t domid, uint32_t ref, int prot)
{
    if (!exists(domid)) {
        errno = EINVAL;
        return NULL;
    }
    return mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_ANONYMOUS | MAP_PRIVATE, -1, 0);
}

int xengnttab_unmap(xengnttab_handle *xgt, void *start, uint32_t count)
{
    return munmap(start, (size_t)PAGE * count);
}

/* ---- dom0's own ring and port, which its kernel would offer as files ---- */

static int ring(void)
{
    int fd = memfd_create("xsd_kva", MFD_CLOEXEC);

    return ftruncate(fd, PAGE) < 0 ? -1 : fd;
}

static int port(void)
{
    int fd = memfd_create("xsd_port", MFD_CLOEXEC);

    return write(fd, "1", 1) < 0 || lseek(fd, 0, SEEK_SET) < 0 ? -1 : fd;
}

int open(const char *path, int flags, ...)
{
    va_list rest;
    int mode;

    if (strcmp(path, "/proc/xen/xsd_kva") == 0)
        return ring();
    if (strcmp(path, "/proc/xen/xsd_port") == 0)
        return port();
    va_start(rest, flags);
    mode = va_arg(rest, int);
    va_end(rest);
    return syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}
