/** The door for daemons and their clients: a driver connection offered on a socket, and the same at the other end. */
export { connect } from './rpc/connect.js'
export type { ConnectOptions } from './rpc/connect.js'
export type { Dial } from './rpc/dial.js'
export { serve } from './rpc/server.js'
export type { RpcServer, ServeOptions } from './rpc/server.js'
export { protocolVersion } from './rpc/messages.js'
export { LineSplitter } from './rpc/frames.js'
