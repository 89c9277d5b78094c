import { nanoDomainXml } from '../guests/index.mjs'
import { bridge } from './home.mjs'

/** What a storm plugs in and out. */
export const tablet = "<input type='tablet' bus='usb'/>"

/**
 * A drive with one of two media.
 * @param {string} path
 */
export const drive = (path) =>
  `<disk type='file' device='cdrom'><driver name='qemu' type='raw'/><source file='${path}'/><target dev='sda' bus='sata'/><readonly/></disk>`

/**
 * A card that is plugged in and out. A guest need not let go of one on USB.
 * @param {Pick<import('./choices.mjs').What, 'network' | 'mac'>} what
 */
export const card = ({ network, mac }) =>
  `<interface type='network'><mac address='${mac}'/><source network='${network}'/><model type='usb-net'/></interface>`

/**
 * The description of a machine, which tells its revision.
 * @param {import('./choices.mjs').What} what
 */
export function descriptionOf({ name, uuid, revision, image, media, bridged, network, wired }) {
  const devices = [
    "<controller type='usb' index='0' model='qemu-xhci'/>",
    "<controller type='sata' index='0'/>",
    `<disk type='file' device='disk'><driver name='qemu' type='qcow2'/><source file='${image}'/><target dev='vda' bus='virtio'/></disk>`,
    drive(media[0]),
    ...(bridged
      ? [`<interface type='bridge'><source bridge='${bridge}'/><model type='virtio'/></interface>`]
      : []),
    ...(wired
      ? [`<interface type='network'><source network='${network}'/><model type='virtio'/></interface>`]
      : []),
  ]
  const xml = nanoDomainXml({ name, uuid, devices: devices.join('\n') })
  return xml.replace('</name>', `</name><title>${revision}</title>`)
}
