import type { CatalogueTexts, EXISTING_MESSAGE_ROWS, MESSAGE_ROWS, REPORTED_ROWS } from '../rows.ts'

export const MESSAGE_TEXTS: CatalogueTexts<typeof MESSAGE_ROWS> = {
  230001: {
    zh: '请求参数无效。msg 末尾的“ext=…”可能写明原因。',
    zhAdvice: '按 ext 的说明改正。没有 ext 时，对照接口文档检查各个 ID、类型和 content 的格式。',
    en: 'A request parameter is invalid. The msg may end in “ext=…” with the reason.',
    enAdvice:
      'Fix what ext names. Without it, check the IDs, types and content format in the documentation.',
  },
  230002: {
    zh: '机器人不在群里。在 push_follow_up 上，此错误码表示消息已过期。',
    zhAdvice: '把机器人加入该群后重试。如果要发到单聊，请检查 receive_id 是否误填为群 ID。',
    en: 'The bot is not in the group. On push_follow_up, this code means that the message has expired.',
    enAdvice:
      'Add the bot to the group, then retry. For a one-to-one chat, check that receive_id is not a group ID.',
  },
  230006: {
    zh: '应用未启用机器人能力。在 push_follow_up 上，此错误码表示消息不是最新一条。',
    zhAdvice: '在开发者后台“应用能力 › 添加应用能力”中添加“机器人”，再创建版本并发布。',
    en: 'The bot is not enabled. On push_follow_up, this code means that the message is not the latest.',
    enAdvice:
      'Add the bot under “Add Features” in the developer console, then create a version and release it.',
  },
  230013: {
    zh: '用户不在机器人的可用范围内。也可能在禁用范围内，或已离职。',
    zhAdvice:
      '在开发者后台“应用发布 › 版本管理与发布”创建版本，把该用户加入“可用范围”并发布。仍然报错时，请企业管理员在管理后台确认该用户没有被设为“禁用成员”。',
    en: 'The bot is not available to the user. The user may also be excluded or have left the company.',
    enAdvice:
      'In the developer console, under “Version Management & Release”, release a version whose availability includes the user. If the code remains, ask the administrator whether the user is excluded.',
  },
  230027: {
    zh: '没有操作权限。可能缺少接口权限或用户授权，也可能是外部群而机器人未开启对外共享。',
    zhAdvice:
      '按响应中的错误信息，在开发者后台“开发配置 › 权限管理”页开通缺少的权限。外部群请先为机器人开启对外共享。',
    en: 'The operation is not permitted. A scope or the user’s authorization may be missing, or external sharing of the bot is off.',
    enAdvice:
      'Add the scope named in the response on “Permissions & Scopes” in the developer console. For an external group, enable external sharing of the bot first.',
  },
  230018: {
    zh: '群设置不允许此操作。例如只有指定成员可以发言。',
    zhAdvice: '检查群设置，或请群管理员修改。',
    en: 'The group settings forbid this. For example, only some members may post.',
    enAdvice: 'Check the group settings, or ask the group administrator to change them.',
  },
  230019: {
    zh: '话题不存在。',
    zhAdvice: '确认话题没有被删除，或改发到其他会话。',
    en: 'The topic does not exist.',
    enAdvice: 'Check whether the topic was deleted, or send to another chat.',
  },
  230020: {
    zh: '操作触发频率限制。msg 中的“ext=chat rate limit”表示同一会话发送过快。',
    zhAdvice: '等待 1 秒后重试。向同一用户或同一群，每秒最多发送 5 条消息。',
    en: 'The operation exceeds a rate limit. “ext=chat rate limit” in the msg means too many messages to one chat.',
    enAdvice: 'Wait a second, then retry. One user or group takes at most 5 messages per second.',
  },
  230029: {
    zh: '接收人已离职。不能再向其发送消息。',
    zhAdvice: '换一位接收人。',
    en: 'The recipient has left the company. Messages can no longer be sent to them.',
    enAdvice: 'Choose another recipient.',
  },
  230034: {
    zh: 'receive_id 无效。',
    zhAdvice:
      '确认 ID 完整，且与 receive_id_type 一致：open_id 以 ou_ 开头，union_id 以 on_ 开头，chat_id 以 oc_ 开头。',
    en: 'The receive_id is invalid.',
    enAdvice:
      'Make sure that the ID is complete and matches receive_id_type: open_id starts with ou_, union_id with on_, chat_id with oc_.',
  },
  230035: {
    zh: '没有发送消息的权限。群可能开启了禁言，接收人可能屏蔽了机器人，或受企业沟通权限管控。',
    zhAdvice: '依次检查群禁言、接收人是否屏蔽了机器人，以及企业的沟通权限设置。',
    en: 'Sending is not permitted. The group may be muted, the recipient may block the bot, or a tenant policy forbids it.',
    enAdvice:
      'Check whether the group is muted, whether the recipient blocks the bot, and the tenant’s communication policy.',
  },
  230036: {
    zh: '企业的加密密钥已被删除。用它加密的数据不可用。',
    zhAdvice: '联系企业管理员。',
    en: 'The tenant’s encryption key was deleted. Data encrypted with it is unavailable.',
    enAdvice: 'Contact the tenant administrator.',
  },
  230038: {
    zh: '不能向其他企业用户的单聊发送消息。',
    zhAdvice: '换成同一企业的用户。',
    en: 'One-to-one messages across tenants are forbidden.',
    enAdvice: 'Choose a user of the same tenant.',
  },
  230049: {
    zh: '消息仍在发送中。',
    zhAdvice: '稍等片刻，先查看消息是否已出现在会话中，不要立即重发。',
    en: 'The message is still being sent.',
    enAdvice: 'Wait a moment and check the chat for the message before retrying.',
  },
  230053: {
    zh: '用户已设置不再接收机器人的消息。',
    zhAdvice: '停止主动发送。需要恢复时，由用户在客户端重新允许。',
    en: 'The user no longer accepts messages from the bot.',
    enAdvice: 'Stop sending. Only the user can allow the bot again, in the client.',
  },
  230075: {
    zh: '不支持密聊和密盾聊。',
    zhAdvice: '换一个普通会话。',
    en: 'Secret and encrypted chats are not supported.',
    enAdvice: 'Use an ordinary chat.',
  },
  232009: {
    zh: '指定的群已解散。',
    zhAdvice: '换一个会话。',
    en: 'The group was disbanded.',
    enAdvice: 'Use another chat.',
  },
  230015: {
    zh: '单聊不能被分享。',
    zhAdvice: '改为分享群名片或用户的个人名片。',
    en: 'A one-to-one chat cannot be shared.',
    enAdvice: 'Share the card of a group or of a user instead.',
  },
  230017: {
    zh: '机器人不是该资源的拥有者。只能发送自己上传的文件。',
    zhAdvice: '用同一个应用重新上传文件，再发送新的 key。',
    en: 'The bot does not own the resource. It can only send files that it uploaded itself.',
    enAdvice: 'Upload the file again with the same app and send the new key.',
  },
  230022: {
    zh: '消息内容包含敏感信息。',
    zhAdvice: '修改内容后重试。',
    en: 'The message contains sensitive information.',
    enAdvice: 'Change the content, then retry.',
  },
  230025: {
    zh: '消息过长。文本消息最大 150 KB，卡片和富文本消息最大 30 KB。',
    zhAdvice: '缩短内容。样式标签和卡片模板的数据也计入大小。',
    en: 'The message is too long. The maximum is 150 KB for text, 30 KB for cards and rich text.',
    enAdvice: 'Shorten the content. Style tags and card template data count too.',
  },
  230028: {
    zh: '消息未通过数据防泄漏审查。可能含有明文电话号码或邮箱地址。',
    zhAdvice: '按响应中的错误信息检查并修改内容。',
    en: 'The message failed the data leak check. It may contain a plain phone number or email address.',
    enAdvice: 'Change the content as the msg suggests.',
  },
  230054: {
    zh: '私有互通群不支持此消息类型。例如不支持卡片。',
    zhAdvice: '换一种消息类型，例如文本。',
    en: 'Private connection groups do not support this message type. For example, cards are not supported.',
    enAdvice: 'Use another message type, such as text.',
  },
  230055: {
    zh: '文件的上传类型与消息类型不一致。',
    zhAdvice: '使两者一致。例如上传为 MP4 的文件，消息类型应为 media。',
    en: 'The upload type of the file does not match the message type.',
    enAdvice: 'Make them match. For example, send a file uploaded as MP4 as a media message.',
  },
  230099: {
    zh: '创建卡片内容失败。原因在 msg 的“ext=ErrCode: …”中。',
    zhAdvice: '在飞书文档的“230099 子错误码”表中查找该 ErrCode，再修改卡片。',
    en: 'Could not create the card. The msg gives the cause after “ext=ErrCode: …”.',
    enAdvice: 'Look up the ErrCode in Feishu’s table of sub-codes of 230099, then fix the card.',
  },
}

