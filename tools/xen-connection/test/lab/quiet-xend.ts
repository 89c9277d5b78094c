import { rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'

const node = `(node (system Linux)(host dom0)(nr_cpus 1)(nr_nodes 1)(cores_per_socket 1)(threads_per_core 1)(cpu_mhz 2000)
(total_memory 2048)(free_memory 900)(xen_major 4)(xen_minor 4)(xen_extra .4)(xend_config_format 4))`

/** A xend that knows no domain, and counts what it is asked: the place of one on a host whose Xen has none any more. */
export class QuietXend {
  readonly path: string
  readonly asked: string[] = []
  #server: Server | undefined

  constructor(path: string) {
    this.path = path
  }

  async open(): Promise<void> {
    rmSync(this.path, { force: true })
    const server = createServer(({ method, url = '' }, response) => {
      this.asked.push(`${method} ${url}`)
      const known = /^\/xend\/node\/?$/.test(url)
        ? node
        : /^\/xend\/domain\/?(\?|$)/.test(url)
          ? '()'
          : undefined
      const body = known ?? "<Fault 3: 'nobody'>"
      const headers = { 'content-type': 'application/sxp', 'content-length': Buffer.byteLength(body) }
      response.writeHead(known === undefined ? 404 : 200, headers).end(body)
    })
    this.#server = server
    await new Promise<void>((resolve) => server.listen(this.path, resolve))
  }

  close(): void {
    this.#server?.closeAllConnections()
    this.#server?.close()
  }
}
