import type { DiskConfig, EncryptionConfig, SourceAuth } from '@virt/core/config'
import { versionNumber, type Emulator } from '../../emulators/emulator.js'
import type { Rule } from './rule.js'

type Secret = NonNullable<SourceAuth['secret']>

/** Protocols whose servers ask who it is, and what the secret that they take is called. */
const logins: Readonly<Record<string, string | undefined>> = {
  iscsi: 'iscsi',
  rbd: 'ceph',
  http: undefined,
  https: undefined,
  ftp: undefined,
  ftps: undefined,
  ssh: undefined,
}

/** The secrets of one image: who asks for it, and what it is encrypted with. */
export function secretRules(
  { source = {}, auth, encryption }: DiskConfig,
  emulator: Emulator,
): readonly Rule[] {
  return [
    ...authRules(source.protocol, source.auth ?? auth),
    ...encryptionRules(source.encryption ?? encryption),
    ...engineRules(source.protocol, source.encryption ?? encryption, emulator),
  ]
}

function authRules(protocol = '', auth?: SourceAuth): readonly Rule[] {
  if (auth === undefined) return []
  const { type } = auth.secret ?? {}
  const wanted = logins[protocol]
  return [
    [!(protocol in logins), `authentication is not supported for protocol '${protocol}'`],
    [auth.secret === undefined, 'Missing <secret> element in auth', 'XML_ERROR'],
    ...(auth.secret ? whichRules(auth.secret) : []),
    [wanted !== undefined && type === undefined, "unknown secret type '<null>'"],
    [wanted !== undefined && type !== wanted, `invalid secret type '${type ?? ''}'`],
  ]
}

function whichRules({ uuid, usage }: Secret): readonly Rule[] {
  return [
    [uuid === undefined && usage === undefined, 'missing <secret> uuid or usage attribute', 'XML_ERROR'],
    [
      uuid !== undefined && usage !== undefined,
      'either <secret> uuid or usage expected, not both',
      'XML_ERROR',
    ],
  ]
}

function encryptionRules({ secrets = [] }: Partial<EncryptionConfig> = {}): readonly Rule[] {
  return secrets.flatMap((secret): readonly Rule[] => [
    [secret.type !== 'passphrase', `unknown volume encryption secret type ${secret.type ?? ''}`, 'XML_ERROR'],
    ...whichRules(secret),
  ])
}

/** The release of QEMU that lets librbd decrypt. */
const firstLibrbd = 6_001_000

function engineRules(
  protocol: string | undefined,
  encryption: Partial<EncryptionConfig> = {},
  emulator: Emulator,
): readonly Rule[] {
  const { engine = 'qemu', format = '' } = encryption
  if (engine === 'qemu')
    return [
      [/^luks(2|-any)$/.test(format), `${format} is currently not supported by the qemu encryption engine`],
    ]
  return [
    [protocol !== 'rbd', 'librbd encryption engine only supports RBD'],
    [!/^luks2?$/.test(format), `${format} is not supported by the librbd encryption engine`],
    [versionNumber(emulator) < firstLibrbd, 'librbd encryption is not supported by this QEMU binary'],
  ]
}
