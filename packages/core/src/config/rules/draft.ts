/** A configuration that was just read and is not handed out yet: rules complete it in place. */
export type Draft<T> = { -readonly [K in keyof T]: T[K] }
