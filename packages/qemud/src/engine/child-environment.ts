const inherited = [
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'TMPDIR',
  'XDG_RUNTIME_DIR',
  'XDG_CONFIG_HOME',
  'XDG_CACHE_HOME',
  'XDG_DATA_HOME',
  'LD_LIBRARY_PATH',
  'DISPLAY',
  'XAUTHORITY',
  'WAYLAND_DISPLAY',
]

/** The environment of a QEMU process: the few variables it may need, and those of its domain. */
export function childEnvironment(additional: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const kept = inherited.map((name) => [name, process.env[name]] as const)
  return {
    ...Object.fromEntries(kept.filter(([, value]) => value !== undefined)),
    LC_ALL: 'C',
    ...additional,
  }
}
