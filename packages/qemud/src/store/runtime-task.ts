/** A job that a daemon may die in: what the next one must know to end it. Part of a {@link RuntimeRecord}. */
export type RuntimeTask =
  /** A save or a dump into `temporary`. Renamed to `path` once `committing`, and then the guest is to end. */
  | {
      readonly kind: 'save' | 'dump'
      readonly resume: boolean
      readonly temporary: string
      readonly committing: boolean
    }
  /** A guest that has come from an image, which is used up when it is the domain's managed save. */
  | { readonly kind: 'restore'; readonly resume: boolean; readonly managedSave?: string }
  /** A guest on its way to another daemon. Once `finishing`, only that one knows where it runs. */
  | {
      readonly kind: 'migrateOut'
      readonly resume: boolean
      readonly socket: string
      readonly name: string
      readonly cookie: string
      readonly paused: boolean
      readonly undefineSource: boolean
      readonly persistDestination: boolean
      readonly finishing: boolean
    }
  /** A guest on its way here. Once `finishing`, it is to run here. */
  | {
      readonly kind: 'migrateIn'
      readonly cookie: string
      readonly resume: boolean
      readonly finishing: boolean
    }
