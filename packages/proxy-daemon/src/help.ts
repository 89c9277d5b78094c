/** The daemon's manual page. */
export const help = `NAME
  virt-proxyd - the state of a hypervisor for every user of the host, for reading only

SYNOPSIS
  virt-proxyd [--connect URI] [--socket PATH] [--user USER] [--timeout SECONDS] [--log-level LEVEL]
  virt-proxyd --help | --version

DESCRIPTION
  Opens a hypervisor once, for reading only, and answers questions about it on a socket that every user of
  the host may connect to. It has no code for changes, and tells no passwords. Programs that open xen:///
  read-only without being root use it by themselves, through @virt/driver-proxy.

  Started as root it becomes another user as soon as everything is open, for good; what that user may not
  open cannot be opened later either. A driver that needs root for each question is found out at the start,
  and the daemon refuses to run; --user root keeps the privileges for such a driver.

  When the hypervisor's side is lost the daemon tells its clients CONNECTION_LOST and ends, for it could not
  open anything again. Whoever started it starts it again: a service manager, or the next client.

OPTIONS
  -c, --connect URI  what to open (default xen:///); its driver must be installed beside this program
  -s, --socket PATH  where to listen (default /run/virt/proxy.sock)
  -u, --user USER    whom to become, if started as root: a name in /etc/passwd, or UID:GID (default virt-proxy
                     where that user exists, else nobody)
  -t, --timeout SECONDS
                     end after so many seconds without a client; 0: never (default 30 when started by
                     socket activation, else never)
  --max-clients N    connections at a time (default 64)
  --rate N           messages of one client that are answered in a second; more wait (default 200)
  -l, --log-level LEVEL
                     what to say on stderr: error, warning (default), info, debug
  -v, --verbose      --log-level info
  -h, --help         this text
  -V, --version      the version

FILES
  /run/virt/proxy.sock   the socket, mode 0666. Its directory is made with mode 0755; one that is there must
                         belong to the daemon's first user, and nobody else may be able to write to it or to
                         put another one in its place
  /run/virt/.proxy.sock  what keeps a second daemon from the same socket

ENVIRONMENT
  LISTEN_FDS, LISTEN_PID
                         a socket that the service manager opened: it is served instead of --socket

SIGNALS
  SIGTERM and SIGINT end the daemon. SIGUSR1 does nothing: nobody may debug it.

EXIT STATUS
  0 when it was told to end, or was idle for the time given; 1 when it could not start, or upstream was lost;
  75 when it gave way to another daemon at its socket.
`
