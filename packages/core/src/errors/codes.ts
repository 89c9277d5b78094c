/**
 * Every error code of the library: libvirt's `VIR_ERR_*` names and numbers, plus the few that libvirt has no word for
 * (numbers from 1000). The set is closed: a code is never renamed and never reused; messages may change.
 *
 * `alone` is the sentence without detail, `detailed` the sentence into which the detail goes, as in libvirt's virterror.
 */
export interface CodeEntry {
  readonly number: number
  readonly alone: string
  readonly detailed: string
}

function entry(number: number, alone: string, detailed: string = `${alone}: %s`): CodeEntry {
  return { number, alone, detailed }
}

const codes = {
  INTERNAL_ERROR: entry(1, 'internal error'),
  NO_MEMORY: entry(2, 'out of memory'),
  NO_SUPPORT: entry(3, 'this function is not supported by the connection driver'),
  UNKNOWN_HOST: entry(4, 'unknown host', 'unknown host %s'),
  NO_CONNECT: entry(5, 'no connection driver available', 'no connection driver available for %s'),
  INVALID_CONN: entry(6, 'invalid connection pointer in', 'invalid connection pointer in %s'),
  INVALID_DOMAIN: entry(7, 'invalid domain pointer in', 'invalid domain pointer in %s'),
  INVALID_ARG: entry(8, 'invalid argument'),
  OPERATION_FAILED: entry(9, 'operation failed'),
  GET_FAILED: entry(10, 'GET operation failed'),
  POST_FAILED: entry(11, 'POST operation failed'),
  HTTP_ERROR: entry(12, 'got unknown HTTP error code', 'got unknown HTTP error code %s'),
  SEXPR_SERIAL: entry(13, 'failed to serialize S-Expr'),
  NO_XEN: entry(14, 'could not use Xen hypervisor entry', 'could not use Xen hypervisor entry %s'),
  XEN_CALL: entry(15, 'failed Xen syscall', 'failed Xen syscall %s'),
  OS_TYPE: entry(16, 'unknown OS type', 'unknown OS type %s'),
  NO_KERNEL: entry(17, 'missing kernel information'),
  NO_ROOT: entry(18, 'missing root device information', 'missing root device information in %s'),
  NO_SOURCE: entry(19, 'missing source information for device', 'missing source information for device %s'),
  NO_TARGET: entry(20, 'missing target information for device', 'missing target information for device %s'),
  NO_NAME: entry(21, 'missing name information', 'missing name information in %s'),
  NO_OS: entry(22, 'missing operating system information', 'missing operating system information for %s'),
  NO_DEVICE: entry(23, 'missing devices information', 'missing devices information for %s'),
  NO_XENSTORE: entry(24, 'could not connect to Xen Store', 'could not connect to Xen Store %s'),
  DRIVER_FULL: entry(25, 'too many drivers registered', 'too many drivers registered in %s'),
  CALL_FAILED: entry(26, 'library call failed', 'library call failed: %s'),
  XML_ERROR: entry(27, 'XML description is invalid or not well formed', 'XML error: %s'),
  DOM_EXIST: entry(28, 'this domain exists already'),
  OPERATION_DENIED: entry(29, 'operation forbidden'),
  OPEN_FAILED: entry(
    30,
    'failed to open configuration file',
    'failed to open configuration file %s for reading',
  ),
  READ_FAILED: entry(31, 'failed to read configuration file', 'failed to read configuration file %s'),
  PARSE_FAILED: entry(32, 'failed to parse configuration file', 'failed to parse configuration file %s'),
  CONF_SYNTAX: entry(33, 'configuration file syntax error'),
  WRITE_FAILED: entry(34, 'failed to write configuration file'),
  XML_DETAIL: entry(35, 'parser error', '%s'),
  INVALID_NETWORK: entry(36, 'invalid network pointer in', 'invalid network pointer in %s'),
  NETWORK_EXIST: entry(37, 'this network exists already'),
  SYSTEM_ERROR: entry(38, 'system call error', '%s'),
  RPC: entry(39, 'RPC error', '%s'),
  NO_DOMAIN: entry(42, 'Domain not found'),
  NO_NETWORK: entry(43, 'Network not found'),
  INVALID_MAC: entry(44, 'invalid MAC address'),
  AUTH_FAILED: entry(45, 'authentication failed'),
  NO_STORAGE_POOL: entry(49, 'Storage pool not found'),
  NO_STORAGE_VOL: entry(50, 'Storage volume not found'),
  INVALID_NODE_DEVICE: entry(52, 'invalid node device pointer'),
  NO_NODE_DEVICE: entry(53, 'Node device not found'),
  OPERATION_INVALID: entry(55, 'Requested operation is not valid'),
  NO_SECRET: entry(66, 'Secret not found'),
  CONFIG_UNSUPPORTED: entry(67, 'unsupported configuration'),
  OPERATION_TIMEOUT: entry(68, 'Timed out during operation'),
  NO_DOMAIN_SNAPSHOT: entry(72, 'Domain snapshot not found'),
  OPERATION_UNSUPPORTED: entry(84, 'Operation not supported'),
  OPERATION_ABORTED: entry(78, 'operation aborted'),
  NO_DOMAIN_METADATA: entry(80, 'metadata not found'),
  OVERFLOW: entry(82, 'numerical overflow'),
  AGENT_UNRESPONSIVE: entry(86, 'Guest agent is not responding'),
  RESOURCE_BUSY: entry(87, 'resource busy'),
  ACCESS_DENIED: entry(88, 'access denied'),
  DEVICE_MISSING: entry(99, 'device not found'),
  CONNECTION_LOST: entry(1000, 'the connection to the hypervisor is lost', 'connection lost: %s'),
  DRIVER_EXIST: entry(1001, 'a driver of this name is registered already', 'driver %s is registered already'),
  CONTRACT_MISMATCH: entry(
    1002,
    'the driver was written for another contract',
    'driver contract mismatch: %s',
  ),
} as const satisfies Record<string, CodeEntry>

/** One of the library's stable error codes. */
export type ErrorCode = keyof typeof codes

/** The closed table of codes, for documentation, RPC and command lines. */
export const errorCodes: { readonly [C in ErrorCode]: CodeEntry } = codes
