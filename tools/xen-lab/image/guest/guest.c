/*
 * A whole PV guest: greets and echoes on its console, writes data/lab, obeys control/shutdown.
 * Words on its command line (extra="..." in the configuration):
 *   busy   uses its processor all the time
 *   crash  crashes at once
 *   off    powers itself off at once
 *   deaf   announces no feature-* and obeys nothing
 */
#include "xen.h"
#include <xen/io/console.h>
#include <xen/io/xs_wire.h>

struct shared_info shared __attribute__((aligned(4096)));

static struct xencons_interface *console;
static struct xenstore_domain_interface *store;
static evtchn_port_t console_port, store_port;

static void wait(void)
{
    wait_for(console_port, store_port);
}

/* ---- strings ---- */

static unsigned int length(const char *text)
{
    unsigned int count = 0;

    while (text[count])
        count++;
    return count;
}

static int starts(const char *text, const char *word)
{
    while (*word && *text == *word)
        text++, word++;
    return !*word;
}

static int contains(const char *text, const char *word)
{
    for (; *text; text++)
        if (starts(text, word))
            return 1;
    return 0;
}

/* ---- console ---- */

static void put(char byte)
{
    while (console->out_prod - console->out_cons >= sizeof console->out) {
        notify(console_port);
        wait();
    }
    console->out[MASK_XENCONS_IDX(console->out_prod, console->out)] = byte;
    barrier();
    console->out_prod++;
}

static void say(const char *text)
{
    while (*text)
        put(*text++);
    notify(console_port);
}

static void echo(void)
{
    if (console->in_cons == console->in_prod)
        return;
    while (console->in_cons != console->in_prod) {
        char byte = console->in[MASK_XENCONS_IDX(console->in_cons, console->in)];

        console->in_cons++;
        put(byte);
        if (byte == '\r')
            put('\n');
    }
    notify(console_port);
}

/* ---- store ---- */

static char reply[XENSTORE_PAYLOAD_MAX + 1];
static int watch_fired;

static void send(const void *data, unsigned int size)
{
    for (const char *byte = data; size--; byte++) {
        while (store->req_prod - store->req_cons >= XENSTORE_RING_SIZE) {
            notify(store_port);
            wait();
        }
        store->req[MASK_XENSTORE_IDX(store->req_prod)] = *byte;
        barrier();
        store->req_prod++;
    }
}

static void receive(void *data, unsigned int size)
{
    for (char *byte = data; size--; byte++) {
        while (store->rsp_cons == store->rsp_prod) {
            notify(store_port);
            wait();
            echo();
        }
        *byte = store->rsp[MASK_XENSTORE_IDX(store->rsp_cons)];
        barrier();
        store->rsp_cons++;
    }
}

static int has_reply(void)
{
    return store->rsp_cons != store->rsp_prod;
}

/* The type of the next message, whose payload is then in `reply`. */
static uint32_t next_message(void)
{
    struct xsd_sockmsg header;

    receive(&header, sizeof header);
    receive(reply, header.len);
    reply[header.len] = 0;
    notify(store_port);
    watch_fired |= header.type == XS_WATCH_EVENT;
    return header.type;
}

static uint32_t request(uint32_t type, const char *path, const char *rest, unsigned int rest_size)
{
    uint32_t path_size = length(path) + 1, answer;
    struct xsd_sockmsg header = {.type = type, .req_id = 1, .len = path_size + rest_size};

    send(&header, sizeof header);
    send(path, path_size);
    send(rest, rest_size);
    notify(store_port);
    while ((answer = next_message()) == XS_WATCH_EVENT)
        ;
    return answer;
}

static void store_write(const char *path, const char *value)
{
    request(XS_WRITE, path, value, length(value));
}

static void obey(void)
{
    if (request(XS_READ, "control/shutdown", "", 0) != XS_READ || !*reply)
        return;
    unsigned int reason = starts(reply, "reboot")  ? SHUTDOWN_reboot
                          : starts(reply, "crash") ? SHUTDOWN_crash
                                                   : SHUTDOWN_poweroff;
    if (starts(reply, "suspend"))
        return;
    store_write("control/shutdown", "");
    end(reason);
}

static void announce(int deaf)
{
    store_write("data/lab", "up");
    if (deaf)
        return;
    store_write("control/feature-poweroff", "1");
    store_write("control/feature-reboot", "1");
    request(XS_WATCH, "control/shutdown", "shutdown", sizeof "shutdown");
}

static void live(int busy)
{
    for (;;) {
        echo();
        if (has_reply())
            next_message();
        else if (watch_fired) {
            watch_fired = 0;
            obey();
        } else if (busy)
            for (volatile int spin = 0; spin < 200000; spin++)
                ;
        else
            wait();
    }
}

void start(const struct start_info *info)
{
    const char *words = (const char *)info->cmd_line;

    console = frame(info->console.domU.mfn);
    console_port = info->console.domU.evtchn;
    store = frame(info->store_mfn);
    store_port = info->store_evtchn;
    map_shared(info);
    if (contains(words, "crash"))
        end(SHUTDOWN_crash);
    if (contains(words, "off"))
        end(SHUTDOWN_poweroff);
    say("LAB-GUEST-UP tiny\r\n");
    announce(contains(words, "deaf"));
    live(contains(words, "busy"));
}
