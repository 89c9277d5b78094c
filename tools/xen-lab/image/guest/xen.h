/* The hypercalls that the guest makes, and its pages. */
#ifndef LAB_XEN_H
#define LAB_XEN_H

#define __XEN_INTERFACE_VERSION__ 0x00040e00 /* undefined means that of the oldest guests */

#include <stdint.h>
#include <xen/xen.h>
#include <xen/event_channel.h>
#include <xen/sched.h>

#define VIRTUAL_BASE 0xffffffff80000000ul
#define barrier() __asm__ volatile("" ::: "memory")

extern struct shared_info shared;

static inline long hypercall(long number, uintptr_t a, uintptr_t b, uintptr_t c)
{
    long result = number;

    __asm__ volatile("syscall"
                     : "+a"(result), "+D"(a), "+S"(b), "+d"(c)
                     :
                     : "rcx", "r11", "r8", "r9", "r10", "memory");
    return result;
}

static inline void notify(evtchn_port_t port)
{
    struct evtchn_send send = {.port = port};

    hypercall(__HYPERVISOR_event_channel_op, EVTCHNOP_send, (uintptr_t)&send, 0);
}

static inline void clear_pending(evtchn_port_t port)
{
    __atomic_fetch_and(&shared.evtchn_pending[port / 64], ~(1ul << port % 64), __ATOMIC_SEQ_CST);
}

/* Until one of two ports has an event. */
static inline void wait_for(evtchn_port_t one, evtchn_port_t other)
{
    evtchn_port_t ports[] = {one, other};
    struct sched_poll poll = {.nr_ports = 2};

    set_xen_guest_handle(poll.ports, ports);
    hypercall(__HYPERVISOR_sched_op, SCHEDOP_poll, (uintptr_t)&poll, 0);
    clear_pending(one);
    clear_pending(other);
}

static inline __attribute__((noreturn)) void end(unsigned int reason)
{
    struct sched_shutdown shutdown = {.reason = reason};

    for (;;)
        hypercall(__HYPERVISOR_sched_op, SCHEDOP_shutdown, (uintptr_t)&shutdown, 0);
}

/* Where one of the guest's own machine frames is. */
static inline void *frame(unsigned long mfn)
{
    return (void *)(VIRTUAL_BASE + (((unsigned long *)HYPERVISOR_VIRT_START)[mfn] << 12));
}

/* Lets `shared` be the page in which Xen marks pending events. */
static inline void map_shared(const struct start_info *info)
{
    enum { PRESENT_WRITABLE_USER_ACCESSED_DIRTY = 0x67 };

    hypercall(__HYPERVISOR_update_va_mapping, (uintptr_t)&shared,
              info->shared_info | PRESENT_WRITABLE_USER_ACCESSED_DIRTY, UVMF_INVLPG);
}

#endif
