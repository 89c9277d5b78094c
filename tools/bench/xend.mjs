import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { domainFromSxp, parseSxp, xendConnection } from '@virt/driver-xend'
import { sideBySide, spread } from './measure.mjs'

const { Client } = createRequire(new URL('../../packages/driver-xend/package.json', import.meta.url))(
  'undici',
)

const domains = 100

/** Expressions read and converted, and a question against the least that HTTP takes, from one process that serves both. */
export async function* rows() {
  const spent = Array.from({ length: 20 }, () => readListing()).slice(5)
  yield {
    row: `parse and convert a listing of ${domains} domains, each domain`,
    ours: spread(spent.map(({ whole }) => whole / domains)),
    goal: { of: 'ours', most: 5 },
  }
  yield {
    row: 'the longest step of it that nothing interrupts',
    ours: spread(spent.map(({ longest }) => longest)),
    goal: { of: 'ours', most: 50 },
  }
  yield await question()
}

/** What a client that converts every domain does: one expression for all is read, then each is converted by itself. */
function readListing() {
  const begin = performance.now()
  const listing = parseSxp(text)
  const steps = [performance.now() - begin]
  for (const domain of listing) {
    const start = performance.now()
    domainFromSxp(domain, { configVersion: 4 })
    steps.push(performance.now() - start)
  }
  return { whole: steps.reduce((sum, step) => sum + step), longest: Math.max(...steps) }
}

async function question() {
  const directory = await mkdtemp(join(tmpdir(), 'virt-bench-'))
  const socketPath = join(directory, 'xend-socket')
  const server = fork(fileURLToPath(new URL('xend-server.mjs', import.meta.url)), [socketPath, node])
  await once(server, 'message')
  const place = { text: socketPath, origin: 'http://localhost', socketPath }
  const xend = xendConnection(
    place,
    { configVersion: 4, version: 4_004_004, cpus: 4 },
    { readOnly: true, interval: 2000 },
  )
  const bare = new Client('http://localhost', { socketPath })
  const options = { method: 'GET', path: '/xend/node/', headers: { accept: 'application/sxp' }, reset: true }
  try {
    return {
      row: 'freeMemory of the node / undici alone, a connection for each',
      ...(await sideBySide(
        async () => void (await xend.host.freeMemory({})),
        async () => void (await (await bare.request(options)).body.text()),
        { rounds: 31, batch: 200 },
      )),
      goal: { of: 'ratio', most: 1.2 },
    }
  } finally {
    await Promise.all([xend.close(), bare.close()])
    server.disconnect()
    await once(server, 'exit')
    await rm(directory, { recursive: true })
  }
}

const node = `(node (system Linux) (host bench) (release 2.6.32) (version '#1 SMP') (machine x86_64) (nr_cpus 4) (nr_nodes 1)
 (cores_per_socket 4) (threads_per_core 1) (cpu_mhz 2400) (hw_caps bfebfbff:28100800:00000000:00003f40:009ce3bd)
 (virt_caps hvm) (total_memory 16384) (free_memory 14208) (free_cpus 0) (numa_info none) (xen_major 4) (xen_minor 4)
 (xen_extra .4) (xen_caps 'xen-3.0-x86_64 xen-3.0-x86_32p hvm-3.0-x86_32 hvm-3.0-x86_32p hvm-3.0-x86_64 ')
 (xen_scheduler credit) (xen_pagesize 4096) (platform_params 'virt_start=0xffff800000000000') (xend_config_format 4))''`

const domain = (
  index,
) => `(domain (domid ${index}) (cpu_weight 256) (cpu_cap 0) (pool_name Pool-0) (bootloader '')
 (vcpus 2) (cpus (() ())) (on_poweroff destroy) (description '') (on_crash restart)
 (uuid 11111111-2222-3333-4444-${String(index).padStart(12, '0')}) (bootloader_args '') (name guest-${index})
 (on_reboot restart) (maxmem 512) (memory 256) (shadow_memory 0) (vcpu_avail 3) (features '') (on_xend_start ignore)
 (on_xend_stop ignore) (start_time 1795292761.11) (cpu_time 0.020118836) (online_vcpus 2)
 (image (linux (kernel /srv/guest/vmlinuz) (ramdisk /srv/guest/initrd) (args 'root=/dev/xvda1 ro quiet') (superpages 0)
 (pci ()) (localtime 0) (nomigrate 0) (tsc_mode 0) (device_model /usr/lib/xen/bin/qemu-dm)
 (notes (SUSPEND_CANCEL 1) (FEATURES 'writable_page_tables|auto_translated_physmap') (VIRT_BASE 18446744071562067968))))
 (status 2) (state -b----) (store_mfn 65539) (console_mfn 131075)
 (device (vif (bridge xenbr0) (script /etc/xen/scripts/vif-bridge) (mac 00:16:3e:11:22:33) (vifname vif3.0) (backend 0)))
 (device (vkbd (backend 0))) (device (console (protocol vt100) (location 14)))
 (device (vbd (protocol x86_64-abi) (bootable 1) (dev xvda:disk) (uname file:/srv/guest/disk.img) (mode w) (VDI '')))
 (device (vfb (vncunused 1) (vnclisten 127.0.0.1) (vnc 1) (location 127.0.0.1:5903))))`

const text = `(${Array.from({ length: domains }, (_, index) => domain(index)).join(' ')})`
