/** Bytes of a message's header: four little-endian numbers of 32 bits: type, request, transaction, length of the payload. */
export const headerLength = 16

/** The longest payload in either direction (`XENSTORE_PAYLOAD_MAX`). A longer one costs the connection. */
export const payloadLimit = 4096

/** The longest absolute path (`XENSTORE_ABS_PATH_MAX`). */
export const absolutePathLimit = 3072

/** The longest relative path (`XENSTORE_REL_PATH_MAX`). */
export const relativePathLimit = 2048
