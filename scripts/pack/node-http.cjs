// @ts-check
/**
 * What stands in the place of `node:http` in the built server. To import a built-in fills in every one
 * of its exports, and among those of `node:http` are `WebSocket` and its kin, for which Node loads its
 * own copy of undici: that alone would take as long as Node itself takes to start.
 */
module.exports = process.getBuiltinModule('node:http')
