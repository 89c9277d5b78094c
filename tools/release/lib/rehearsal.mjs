import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { packAll } from './pack.mjs'
import { Registry } from './registry.mjs'
import { endProcessesUnder } from './processes.mjs'
import { applyChangesets } from './versions.mjs'
import { copyWorkspace } from './workspace-copy.mjs'

/** The next release, published to a registry on loopback, and room for its users beside it. All of it temporary. */
export class Rehearsal {
  directory = realpathSync(mkdtempSync(`${tmpdir()}/virt-release-`))
  workspace = `${this.directory}/workspace`
  registry = new Registry(`${this.directory}/registry`)

  async open() {
    await copyWorkspace(this.workspace)
    await applyChangesets(this.workspace)
    await this.registry.start()
    for (const { tarball } of await packAll(this.workspace, `${this.directory}/tarballs`))
      await this.registry.publish(tarball)
  }

  /**
   * An empty folder outside of the workspace.
   * @param {string} name
   */
  folder(name) {
    const folder = `${this.directory}/users/${name}`
    mkdirSync(folder, { recursive: true })
    return folder
  }

  async close() {
    endProcessesUnder(this.directory)
    await this.registry.stop()
    rmSync(this.directory, { recursive: true, force: true })
  }
}
