// libvirt's test driver in this process, for tools/bench/test-driver.mjs. A line of stdin "WHAT COUNT" is answered with the
// milliseconds it took; "try 1" with the indexes of the descriptions that libvirt accepts. Arguments: files of XML, of which
// the first is defined and created.
#include <libvirt/libvirt.h>
#include <libvirt/virterror.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static virConnectPtr connection;
static virDomainPtr domain;
static char **texts, *accepted;
static int textCount;

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

static void silent(void *data, virErrorPtr error) { (void)data, (void)error; }

static void openAndClose(void) { virConnectClose(virConnectOpen("test:///default")); }

static void list(void) {
  virDomainPtr *all;
  int count = virConnectListAllDomains(connection, &all, 0);
  for (int i = 0; i < count; i++) virDomainFree(all[i]);
  free(all);
}

static void info(void) {
  virDomainInfo answer;
  virDomainGetInfo(domain, &answer);
}

static void xml(void) { free(virDomainGetXMLDesc(domain, 0)); }

static int defineText(const char *text, int describe) {
  virDomainPtr made = virDomainDefineXML(connection, text);
  if (!made) return 0;
  if (describe) free(virDomainGetXMLDesc(made, VIR_DOMAIN_XML_INACTIVE | VIR_DOMAIN_XML_SECURE));
  virDomainUndefine(made);
  virDomainFree(made);
  return 1;
}

static void define(void) { defineText(texts[0], 0); }

static void create(void) {
  virDomainPtr made = virDomainCreateXML(connection, texts[0], 0);
  virDomainDestroy(made);
  virDomainFree(made);
}

static void corpus(int describe) {
  for (int i = 1; i < textCount; i++)
    if (accepted[i]) defineText(texts[i], describe);
}

static void parse(void) { corpus(0); }
static void parseAndFormat(void) { corpus(1); }

static char *contents(const char *path) {
  FILE *file = fopen(path, "r");
  char *text = calloc(1, 1 << 20);
  if (file && fread(text, 1, (1 << 20) - 1, file)) fclose(file);
  return text;
}

static const struct {
  const char *name;
  void (*work)(void);
} works[] = {{"open", openAndClose}, {"list", list}, {"info", info}, {"xml", xml}, {"define", define},
             {"create", create}, {"parse", parse}, {"parseAndFormat", parseAndFormat}};

static void begin(void) {
  connection = virConnectOpen("test:///default");
  domain = virDomainLookupByName(connection, "test");
}

static void tryAll(void) {
  for (int i = 1; i < textCount; i++)
    if ((accepted[i] = defineText(texts[i], 1))) printf("%d ", i);
  puts("");
}

static void run(const char *what, int count) {
  for (size_t each = 0; each < sizeof works / sizeof *works; each++) {
    if (strcmp(works[each].name, what)) continue;
    double start = now();
    for (int i = 0; i < count; i++) works[each].work();
    printf("%f\n", now() - start);
  }
}

int main(int argc, char **argv) {
  char what[16];
  int count;
  virSetErrorFunc(NULL, silent);
  textCount = argc - 1;
  texts = calloc(argc, sizeof *texts);
  accepted = calloc(argc, 1);
  for (int i = 1; i < argc; i++) texts[i - 1] = contents(argv[i]);
  while (scanf("%15s %d", what, &count) == 2) {
    if (!connection && strcmp(what, "open")) begin();
    if (strcmp(what, "try")) run(what, count);
    else tryAll();
    fflush(stdout);
  }
}
