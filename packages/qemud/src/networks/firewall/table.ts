import type { NetworkConfig } from '@virt/core/config'
import { run, tryRun } from '../host/run.js'
import { rulesOf, type Chain, type Rules } from './rules.js'

/** Where each chain hangs in the kernel's way of a packet. */
const hooks: Readonly<Record<Chain, string>> = {
  first: 'type filter hook prerouting priority raw; policy accept;',
  input: 'type filter hook input priority filter; policy accept;',
  output: 'type filter hook output priority filter; policy accept;',
  forward: 'type filter hook forward priority filter; policy accept;',
  translation: 'type nat hook postrouting priority srcnat; policy accept;',
  last: 'type filter hook postrouting priority mangle; policy accept;',
}

/** The table that holds a network's rules, and nothing of anybody else. */
const tableName = (bridge: string): string => `inet virt_${bridge}`

/** Put a network's rules into force, all at once, in place of those that it had. */
export async function applyRules(config: NetworkConfig, bridge: string): Promise<void> {
  const rules = rulesOf(config, bridge)
  const chains = Object.keys(hooks) as Chain[]
  if (chains.every((chain) => rules[chain].length === 0)) return
  await run('nft', ['-f', '-'], tableText(bridge, rules))
}

export async function removeRules(bridge: string): Promise<void> {
  const table = tableName(bridge)
  await tryRun('nft', ['-f', '-'], `add table ${table}\ndelete table ${table}\n`)
}

/** The script for nft. */
export function tableText(bridge: string, rules: Rules): string {
  const table = tableName(bridge)
  const chains = (Object.keys(hooks) as Chain[]).flatMap((chain) => [
    `  chain ${chain} {`,
    ...[hooks[chain], ...rules[chain]].map((line) => `    ${line}`),
    '  }',
  ])
  return [`add table ${table}`, `delete table ${table}`, `table ${table} {`, ...chains, '}', ''].join('\n')
}
