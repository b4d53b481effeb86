/** The scopes of each call, in Feishu's spelling; any one of a list is enough. */
export const SCOPES = {
  /** @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/push_follow_up */
  push: ['im:message', 'im:message:send_as_bot'],
  /** @see https://open.feishu.cn/document/server-docs/im-v1/message/get */
  getMessage: ['im:message', 'im:message:readonly'],
  /** @see https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/list */
  listMessages: ['im:message', 'im:message:readonly', 'im:message.history:readonly'],
  /** @see https://open.feishu.cn/document/server-docs/group/chat/get-2 */
  getChat: ['im:chat', 'im:chat:readonly', 'im:chat:read', 'im:chat.group_info:readonly'],
  /** @see https://open.feishu.cn/document/server-docs/contact-v3/user/batch_get_id */
  findPeople: ['contact:user.id:readonly'],
  /** @see https://open.feishu.cn/document/server-docs/application-v6/admin/check_white_black_list */
  checkVisibility: ['application:application:self_manage', 'admin:app.info:readonly'],
} as const satisfies Record<string, readonly string[]>
