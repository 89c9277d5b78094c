/** What only this workspace resolves (the sources) does not leave it. */
const workspaceCondition = '@virt/source'

function publishedExports(exports) {
  return Object.fromEntries(
    Object.entries(exports).map(([entry, target]) => {
      if (typeof target === 'string') return [entry, target]
      const { [workspaceCondition]: _, ...conditions } = target
      return [entry, conditions]
    }),
  )
}

function beforePacking({ nx: _nx, devDependencies: _devDependencies, exports, ...manifest }) {
  return exports === undefined ? manifest : { ...manifest, exports: publishedExports(exports) }
}

module.exports = { hooks: { beforePacking } }
