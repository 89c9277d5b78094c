import { execFile, execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { cachePath } from '../../lib/cache.mjs'

const folder = fileURLToPath(new URL('../image', import.meta.url))
const sources = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => pathToFileURL(`${entry.parentPath}/${entry.name}`))
  .sort()

/** Where the image is, once it is built. Other sources, another Node: another image. */
export const image = cachePath(`xen-lab-node-${process.versions.node}`, sources)

/** @param {{again?: boolean}} options */
export async function buildImage({ again = false } = {}) {
  if (again) rmSync(image, { recursive: true, force: true })
  if (existsSync(image)) return
  await promisify(execFile)(`${folder}/build.sh`, [image, process.execPath]).catch((error) => {
    throw new Error(`the image could not be built:\n${error.stderr}`)
  })
}

/** What the lab is, or nothing where it cannot run. */
export function labVersion() {
  const usable = runs('qemu-system-x86_64', '--version') && (existsSync(image) || buildable())
  return usable ? `Xen 4.17, ${basename(image)}` : undefined
}

const tools = ['mmdebstrap', 'cpio', 'mkfs.ext4', 'gcc']

function buildable() {
  const root = process.getuid?.() === 0
  return (
    root &&
    isBookworm() &&
    tools.every((tool) => runs('which', tool)) &&
    runs('apt-cache', 'show', 'linux-image-amd64')
  )
}

function isBookworm() {
  return (
    existsSync('/etc/os-release') &&
    /^VERSION_CODENAME=bookworm$/m.test(readFileSync('/etc/os-release', 'utf8'))
  )
}

/** @param {string} command @param {string[]} args */
function runs(command, ...args) {
  try {
    execFileSync(command, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
