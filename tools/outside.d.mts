/** How a command ended, and all that it printed. */
export interface Run {
  readonly status: number | string
  readonly output: string
}

/** A folder outside the workspace, where packages are what npm makes of their tarballs. */
export class Outside {
  readonly directory: string
  /** Pack workspace packages, by their folders in packages/; answers the tarballs' paths. They must be built. */
  pack(...folders: string[]): Promise<string[]>
  /** `npm install --save-dev` of these in a folder, from the cache where that has the rest. */
  install(directory: string, ...specifiers: string[]): Promise<Run>
  remove(): void
}

/** Run a command without what this workspace's tools have put in the environment. */
export function run(command: string, args: readonly string[], cwd: string): Promise<Run>
