/** How a receiver can be named. */
export const RECEIVE_ID_TYPES = ['open_id', 'user_id', 'union_id', 'email', 'chat_id'] as const
export type ReceiveIdType = (typeof RECEIVE_ID_TYPES)[number]
