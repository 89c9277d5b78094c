/** Whether a peer is here: `qemu`, `qemu-img`, `corpus`, `gcc`, `unshare` (namespaces may be made), `registry` (npm's). Throws when VIRT_TEST_REQUIRE names it and it is missing. */
export function peer(name: string): boolean
/** The directory of real test data. */
export const corpus: string
