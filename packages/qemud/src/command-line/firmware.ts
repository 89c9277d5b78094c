import { imageOptions } from './block-nodes.js'
import { nvramPath, usesPflash } from './machine.js'
import { unsupported, type Plan } from './plan.js'

/** `-bios`, or the flash images of UEFI. They must stand before `-machine`, which refers to them. */
export function firmwareOptions(plan: Plan): readonly string[] {
  const { loader, nvram } = plan.config.os
  if (!usesPflash(plan)) {
    if (nvram) throw unsupported("NVRAM needs a loader of type 'pflash'")
    return loader?.path === undefined ? [] : ['-bios', loader.path]
  }
  if (loader?.path === undefined) throw unsupported("loader of type 'pflash' needs a path")
  const variables = nvramPath(plan)
  return [
    ...flash('libvirt-pflash0', loader.path, loader.readonly ?? true),
    ...(variables === undefined ? [] : flash('libvirt-pflash1', variables, false)),
  ]
}

function flash(name: string, file: string, readOnly: boolean): readonly string[] {
  return imageOptions({ name, path: file, type: 'file', format: 'raw', readOnly })
}
