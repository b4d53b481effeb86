/** The keys of what is read anew after a send, apart from the queries, which are loaded when they are used. */
export const BUDGET = 'budget'
export const CHAT_MESSAGES = 'chat-messages'
export const PREFLIGHT = 'preflight'
export const RECIPIENTS = 'recipients'
