// @ts-check
/** What stands in the place of `node:http2` in the built server, which neither serves nor speaks it. */
export class Http2ServerRequest {}
export const constants = {}
