/** What `--help` shows, in the manner of a manual page. */
export const help = `NAME
    create-driver - a repository of your own for a driver of @virt/core

SYNOPSIS
    npm create @virt/driver NAME [-- --scheme SCHEME] [--directory DIRECTORY]

DESCRIPTION
    Writes a package that works from the start: a hypervisor in memory behind
    NAME:///default, the conformance kit of @virt/core as its tests, a build,
    a first changeset. Put your hypervisor in the place of the one in memory.

    Nothing is asked and nothing is installed. What is there already is never
    written over.

    NAME is the driver's name: lower case letters and digits, words joined
    by '-'. The package is called virt-driver-NAME.

OPTIONS
    --scheme SCHEME
        The URI scheme, where it is not the NAME without its '-'.

    --directory DIRECTORY
        Where to write; it must be empty or not exist. Default: virt-driver-NAME.

    -h, --help
        This page.

EXIT STATUS
    0   the repository is there
    1   it is not; the sentence on standard error says why

EXAMPLES
    npm create @virt/driver acme
    npm create @virt/driver acme-cloud -- --scheme acme --directory driver
`
