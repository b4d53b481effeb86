import type { Bilingual } from '#contract/locale'

/** What a button of the page does; the button says by `data-command` that it is this one. */
export type Command = {
  id: string
  name: Bilingual
  /** Other words that people look for it by, in both languages. */
  also: string
}

/** Everything that can be done by a button, in the order in which it is listed. */
export const COMMANDS: readonly Command[] = [
  { id: 'send', name: { en: 'Send', zh: '发送' }, also: 'push bubbles 推送 气泡' },
  { id: 'new-message', name: { en: 'New message', zh: '发一条新消息' }, also: 'create 创建' },
  {
    id: 'one-go',
    name: { en: 'Message and bubbles in one go', zh: '消息与气泡一次发送' },
    also: 'together 一起',
  },
  { id: 'add-bubble', name: { en: 'Add a bubble', zh: '添加气泡' }, also: 'new 新增' },
  { id: 'undo', name: { en: 'Undo', zh: '撤销' }, also: 'back 恢复 上一步' },
  { id: 'redo', name: { en: 'Redo', zh: '重做' }, also: 'forward 下一步' },
  { id: 'drafts', name: { en: 'Drafts', zh: '草稿' }, also: 'open switch 打开 切换' },
  {
    id: 'templates',
    name: { en: 'Templates', zh: '模板' },
    also: 'saved prompt gallery 话术 常用',
  },
  { id: 'share', name: { en: 'Share as a link', zh: '分享链接' }, also: 'url copy 复制' },
  {
    id: 'code',
    name: { en: 'Export as code', zh: '导出为代码' },
    also: 'curl python java go node sdk snippet 片段',
  },
  { id: 'import', name: { en: 'Import a call', zh: '导入调用' }, also: 'paste curl json har 粘贴' },
  {
    id: 'check-profile',
    name: { en: 'Check this profile', zh: '检查此应用配置' },
    also: 'doctor permission scope 诊断 权限',
  },
  {
    id: 'language-zh',
    name: { en: 'Language: 中文', zh: '界面语言：中文' },
    also: 'chinese zh 汉语 切换',
  },
  {
    id: 'language-en',
    name: { en: 'Language: English', zh: '界面语言：English' },
    also: 'en 英文 英语 切换',
  },
  {
    id: 'theme-light',
    name: { en: 'Theme: light', zh: '主题：浅色' },
    also: 'bright day appearance 亮色 外观',
  },
  {
    id: 'theme-dark',
    name: { en: 'Theme: dark', zh: '主题：深色' },
    also: 'night appearance 暗色 夜间 外观',
  },
  {
    id: 'theme-system',
    name: { en: 'Theme: as the system', zh: '主题：跟随系统' },
    also: 'automatic appearance 自动 外观',
  },
]

/** The button of a command, where the page has one that can be pressed and would change something. */
export function buttonOf({ id }: Command): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-command='${id}']:enabled:not(:checked)`)
}
