import type { GraphicsConfig } from '@virt/core/config'
import { escapeCommas } from '../options.js'
import type { Plan } from '../plan.js'
import { unsupported } from '../plan.js'
import { isAutomatic, listenAddress, listenKind, listenSocket, socketOf } from './listen.js'

/** Where the server's key and certificates are: `server-key.pem`, `server-cert.pem`, `ca-cert.pem`. */
export const certificates: string = '/etc/pki/libvirt-spice'

/** The port that is tried first. */
export const firstSpicePort: number = 5900

/** `-spice`. */
export function spiceOptions(plan: Plan, screen: GraphicsConfig): readonly string[] {
  const words = [
    ...door(plan, screen),
    ...security(screen),
    ...(screen.passwd === undefined ? ['disable-ticketing=on'] : []),
    ...tuning(screen),
    'seamless-migration=on',
  ]
  return ['-spice', words.join(',')]
}

/** Whether somebody must find a free port: QEMU does not for SPICE. */
export function needsSpicePort(screen: GraphicsConfig): boolean {
  if (screen.type !== 'spice' || socketOf(screen) !== undefined) return false
  const kind = listenKind(screen)
  return kind !== 'none' && kind !== 'socket' && isAutomatic(screen) && !(screen.port && screen.port > 0)
}

function door(plan: Plan, screen: GraphicsConfig): readonly string[] {
  if (listenKind(screen) === 'none') return ['port=0']
  const socket = listenSocket(plan, screen)
  if (socket !== undefined) return ['unix=on', `addr=${escapeCommas(socket)}`]
  const { port = -1, tlsPort = -1 } = screen
  const plain = port > 0 ? port : isAutomatic(screen) || tlsPort <= 0 ? firstSpicePort : 0
  return [
    `port=${plain}`,
    ...(tlsPort > 0 ? [`tls-port=${tlsPort}`] : []),
    `addr=${escapeCommas(listenAddress(screen))}`,
    ...(tlsPort > 0 ? [`x509-dir=${certificates}`] : []),
  ]
}

/** Which conversations are encrypted. */
function security({ defaultMode, channels = [], tlsPort = -1 }: GraphicsConfig): readonly string[] {
  const modes = [{ name: 'default', mode: defaultMode ?? 'any' }, ...channels]
  return modes.flatMap(({ name, mode }) => {
    if (mode === 'secure' && tlsPort <= 0)
      throw unsupported('spice secure channels set in XML configuration, but there is no TLS port')
    return mode === 'any' ? [] : [`${mode === 'secure' ? 'tls' : 'plaintext'}-channel=${name}`]
  })
}

function tuning(screen: GraphicsConfig): readonly string[] {
  const { image, jpeg, zlib, playback, streaming, mouse, clipboard, filetransfer, gl } = screen
  const values: readonly (readonly [string, string | undefined])[] = [
    ['image-compression', image?.compression],
    ['jpeg-wan-compression', jpeg?.compression],
    ['zlib-glz-wan-compression', zlib?.compression],
    ['playback-compression', playback && (playback.compression ? 'on' : 'off')],
    ['streaming-video', streaming?.mode],
    ['agent-mouse', mouse && (mouse.mode === 'client' ? 'on' : 'off')],
    ['disable-copy-paste', clipboard?.copypaste === false ? 'on' : undefined],
    ['disable-agent-file-xfer', filetransfer?.enable === false ? 'on' : undefined],
    ['gl', gl?.enable ? 'on' : undefined],
    ['rendernode', gl?.enable ? gl.rendernode : undefined],
  ]
  return values.flatMap(([key, value]) => (value === undefined ? [] : [`${key}=${escapeCommas(value)}`]))
}
