/** libvirt's error domains (`VIR_FROM_*`): the part of the system that raised an error, with libvirt's number. */
export const errorOrigins = {
  NONE: 0,
  XEN: 1,
  XEND: 2,
  XENSTORE: 3,
  SEXPR: 4,
  XML: 5,
  DOM: 6,
  RPC: 7,
  PROXY: 8,
  CONF: 9,
  QEMU: 10,
  NET: 11,
  TEST: 12,
  REMOTE: 13,
  XENXM: 15,
  DOMAIN: 20,
  NETWORK: 19,
  CPU: 31,
  CAPABILITIES: 36,
  URI: 45,
  STREAMS: 38,
} as const

export type ErrorOrigin = keyof typeof errorOrigins
