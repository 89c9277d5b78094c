import type { DomainConfig } from '../config.js'

/**
 * A notation in which a hypervisor's own tools describe a domain. A driver offers those that it knows by libvirt's names
 * (`xen-xm`, `xen-xl`, `xen-sxpr`): they are read and written without any connection.
 */
export interface NativeFormat {
  /** What is written in it, in a few words, for help texts. */
  readonly summary: string
  /** The description that a text stands for (`virConnectDomainXMLFromNative`). PARSE_FAILED, with the place, for what is not in this notation. */
  parse(text: string): DomainConfig
  /** The text that stands for a description (`virConnectDomainXMLToNative`). CONFIG_UNSUPPORTED for what the notation cannot say. */
  format(config: DomainConfig): string | Promise<string>
}
