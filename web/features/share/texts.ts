import { defineTexts } from '../../i18n/texts.ts'
import { LINK_MAX } from './share-link.ts'

export const shareTexts = defineTexts({
  en: {
    title: 'Share this draft',
    why: 'The link holds the draft itself, after the #: no browser sends that part to any server. Anyone with the link can read the texts.',
    where:
      'It opens on the console at this address; a console on another machine has its own address, so replace what stands before the #.',
    withTarget: 'Include the message_id',
    noTarget: 'The draft has no message_id to include.',
    link: 'Link',
    copy: 'Copy the link',
    characters: (count: number) => `${count} of at most ${LINK_MAX} characters`,
    tooLong: 'Too long for a link',
    tooLongWhy: (count: number) =>
      `It would have ${count} characters, and many chat and mail programs cut links after ${LINK_MAX}. Share fewer languages, or save the draft as a template and export that as a file.`,
    opened: 'Opened from a link, as a draft of its own',
    openedWhy: 'What you were working on is kept: you find it among your drafts.',
    openedTarget: (id: string) =>
      `The link also chose a target, ${id}: check that it is meant before you send.`,
    draftName: (time: string) => `From a link, ${time}`,
    dismiss: 'Dismiss',
    failed: 'This share link could not be opened',
    damaged:
      'It is incomplete or was changed on the way; chat and mail programs sometimes cut long links. Ask for it once more, as a whole. Your own draft is untouched.',
    too_large: 'It holds more than a composer can. Your own draft is untouched.',
  },
  zh: {
    title: '分享这份草稿',
    why: '草稿内容就在链接的 # 之后，浏览器不会把这部分发给任何服务器。拿到链接的人都能看到其中的文字。',
    where: '链接会在当前地址的控制台中打开；别的机器上的控制台地址不同，请替换 # 之前的部分。',
    withTarget: '包含 message_id',
    noTarget: '草稿里没有可包含的 message_id。',
    link: '链接',
    copy: '复制链接',
    characters: (count) => `${count} 个字符，最多 ${LINK_MAX}`,
    tooLong: '内容太长，无法放进链接',
    tooLongWhy: (count) =>
      `链接将有 ${count} 个字符，而许多聊天和邮件软件会截断超过 ${LINK_MAX} 个字符的链接。请减少语言，或把草稿存为模板后导出文件。`,
    opened: '已从链接打开，作为一份单独的草稿',
    openedWhy: '您原来的内容仍在，可在“草稿”中找到。',
    openedTarget: (id) => `链接还指定了目标 ${id}：发送前请确认这正是您要的。`,
    draftName: (time) => `来自链接，${time}`,
    dismiss: '知道了',
    failed: '无法打开这个分享链接',
    damaged:
      '链接不完整或在途中被改动；聊天和邮件软件有时会截断长链接。请对方重新完整发送一次。您自己的草稿没有变化。',
    too_large: '内容超出编辑器所能容纳的范围。您自己的草稿没有变化。',
  },
})