export const EXISTING_MESSAGE_TEXTS: CatalogueTexts<typeof EXISTING_MESSAGE_ROWS> = {
  230054: {
    zh: '这种类型的消息不支持此操作。',
    zhAdvice: '换一条消息。',
    en: 'Messages of this type do not support this call.',
    enAdvice: 'Use another message.',
  },
  230009: {
    zh: '已超过撤回时限。',
    zhAdvice: '时限由企业管理员设置，无法再撤回。需要时发送一条更正的消息。',
    en: 'It is too late to recall the message.',
    enAdvice:
      'The administrator of the tenant sets the limit. Send a correction instead, if needed.',
  },
  230026: {
    zh: '应用没有撤回这条消息的权限。',
    zhAdvice: '机器人只能撤回自己发送的消息。请检查 message_id 和所选应用。',
    en: 'The app may not recall this message.',
    enAdvice: 'A bot can recall its own messages only. Check the message_id and the app.',
  },
  230011: {
    zh: '消息已被撤回。',
    zhAdvice: '换一条消息。',
    en: 'The message was recalled.',
    enAdvice: 'Use another message.',
  },
  230050: {
    zh: '机器人看不到这条消息。',
    zhAdvice: '检查 message_id，并确认机器人在消息所在的会话中。',
    en: 'The bot cannot see the message.',
    enAdvice: 'Check the message_id and that the bot is in the message’s chat.',
  },
  230071: {
    zh: '该群不支持以话题形式回复。',
    zhAdvice: '改为普通回复：去掉 reply_in_thread。',
    en: 'This group does not support replies in a thread.',
    enAdvice: 'Reply without a thread: remove reply_in_thread.',
  },
  230072: {
    zh: '已聚合的消息不支持以话题形式回复。',
    zhAdvice: '改为普通回复：去掉 reply_in_thread。',
    en: 'Aggregated messages cannot be replied to in a thread.',
    enAdvice: 'Reply without a thread: remove reply_in_thread.',
  },
  230073: {
    zh: '机器人看不到这个话题。如果群关闭了“新成员可查看历史消息”，入群前的话题不可见。',
    zhAdvice: '在话题中 @ 机器人，使它订阅该话题，然后重试。',
    en: 'The bot cannot see the thread. If the group hides its history from new members, earlier threads are not visible.',
    enAdvice: 'Mention the bot in the thread to subscribe it, then retry.',
  },
  230110: {
    zh: '消息已被删除。',
    zhAdvice: '换一条消息。',
    en: 'The message was deleted.',
    enAdvice: 'Use another message.',
  },
  230111: {
    zh: '不能回复定时删除的消息。',
    zhAdvice: '换一条消息。',
    en: 'Self-destructing messages cannot be replied to.',
    enAdvice: 'Use another message.',
  },
  231203: {
    zh: '该群不支持获取消息。例如该群开启了保密模式。',
    zhAdvice: '检查群的保密模式设置，或换一个会话。',
    en: 'Messages of this group cannot be read. For example, restricted mode is on.',
    enAdvice: 'Check restricted mode in the group settings, or use another chat.',
  },
  231204: {
    zh: '不支持以用户身份调用此接口。应用开启了对外共享或关联组织。',
    zhAdvice: '改用应用身份（tenant_access_token）调用。',
    en: 'This call cannot be made as a user. The app has external sharing or linked organizations.',
    enAdvice: 'Call as the app, with a tenant_access_token.',
  },
}

export const REPORTED_TEXTS: CatalogueTexts<typeof REPORTED_ROWS> = {
  230101: {
    zh: '暂时不能向用户发送消息。飞书文档没有说明此错误码。',
    zhAdvice:
      '公开报告中有两种做法有效：用单聊的 chat_id 代替 open_id 发送，或回复用户的消息。个人账号创建的应用可能不能主动发送。',
    en: 'Sending messages to users is temporarily unavailable. Feishu does not document this code.',
    enAdvice:
      'In public reports, two ways worked: sending by chat_id instead of open_id, and replying to a message of the user. Apps of personal accounts may be unable to send first.',
  },
  231003: {
    zh: '消息不存在或已被删除。飞书文档只在表情回复接口中列出此错误码。',
    zhAdvice: '检查 message_id。如果消息已被撤回，请直接发送一条新消息。',
    en: 'The message does not exist or was deleted. Feishu documents this code for reactions only.',
    enAdvice:
      'Check the message_id. If the message was recalled, send a new one instead of a reply.',
  },
}
