import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { Registry } from './registry.mjs'
import { endProcessesUnder } from './processes.mjs'
import { applyChangesets, withoutProvenance } from './versions.mjs'
import { commitAll, copyWorkspace } from './workspace-copy.mjs'

/** The next release, published to a registry on loopback, and room for its users beside it. All of it temporary. */
export class Rehearsal {
  directory = realpathSync(mkdtempSync(`${tmpdir()}/virt-release-`))
  workspace = `${this.directory}/workspace`
  registry = new Registry(`${this.directory}/registry`)

  async open() {
    await copyWorkspace(this.workspace)
    await applyChangesets(this.workspace)
    withoutProvenance(this.workspace)
    await commitAll(this.workspace, 'Version packages')
    await this.registry.start()
    const tools = `${this.workspace}/node_modules/.bin`
    const env = { PATH: `${tools}:${process.env['PATH']}` }
    await this.registry.run(`${tools}/changeset`, ['publish'], { cwd: this.workspace, env })
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
