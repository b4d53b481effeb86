/** The documented shape of a message id; nothing is ever built from an id that does not match. */
export const MESSAGE_ID = /^om_[A-Za-z0-9_-]{1,128}$/
