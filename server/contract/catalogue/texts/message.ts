import type { CatalogueTexts, EXISTING_MESSAGE_ROWS, MESSAGE_ROWS } from '../rows.ts'

export const MESSAGE_TEXTS: CatalogueTexts<typeof MESSAGE_ROWS> = {
  230001: {
    zh: '有请求参数不符合要求。msg 末尾可能带有“ext=…”，写明具体原因。',
    zhAdvice: '按 ext 的说明改正；没有 ext 时，对照接口文档检查各个 ID、类型和 content 的格式。',
    en: 'A request parameter is invalid. The msg may end in “ext=…”, which gives the reason.',
    enAdvice:
      'Follow what ext says; without it compare the ids, the types and the format of content with the documentation.',
  },
  230002: {
    zh: '机器人不在对应的群里。在 push_follow_up 上，同一个码表示消息已过期。',
    zhAdvice: '把机器人加入该群后再试；如果要发给单聊，请检查 receive_id 是否填成了群的 ID。',
    en: 'The bot is not in the group. On push_follow_up the same code means that the message has expired.',
    enAdvice:
      'Add the bot to the group, then try again; for a one-to-one chat check that receive_id is not the id of a group.',
  },
  230006: {
    zh: '应用没有启用机器人能力。在 push_follow_up 上，同一个码表示消息不是最新的一条。',
    zhAdvice: '在开发者后台“应用能力 › 添加应用能力”中添加“机器人”，再创建版本并发布。',
    en: 'The bot of the app is not enabled. On push_follow_up the same code means that the message is not the latest.',
    enAdvice:
      'Add the bot under “Add Features” in the developer console, then create a version and release it.',
  },
  230013: {
    zh: '用户不在机器人的可用范围内，或在禁用范围内。用户已离职时也会得到此码。',
    zhAdvice:
      '在开发者后台“应用发布 › 版本管理与发布”创建版本，把该用户加入“可用范围”并发布。仍然报错时，请企业管理员在管理后台确认该用户没有被设为“禁用成员”。',
    en: 'The user is outside the availability of the bot or excluded from it. A user who has left the company gives this code too.',
    enAdvice:
      'In the developer console, under “Version Management & Release”, create a version whose availability includes the user and release it. If the code remains, ask the administrator whether the user is on the list of excluded members.',
  },
  230027: {
    zh: '没有进行此操作的权限：可能缺少接口权限或用户授权，也可能是外部群而机器人没有开启对外共享。',
    zhAdvice:
      '按返回的错误信息，在开发者后台“开发配置 › 权限管理”页开通缺少的权限；外部群请先为机器人开启对外共享。',
    en: 'The operation is not permitted: a scope or the authorisation of the user may be missing, or the group is external and the bot is not shared outside.',
    enAdvice:
      'Add the scope that the answer names on the page “Permissions & Scopes” of the developer console; for an external group enable external sharing of the bot first.',
  },
  230018: {
    zh: '群设置不允许此操作，例如只有指定成员可以发言。',
    zhAdvice: '检查群设置，或请群管理员修改。',
    en: 'The settings of the group forbid this, for example only some members may speak.',
    enAdvice: 'Check the settings of the group, or ask its administrator to change them.',
  },
  230019: {
    zh: '话题不存在。',
    zhAdvice: '确认话题没有被删除，或改发到其他会话。',
    en: 'The topic does not exist.',
    enAdvice: 'Check whether the topic has been deleted, or send to another chat.',
  },
  230020: {
    zh: '操作触发了频率限制。',
    zhAdvice: '降低发送频率，稍等再试。',
    en: 'The operation has hit a rate limit.',
    enAdvice: 'Send less often and try again after a while.',
  },
  230029: {
    zh: '接收者已离职，不能给他发消息。',
    zhAdvice: '换一位接收者。',
    en: 'The recipient has left the company, so no message can be sent.',
    enAdvice: 'Choose another recipient.',
  },
  230034: {
    zh: 'receive_id 无效。',
    zhAdvice:
      '确认 ID 完整，并且类型与 receive_id_type 一致：open_id 以 ou_ 开头，union_id 以 on_ 开头，chat_id 以 oc_ 开头。',
    en: 'The receive_id is invalid.',
    enAdvice:
      'Make sure that the id is complete and fits receive_id_type: an open_id starts with ou_, a union_id with on_, a chat_id with oc_.',
  },
  230035: {
    zh: '没有发送消息的权限：群可能开启了禁言，机器人可能被接收者屏蔽，或受企业的沟通权限管控。',
    zhAdvice: '依次检查群禁言、接收者是否屏蔽了机器人，以及企业的沟通权限设置。',
    en: 'Sending is not permitted: the group may be muted, the recipient may have blocked the bot, or a policy of the tenant forbids it.',
    enAdvice:
      'Check in turn whether the group is muted, whether the recipient has blocked the bot, and the communication policy of the tenant.',
  },
  230036: {
    zh: '企业（租户）的加密密钥已被删除，用它加密的数据不可用。',
    zhAdvice: '请联系企业管理员。',
    en: 'The encryption key of the tenant has been deleted, so the data encrypted with it cannot be used.',
    enAdvice: 'Ask the administrator of the tenant.',
  },
  230038: {
    zh: '不允许向其他企业用户的单聊发送消息。',
    zhAdvice: '换成同一企业的用户。',
    en: 'Messages to a one-to-one chat across tenants are forbidden.',
    enAdvice: 'Choose a user of the same tenant.',
  },
  230049: {
    zh: '消息正在发送中。',
    zhAdvice: '稍等片刻，先在会话中看消息是否已出现，不要马上再发。',
    en: 'The message is still being sent.',
    enAdvice:
      'Wait a moment and look in the chat whether the message appears before sending again.',
  },
  230053: {
    zh: '用户已设置不再接收机器人的消息。',
    zhAdvice: '尊重用户的设置，不要再主动发送；需要恢复时，请用户自己在客户端重新允许。',
    en: 'The user no longer accepts messages from the bot.',
    enAdvice:
      'Respect that and stop sending; only the user can allow the bot again, in the client.',
  },
  230075: {
    zh: '不支持向密聊、密盾聊发送消息。',
    zhAdvice: '换一个普通会话。',
    en: 'Messages cannot be sent to secret or encrypted chats.',
    enAdvice: 'Use an ordinary chat.',
  },
  232009: {
    zh: '指定的群已解散。',
    zhAdvice: '换一个会话。',
    en: 'The group has been dissolved.',
    enAdvice: 'Use another chat.',
  },
  230015: {
    zh: '单聊不能被分享。',
    zhAdvice: '改为分享群名片或用户的个人名片。',
    en: 'A one-to-one chat cannot be shared.',
    enAdvice: 'Share the card of a group or of a user instead.',
  },
  230017: {
    zh: '机器人不是该资源的拥有者，只能发送自己上传的文件。',
    zhAdvice: '用同一个应用重新上传文件，再发送新得到的 key。',
    en: 'The bot does not own the resource; it can send only files that it uploaded itself.',
    enAdvice: 'Upload the file again with the same app and send the new key.',
  },
  230022: {
    zh: '消息内容包含敏感信息。',
    zhAdvice: '修改内容后再发。',
    en: 'The message contains sensitive information.',
    enAdvice: 'Change the content, then send again.',
  },
  230025: {
    zh: '消息过长：文本消息最大 150 KB，卡片和富文本消息最大 30 KB。',
    zhAdvice: '缩短内容。样式标签和卡片模板的数据也计入大小。',
    en: 'The message is too long: text may have 150 KB, cards and rich text 30 KB.',
    enAdvice: 'Shorten the content. Style tags and the data of a card template count too.',
  },
  230028: {
    zh: '消息没有通过数据防泄漏审查，可能含有明文电话号码或邮箱地址。',
    zhAdvice: '按返回的错误信息检查并修改内容。',
    en: 'The message did not pass the check against data leaks; it may hold a plain phone number or e-mail address.',
    enAdvice: 'Change the content as the message returned suggests.',
  },
  230054: {
    zh: '私有互通群不支持这种消息类型，例如卡片。',
    zhAdvice: '换一种消息类型，例如文本。',
    en: 'Private connection groups do not support this type of message, for example cards.',
    enAdvice: 'Use another type of message, for example text.',
  },
  230055: {
    zh: '上传文件时选择的类型与消息类型不一致。',
    zhAdvice: '使两者一致：例如上传时选择 MP4，消息类型就要用 media。',
    en: 'The file was uploaded as another type than the message has.',
    enAdvice: 'Make them match: a file uploaded as MP4, for example, goes out as a media message.',
  },
  230099: {
    zh: '创建卡片内容失败，真正的原因在 msg 的“ext=ErrCode: …”里。',
    zhAdvice: '按 ErrCode 在来源文档的“230099 子错误码”表中查找，再修改卡片。',
    en: 'Creating the card failed; the cause is in the msg, after “ext=ErrCode: …”.',
    enAdvice:
      'Look up that ErrCode in the table of sub-codes of 230099 on the source page, then fix the card.',
  },
}

