/** How a member of one of Xen's structures is kept; all little-endian. `address` is a guest handle of 64 bits. */
export type FieldType = 'u8' | 'u16' | 'u32' | 'u64' | 'address' | 'uuid'

/** A member of a structure: its offset from the start, and its type. */
export interface Field {
  readonly at: number
  readonly type: FieldType
}

/** The members of a structure by their names in the public header, in camelCase. */
export type Fields = Readonly<Record<string, Field>>

const fieldOf =
  (type: FieldType) =>
  (at: number): Field => ({ at, type })

export const u8: (at: number) => Field = fieldOf('u8')
export const u16: (at: number) => Field = fieldOf('u16')
export const u32: (at: number) => Field = fieldOf('u32')
export const u64: (at: number) => Field = fieldOf('u64')
export const address: (at: number) => Field = fieldOf('address')
export const uuid: (at: number) => Field = fieldOf('uuid')

type NumberType = Exclude<FieldType, 'uuid'>

const readers: Readonly<Record<NumberType, (bytes: Buffer, at: number) => number>> = {
  u8: (bytes, at) => bytes.readUInt8(at),
  u16: (bytes, at) => bytes.readUInt16LE(at),
  u32: (bytes, at) => bytes.readUInt32LE(at),
  u64: readU64,
  address: readU64,
}

/** Without a BigInt on the way: a listing reads thousands. */
function readU64(bytes: Buffer, at: number): number {
  return bytes.readUInt32LE(at) + bytes.readUInt32LE(at + 4) * 0x1_0000_0000
}

const writers: Readonly<Record<NumberType, (bytes: Buffer, at: number, value: number | bigint) => unknown>> =
  {
    u8: (bytes, at, value) => bytes.writeUInt8(Number(value), at),
    u16: (bytes, at, value) => bytes.writeUInt16LE(Number(value), at),
    u32: (bytes, at, value) => bytes.writeUInt32LE(Number(value), at),
    u64: (bytes, at, value) => bytes.writeBigUInt64LE(BigInt(value), at),
    address: (bytes, at, value) => bytes.writeBigUInt64LE(BigInt(value), at),
  }

/** A number out of a structure that begins at `base`. Above 2^53 it is rounded. */
export function readNumber(bytes: Buffer, { at, type }: Field, base = 0): number {
  return readers[type as NumberType](bytes, base + at)
}

export function writeNumber(bytes: Buffer, { at, type }: Field, value: number | bigint, base = 0): void {
  writers[type as NumberType](bytes, base + at, value)
}

/** Sixteen bytes as `8-4-4-4-12`, lower case. */
export function readUuid(bytes: Buffer, { at }: Field, base = 0): string {
  const hex = bytes.toString('hex', base + at, base + at + 16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
