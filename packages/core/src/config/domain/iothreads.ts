import type { Unknowns } from '../codec/unknowns.js'

export interface DefaultIoThread extends Unknowns {
  readonly threadPoolMin?: number
  readonly threadPoolMax?: number
}

export interface IoThread extends DefaultIoThread {
  readonly id: number
}
