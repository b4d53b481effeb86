import { defineTexts } from '../../i18n/texts.ts'
import { LINK_MAX } from './share-link.ts'

export const shareTexts = defineTexts({
  en: {
    title: 'Share draft',
    why: 'The draft is in the link, after the #; it is never sent to a server. Anyone with the link can read it.',
    where: 'On another machine, replace the part before #.',
    withTarget: 'Include the message ID',
    noTarget: 'The draft has no message ID.',
    link: 'Link',
    copy: 'Copy link',
    characters: (count: number) => `${count} of ${LINK_MAX} characters`,
    tooLong: 'Too long for a link',
    tooLongWhy: (count: number) =>
      `The link would have ${count} characters; many programs cut links after ${LINK_MAX}. Share fewer languages, or save the draft as a template and export it.`,
    opened: 'Opened as a new draft',
    openedWhy: 'Your previous work is among your drafts.',
    openedTarget: (id: string) => `The link also sets the message ${id}. Check it before you send.`,
    draftName: (time: string) => `From a link, ${time}`,
    dismiss: 'Dismiss',
    failed: 'Could not open the share link',
    damaged:
      'It is incomplete or was changed; some programs cut long links. Ask for the complete link. Your draft is unchanged.',
    too_large: 'It contains more than a draft can hold. Your draft is unchanged.',
  },
  zh: {
    title: '分享草稿',
    why: '草稿包含在链接的 # 之后，不会发送到任何服务器。拿到链接的人都能看到草稿内容。',
    where: '在其他机器上打开时，请替换 # 之前的部分。',
    withTarget: '包含消息 ID',
    noTarget: '草稿没有消息 ID。',
    link: '链接',
    copy: '复制链接',
    characters: (count) => `${count} 个字符，最多 ${LINK_MAX} 个`,
    tooLong: '内容过长，无法生成链接',
    tooLongWhy: (count) =>
      `链接将有 ${count} 个字符，许多软件会截断超过 ${LINK_MAX} 个字符的链接。请减少语言，或把草稿保存为模板后导出。`,
    opened: '已作为新草稿打开',
    openedWhy: '你之前的内容仍在“草稿”中。',
    openedTarget: (id) => `链接还指定了目标消息 ${id}，发送前请确认。`,
    draftName: (time) => `来自链接，${time}`,
    dismiss: '知道了',
    failed: '无法打开分享链接',
    damaged:
      '链接不完整或已被改动，有些软件会截断长链接。请对方重新发送完整链接。你的草稿没有变化。',
    too_large: '内容超出草稿的上限。你的草稿没有变化。',
  },
})
