/*
 * usage: lab-lives NAME COUNT
 * Tiny guests NAME1, NAME2 ... come and go, one after the other; each lives until a line is read from the standard
 * input, or that is over. It is what `xl create` and `xl destroy` do, in one process: to start xl takes longer in
 * emulation than the guest's life.
 */
#include <libxl.h>
#include <libxl_utils.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xentoollog.h>

enum { memory_kib = 8 * 1024 };

static void describe(libxl_ctx *xl, libxl_domain_config *config, const char *name)
{
    libxl_domain_config_init(config);
    config->c_info.type = LIBXL_DOMAIN_TYPE_PV;
    config->c_info.name = strdup(name);
    libxl_uuid_generate(&config->c_info.uuid);
    libxl_domain_build_info_init_type(&config->b_info, LIBXL_DOMAIN_TYPE_PV);
    config->b_info.kernel = strdup("/lab/guests/tiny");
    config->b_info.max_memkb = config->b_info.target_memkb = memory_kib;
    config->b_info.max_vcpus = 1;
    libxl_cpu_bitmap_alloc(xl, &config->b_info.avail_vcpus, 1);
    libxl_bitmap_set(&config->b_info.avail_vcpus, 0);
}

static void wait_for_line(void)
{
    int read;

    do
        read = getchar();
    while (read != '\n' && read != EOF);
}

static int live(libxl_ctx *xl, const char *name)
{
    libxl_domain_config config;
    uint32_t id;
    int failed;

    describe(xl, &config, name);
    failed = libxl_domain_create_new(xl, &config, &id, NULL, NULL);
    libxl_domain_config_dispose(&config);
    if (failed || libxl_domain_unpause(xl, id, NULL))
        return 1;
    wait_for_line();
    return libxl_domain_destroy(xl, id, NULL);
}

int main(int count, char **words)
{
    xentoollog_logger *log = (xentoollog_logger *)xtl_createlogger_stdiostream(stderr, XTL_ERROR, 0);
    libxl_ctx *xl;
    char name[64];

    if (count != 3 || libxl_ctx_alloc(&xl, LIBXL_VERSION, 0, log)) {
        fprintf(stderr, "usage: lab-lives NAME COUNT\n");
        return 2;
    }
    for (int number = 1; number <= atoi(words[2]); number++) {
        snprintf(name, sizeof name, "%s%d", words[1], number);
        if (live(xl, name))
            return 1;
    }
    libxl_ctx_free(xl);
    return 0;
}
