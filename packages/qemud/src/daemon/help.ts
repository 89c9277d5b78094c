/** The daemon's manual page. */
export const help = `NAME
  virt-qemud - run and control QEMU virtual machines for the programs of one user, or of the host

SYNOPSIS
  virt-qemud [--session | --system] [--timeout SECONDS] [--socket-dir DIR] [--verbose]
  virt-qemud --help | --version

DESCRIPTION
  Serves the virtual machines of one set of directories on a unix socket. Programs reach it with the URIs
  qemu:///session and qemu:///system; the first starts a daemon by itself when there is none.

  The guests outlive the daemon: it may be stopped, killed or replaced at any time, and finds them again
  when it starts.

OPTIONS
  --session          serve the machines of the calling user (default)
  --system           serve the machines of the host; needs root
  -t, --timeout SECONDS
                     exit after so many seconds without a client and without a running guest
  --socket-dir DIR   put the sockets there instead of the default directory
  -v, --verbose      say on stderr what happens
  -h, --help         this text
  -V, --version      the version

FILES
  session
    $XDG_RUNTIME_DIR/virt/qemud-sock    the socket, mode 0600; without XDG_RUNTIME_DIR in ~/.cache/virt/run
    $XDG_CONFIG_HOME/virt/qemu          NAME.xml per defined machine; autostart/ with links
    $XDG_RUNTIME_DIR/virt/qemu          what is known of the running machines, and their sockets
    $XDG_STATE_HOME/virt/qemu/save      managed saves
    $XDG_STATE_HOME/virt/qemu/log       NAME.log per machine
    $XDG_STATE_HOME/virt/qemu/tpm       the state of emulated security modules
    $XDG_CACHE_HOME/virt/qemu           what is known of the emulators
    $XDG_STATE_HOME/virt/networks       dnsmasq's files per virtual network; NAME.leases
  system
    /run/virt/qemud-sock                the socket, mode 0660
    /run/virt/qemud-sock-ro             the same for reading only, mode 0666
    /etc/virt/qemu, /run/virt/qemu, /var/lib/virt/qemu/save, /var/log/virt/qemu, /var/lib/virt/qemu/tpm,
    /var/cache/virt/qemu, /var/lib/virt/networks
                                        the same as above, of the host

SIGNALS
  SIGTERM and SIGINT end the daemon and leave the guests running.

EXIT STATUS
  0 when it was told to end, or was idle for the time given; 1 when it could not start; 75 when it gave way to
  another daemon that has its directories.
`
