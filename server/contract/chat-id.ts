/** The documented shape of a chat id; nothing is ever built from an id that does not match. */
export const CHAT_ID = /^oc_[A-Za-z0-9_-]{1,128}$/
