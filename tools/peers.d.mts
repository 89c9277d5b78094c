/**
 * Whether a peer is here: `qemu`, `qemu-img`, `corpus`, `gcc`, `unshare` (namespaces may be made), `namespaces` (of the network, by root), `dnsmasq`, `nft`, `registry` (npm's),
 * `libxen-dev` (Xen's public headers, and a compiler), `xenstored` (tools/xenstored can start it),
 * `xen-lab` (tools/xen-lab can boot), `ovmf` (UEFI for x86_64), `foreign-machines` (emulators and assemblers of ARM and RISC-V),
 * `linux-guest` (tools/guests has it, or can make it), `swtpm`, `tap` (tap devices may be made). Throws when VIRT_TEST_REQUIRE
 * names it and it is missing.
 */
export function peer(name: string): boolean
/** The directory of real test data. */
export const corpus: string
