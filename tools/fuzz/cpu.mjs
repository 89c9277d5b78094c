/** Milliseconds that this process has computed: what counts on a machine that does other things. */
export function cpuTime() {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}
