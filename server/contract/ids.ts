/** The documented shape of a message ID; no request is built from an ID that does not match. */
export const MESSAGE_ID = /^om_[A-Za-z0-9_-]{1,128}$/

/** The documented shape of a chat ID; no request is built from an ID that does not match. */
export const CHAT_ID = /^oc_[A-Za-z0-9_-]{1,128}$/

/** The allowed characters of a recipient's ID or email address. */
export const RECEIVE_ID = /^[\x21-\x7e]{1,256}$/

/** The kinds of ID that identify a recipient. */
export const RECEIVE_ID_TYPES = ['open_id', 'user_id', 'union_id', 'email', 'chat_id'] as const
export type ReceiveIdType = (typeof RECEIVE_ID_TYPES)[number]

/** The message types that the console can create; the platform has more. */
export const MSG_TYPES = ['text', 'post', 'interactive'] as const
export type MsgType = (typeof MSG_TYPES)[number]
