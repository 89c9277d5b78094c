/** One row of {@link errorCodes}. */
export interface CodeEntry {
  /** libvirt's number; ours, for which libvirt has no word, begin at 1000. */
  readonly number: number
  /** The sentence without detail. */
  readonly text: string
  /** The sentence with the detail in place of `%s`; absent: `text: %s`. */
  readonly detailed?: string
}

/**
 * Every error code of the library: libvirt's `VIR_ERR_*` names, numbers and sentences, and a few of our own. The set is
 * closed: a code is never renamed and never reused; sentences may change.
 */
export const errorCodes = {
  INTERNAL_ERROR: { number: 1, text: 'internal error' },
  NO_MEMORY: { number: 2, text: 'out of memory' },
  NO_SUPPORT: { number: 3, text: 'this function is not supported by the connection driver' },
  UNKNOWN_HOST: { number: 4, text: 'unknown host', detailed: 'unknown host %s' },
  NO_CONNECT: {
    number: 5,
    text: 'no connection driver available',
    detailed: 'no connection driver available for %s',
  },
  INVALID_CONN: {
    number: 6,
    text: 'invalid connection pointer in',
    detailed: 'invalid connection pointer in %s',
  },
  INVALID_DOMAIN: { number: 7, text: 'invalid domain pointer in', detailed: 'invalid domain pointer in %s' },
  INVALID_ARG: { number: 8, text: 'invalid argument' },
  OPERATION_FAILED: { number: 9, text: 'operation failed' },
  GET_FAILED: { number: 10, text: 'GET operation failed' },
  POST_FAILED: { number: 11, text: 'POST operation failed' },
  HTTP_ERROR: { number: 12, text: 'got unknown HTTP error code', detailed: 'got unknown HTTP error code %s' },
  SEXPR_SERIAL: { number: 13, text: 'failed to serialize S-Expr' },
  NO_XEN: {
    number: 14,
    text: 'could not use Xen hypervisor entry',
    detailed: 'could not use Xen hypervisor entry %s',
  },
  XEN_CALL: { number: 15, text: 'failed Xen syscall', detailed: 'failed Xen syscall %s' },
  OS_TYPE: { number: 16, text: 'unknown OS type', detailed: 'unknown OS type %s' },
  NO_KERNEL: { number: 17, text: 'missing kernel information' },
  NO_ROOT: {
    number: 18,
    text: 'missing root device information',
    detailed: 'missing root device information in %s',
  },
  NO_SOURCE: {
    number: 19,
    text: 'missing source information for device',
    detailed: 'missing source information for device %s',
  },
  NO_TARGET: {
    number: 20,
    text: 'missing target information for device',
    detailed: 'missing target information for device %s',
  },
  NO_NAME: { number: 21, text: 'missing name information', detailed: 'missing name information in %s' },
  NO_OS: {
    number: 22,
    text: 'missing operating system information',
    detailed: 'missing operating system information for %s',
  },
  NO_DEVICE: {
    number: 23,
    text: 'missing devices information',
    detailed: 'missing devices information for %s',
  },
  NO_XENSTORE: {
    number: 24,
    text: 'could not connect to Xen Store',
    detailed: 'could not connect to Xen Store %s',
  },
  DRIVER_FULL: {
    number: 25,
    text: 'too many drivers registered',
    detailed: 'too many drivers registered in %s',
  },
  CALL_FAILED: { number: 26, text: 'library call failed', detailed: 'library call failed: %s' },
  XML_ERROR: { number: 27, text: 'XML description is invalid or not well formed', detailed: 'XML error: %s' },
  DOM_EXIST: { number: 28, text: 'this domain exists already' },
  OPERATION_DENIED: { number: 29, text: 'operation forbidden' },
  OPEN_FAILED: {
    number: 30,
    text: 'failed to open configuration file',
    detailed: 'failed to open configuration file %s for reading',
  },
  READ_FAILED: {
    number: 31,
    text: 'failed to read configuration file',
    detailed: 'failed to read configuration file %s',
  },
  PARSE_FAILED: {
    number: 32,
    text: 'failed to parse configuration file',
    detailed: 'failed to parse configuration file %s',
  },
  CONF_SYNTAX: { number: 33, text: 'configuration file syntax error' },
  WRITE_FAILED: { number: 34, text: 'failed to write configuration file' },
  XML_DETAIL: { number: 35, text: 'parser error', detailed: '%s' },
  INVALID_NETWORK: {
    number: 36,
    text: 'invalid network pointer in',
    detailed: 'invalid network pointer in %s',
  },
  NETWORK_EXIST: { number: 37, text: 'this network exists already' },
  SYSTEM_ERROR: { number: 38, text: 'system call error', detailed: '%s' },
  RPC: { number: 39, text: 'RPC error', detailed: '%s' },
  NO_DOMAIN: { number: 42, text: 'Domain not found' },
  NO_NETWORK: { number: 43, text: 'Network not found' },
  INVALID_MAC: { number: 44, text: 'invalid MAC address' },
  AUTH_FAILED: { number: 45, text: 'authentication failed' },
  NO_STORAGE_POOL: { number: 49, text: 'Storage pool not found' },
  NO_STORAGE_VOL: { number: 50, text: 'Storage volume not found' },
  INVALID_NODE_DEVICE: { number: 52, text: 'invalid node device pointer' },
  NO_NODE_DEVICE: { number: 53, text: 'Node device not found' },
  OPERATION_INVALID: { number: 55, text: 'Requested operation is not valid' },
  NO_SECRET: { number: 66, text: 'Secret not found' },
  CONFIG_UNSUPPORTED: { number: 67, text: 'unsupported configuration' },
  OPERATION_TIMEOUT: { number: 68, text: 'Timed out during operation' },
  NO_DOMAIN_SNAPSHOT: { number: 72, text: 'Domain snapshot not found' },
  OPERATION_ABORTED: { number: 78, text: 'operation aborted' },
  NO_DOMAIN_METADATA: { number: 80, text: 'metadata not found' },
  OVERFLOW: { number: 82, text: 'numerical overflow' },
  OPERATION_UNSUPPORTED: { number: 84, text: 'Operation not supported' },
  AGENT_UNRESPONSIVE: { number: 86, text: 'Guest agent is not responding' },
  RESOURCE_BUSY: { number: 87, text: 'resource busy' },
  ACCESS_DENIED: { number: 88, text: 'access denied' },
  DEVICE_MISSING: { number: 99, text: 'device not found' },
  NO_HOSTNAME: { number: 108, text: 'no hostname found' },
  CONNECTION_LOST: {
    number: 1000,
    text: 'the connection to the hypervisor is lost',
    detailed: 'connection lost: %s',
  },
  DRIVER_EXIST: {
    number: 1001,
    text: 'a driver of this name is registered already',
    detailed: 'driver %s is registered already',
  },
  CONTRACT_MISMATCH: {
    number: 1002,
    text: 'the driver was written for another contract',
    detailed: 'driver contract mismatch: %s',
  },
} as const

/** One of the library's stable error codes. */
export type ErrorCode = keyof typeof errorCodes
