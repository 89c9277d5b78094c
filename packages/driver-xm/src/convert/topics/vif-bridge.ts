import type { InterfaceConfig, VlanTag } from '@virt/core/config'

type Bridged = Pick<InterfaceConfig, 'source' | 'vlan' | 'virtualport'>

/**
 * A bridge; for Open vSwitch's script also the VLANs of its port: `ovsbr0.42` is in one, `ovsbr0:42:43` carries several, and
 * `ovsbr0.41:42:43` several, of which the first is untagged.
 */
export function bridgeFromText(text: string, script: string | undefined): Bridged {
  const [, bridge, native, trunk] = /^([^.:]+)(?:\.(\d+))?((?::\d+)*)$/.exec(text) ?? []
  if (!script?.includes('openvswitch') || bridge === undefined) return { source: { bridge: text } }
  const own = native === undefined ? [] : [{ id: Number(native) }]
  const others = (trunk ?? '').split(':').slice(1)
  const tags = [...(others.length > 0 ? own.map(untagged) : own), ...others.map((id) => ({ id: Number(id) }))]
  return {
    source: { bridge },
    ...(tags.length > 0 && { vlan: { ...(others.length > 0 && { trunk: true }), tags } }),
    virtualport: { type: 'openvswitch' },
  }
}

function untagged(tag: VlanTag): VlanTag {
  return { ...tag, nativeMode: 'untagged' }
}

export function bridgeToText({ source, vlan }: InterfaceConfig): string | undefined {
  const { trunk = false, tags = [] } = vlan ?? {}
  const native = trunk ? tags.find(({ nativeMode }) => nativeMode !== undefined) : tags[0]
  const others = trunk ? tags.filter((tag) => tag !== native) : []
  if (source?.bridge === undefined) return undefined
  return [`${source.bridge}${native ? `.${native.id}` : ''}`, ...others.map(({ id }) => id)].join(':')
}
