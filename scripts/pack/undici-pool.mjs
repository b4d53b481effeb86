// @ts-check
/** What stands in the place of `undici` in the built server. */
import * as api from '../../node_modules/undici/lib/api/index.js'
import Dispatcher from '../../node_modules/undici/lib/dispatcher/dispatcher.js'

// As its own index does: `pool.request` comes from there.
Object.assign(Dispatcher.prototype, { request: api.request })

export { default as Pool } from '../../node_modules/undici/lib/dispatcher/pool.js'