export const EXISTING_MESSAGE_TEXTS: CatalogueTexts<typeof EXISTING_MESSAGE_ROWS> = {
  230054: {
    zh: '要回复的消息属于不支持此操作的类型。',
    zhAdvice: '换一条消息回复。',
    en: 'The message to reply to is of a type that does not support this.',
    enAdvice: 'Reply to another message.',
  },
  230011: {
    zh: '消息已被撤回，不支持此操作。',
    zhAdvice: '换一条消息。',
    en: 'The message has been recalled, so this is not possible.',
    enAdvice: 'Use another message.',
  },
  230050: {
    zh: '当前操作者（应用的机器人）看不到这条消息。',
    zhAdvice: '核对 message_id，并确认机器人在这条消息所在的会话里。',
    en: 'The operator, that is the bot of the app, cannot see the message.',
    enAdvice: 'Check the message_id and that the bot is in the chat of the message.',
  },
  230071: {
    zh: '消息所在的群不支持以话题形式回复。',
    zhAdvice: '改为普通回复：去掉 reply_in_thread。',
    en: 'The group of the message does not support replies in a thread.',
    enAdvice: 'Reply without a thread: leave out reply_in_thread.',
  },
  230072: {
    zh: '已聚合的消息不支持以话题形式回复。',
    zhAdvice: '改为普通回复：去掉 reply_in_thread。',
    en: 'Aggregated messages cannot be replied to in a thread.',
    enAdvice: 'Reply without a thread: leave out reply_in_thread.',
  },
  230073: {
    zh: '当前操作者看不到这个话题。群若关闭了“新成员可查看历史消息”，入群之前的话题就不可见。',
    zhAdvice: '请人在话题中 @ 机器人，使它订阅该话题后再试。',
    en: 'The operator cannot see the thread. Where a group hides its history from new members, threads from before they joined are not visible.',
    enAdvice: 'Have someone @-mention the bot in the thread, which subscribes it, then try again.',
  },
  230110: {
    zh: '消息已被删除。',
    zhAdvice: '换一条消息。',
    en: 'The message has been deleted.',
    enAdvice: 'Use another message.',
  },
  230111: {
    zh: '不能回复定时删除的消息。',
    zhAdvice: '换一条消息。',
    en: 'Messages that delete themselves cannot be replied to.',
    enAdvice: 'Use another message.',
  },
  231203: {
    zh: '这类群不支持获取消息，例如开启了保密模式的群。',
    zhAdvice: '检查群设置中的保密模式，或换一个会话。',
    en: 'Messages of this type of group cannot be read, for example with restricted mode on.',
    enAdvice: 'Check restricted mode in the settings of the group, or use another chat.',
  },
  231204: {
    zh: '开启了对外共享或关联组织的应用，不支持以用户身份调用此接口。',
    zhAdvice: '改用应用身份（tenant_access_token）调用。',
    en: 'Apps with external sharing or linked organisations cannot make this call as a user.',
    enAdvice: 'Call as the app, with a tenant_access_token.',
  },
}
