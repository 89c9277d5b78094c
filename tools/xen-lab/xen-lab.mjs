#!/usr/bin/env node
import { buildImage } from './lib/image.mjs'
import { runMachine } from './lib/machine.mjs'
import { parseCommandLine } from './lib/options.mjs'

const help = `xen-lab - run a command in the dom0 of a real Xen

usage: xen-lab.mjs [OPTION]... -- COMMAND [ARGUMENT]...
       xen-lab.mjs [OPTION]... --script FILE
       xen-lab.mjs --build | --rebuild

QEMU emulates a machine that boots Debian's Xen 4.17 and Debian 12 as dom0, with xenstored and xenconsoled. COMMAND runs
there, as root, and its output and exit status are this program's. Then the machine is gone, with all that was changed.
It has this workspace at the same path, Node, all of xen-utils (xl, xenstore-ls ...), and no network.

  -s, --share FOLDER           have FOLDER in dom0 too, at the same path; what is written there is thrown away
  -w, --share-writable FOLDER  the same, but writes reach the host
  -C, --directory FOLDER       where COMMAND runs (default: this workspace)
  -e, --env NAME=VALUE         a variable of COMMAND's environment
  -n, --domus COUNT            so many tiny guests, lab1, lab2 ..., run already
      --bare                   start no daemon: only hypercalls work; xl and all that asks the store hangs
  -t, --timeout SECONDS        when to kill the machine (default 300)
  -m, --memory MIB             of the whole machine (default 2048)
      --dom0-memory MIB        of which dom0 has (default 1024)
      --console FILE           keep what Xen and dom0 print
      --script FILE            a script of bash instead of COMMAND
      --build, --rebuild       only build the image, which else happens when it is needed
  -h, --help                   this text

In dom0: lab-domu NAME starts a guest, lab-net BRIDGE makes a bridge, lab-disk FILE MIB a disk.

Exit status: COMMAND's; 2 for a wrong command line; 124 when the time was up; 125 when the machine died, with the end of
its console; 126 when the image could not be built; 130 when interrupted.`

const statusOf = { timeout: 124, died: 125, aborted: 130 }

/** @param {string[]} args */
async function main(args) {
  const { help: asked, buildOnly, rebuild, script, ...job } = parseCommandLine(args)
  if (asked) return console.log(help)
  if (script === undefined && !buildOnly) throw new TypeError('no COMMAND')
  await buildImage({ again: rebuild })
  if (script === undefined) return
  const { stdout, stderr } = process
  const end = await runMachine({ ...job, script, stdout, stderr, signal: interruption() })
  process.exitCode = end.reason === 'done' ? end.status : statusOf[end.reason]
  if (end.reason === 'timeout' || end.reason === 'died')
    console.error(`xen-lab: ${end.reason}; the console's end:\n${end.console}`)
}

function interruption() {
  const controller = new AbortController()
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, () => controller.abort())
  return controller.signal
}

/** @param {Error} error */
function fail(error) {
  console.error(`xen-lab: ${error.message}`)
  process.exitCode = error instanceof TypeError ? 2 : 126
}

await main(process.argv.slice(2)).catch(fail)
