// libxenstore, for tools/bench/xenstore.mjs. A line of stdin "WHAT COUNT" is answered with the milliseconds it took.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <xenstore.h>

static struct xs_handle *reader, *watcher, *writer;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

static void readNode(void) {
  unsigned length;
  free(xs_read(reader, XBT_NULL, "/bench/node", &length));
}

static void openAndClose(void) { xs_close(xs_open(0)); }

static void watchWrite(void) {
  unsigned count;
  xs_write(writer, XBT_NULL, "/bench/watched", "1", 1);
  free(xs_read_watch(watcher, &count));
}

static void beginWatch(void) {
  unsigned count;
  watcher = xs_open(0);
  writer = xs_open(0);
  xs_watch(watcher, "/bench/watched", "token");
  free(xs_read_watch(watcher, &count));
}

int main(void) {
  char what[16];
  int count;
  reader = xs_open(0);
  beginWatch();
  while (scanf("%15s %d", what, &count) == 2) {
    void (*work)(void) = !strcmp(what, "read") ? readNode : !strcmp(what, "open") ? openAndClose : watchWrite;
    double start = now();
    for (int i = 0; i < count; i++) work();
    printf("%f\n", now() - start);
    fflush(stdout);
  }
}
