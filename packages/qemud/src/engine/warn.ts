/** Tells the operator of something that is wrong and does not stop the work: one line, without line end. */
export type Warn = (message: string) => void
