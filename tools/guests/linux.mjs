import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cachePath } from '../lib/cache.mjs'

const source = (name) => new URL(`linux/${name}`, import.meta.url)
const directory = cachePath('linux-guest', [source('build.sh'), source('init')])

export function linuxGuest() {
  if (!existsSync(directory)) execFileSync(fileURLToPath(source('build.sh')), [directory], { stdio: 'pipe' })
  return {
    kernel: join(directory, 'vmlinuz'),
    initrd: join(directory, 'initrd'),
    disk: join(directory, 'disk'),
  }
}

/** Which guest this is, or nothing where it cannot be built. */
export function linuxGuestVersion() {
  return existsSync(directory) || buildable() ? basename(directory) : undefined
}

function buildable() {
  try {
    for (const tool of ['depmod', 'modprobe', 'cpio', 'dpkg-deb', 'mke2fs'])
      execFileSync('which', [tool], { stdio: 'ignore' })
    execFileSync('apt-cache', ['show', 'linux-image-cloud-amd64'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
