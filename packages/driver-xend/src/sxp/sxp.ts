/**
 * A value in the notation of Xen's daemon: an atom is a string, a list is an array. The notation has no numbers and no nil:
 * `0`, `True` and `'None'` are atoms like any other, and how an atom was quoted means nothing.
 *
 * Atoms are bytes to the daemon. Where they are not UTF-8, each such byte `0xNN` is the lone surrogate `U+DCNN`, which
 * {@link formatSxp} writes as that byte again.
 */
export type Sxp = string | readonly Sxp[]

/** How deep lists may nest. The daemon's own answers stay below 10. */
export const depthLimit = 256
