/**
 * What the bundle has of undici. Its index also loads a fetch, caches, WebSockets and mocks, which
 * would take 4 MB of memory.
 */
import api from 'undici/lib/api/index.js'
import Agent from 'undici/lib/dispatcher/agent.js'
import Dispatcher from 'undici/lib/dispatcher/dispatcher.js'
import EnvHttpProxyAgent from 'undici/lib/dispatcher/env-http-proxy-agent.js'
import Pool from 'undici/lib/dispatcher/pool.js'

// As the index does: it adds `request`.
Object.assign(Dispatcher.prototype, api)

export { Agent, EnvHttpProxyAgent, Pool }
