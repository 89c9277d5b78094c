import { join } from 'node:path'

/** Where a store may be found, in the order in which Xen's own library looks: its socket, then the kernel's device. */
export function usualPlaces(readOnly: boolean): readonly string[] {
  const { XENSTORED_PATH, XENSTORED_RUNDIR } = process.env
  const sockets = XENSTORED_PATH
    ? [XENSTORED_PATH]
    : [XENSTORED_RUNDIR ?? '/run/xenstored', '/var/run/xenstored'].map((directory) =>
        join(directory, 'socket'),
      )
  const limited = sockets.map((socket) => `${socket}_ro`)
  return [...(readOnly ? limited : []), ...sockets, ...(XENSTORED_PATH ? [] : devices)]
}

const devices = ['/dev/xen/xenbus', '/proc/xen/xenbus']
