import {
  Braces,
  ClipboardPaste,
  CodeXml,
  CopyPlus,
  Eraser,
  FileDown,
  Files,
  FileUp,
  Globe,
  Languages,
  LayoutTemplate,
  type LucideIcon,
  MessageSquarePlus,
  MessageSquareShare,
  Monitor,
  Moon,
  Plus,
  QrCode,
  Redo2,
  Send,
  Share2,
  ShieldOff,
  Stethoscope,
  Sun,
  Undo2,
  UserRound,
} from 'lucide-react'
import type { Bilingual } from '#contract/locale'

/** A command of the palette; it presses the element with this id as `data-command`. */
export type PaletteCommand = {
  id: string
  icon: LucideIcon
  name: Bilingual
  /** Other search words in both languages. */
  also: string
}

/** Every command, in the order of the list; a page has some of them. */
export const COMMANDS: readonly PaletteCommand[] = [
  {
    id: 'send',
    icon: Send,
    name: { en: 'Send', zh: '发送' },
    also: 'push bubbles 推送 气泡',
  },
  {
    id: 'send-new-message',
    icon: MessageSquareShare,
    name: { en: 'Send to a new message', zh: '发送到新消息' },
    also: 'create together 创建 同时',
  },
  {
    id: 'send-to-myself',
    icon: UserRound,
    name: { en: 'Send to myself', zh: '发给自己' },
    also: 'test recipient me 测试 接收人',
  },
  {
    id: 'skip-validation',
    icon: ShieldOff,
    name: { en: 'Skip validation', zh: '跳过校验' },
    also: 'local checks anyway 本地 检查',
  },
  {
    id: 'new-message',
    icon: MessageSquarePlus,
    name: { en: 'New message', zh: '发送新消息' },
    also: 'create 创建',
  },
  {
    id: 'add-bubble',
    icon: Plus,
    name: { en: 'Add bubble', zh: '添加气泡' },
    also: 'new column 新增 列',
  },
  {
    id: 'languages',
    icon: Languages,
    name: { en: 'Languages', zh: '语言' },
    also: 'rows translation i18n 翻译 行',
  },
  {
    id: 'toggle-json',
    icon: Braces,
    name: { en: 'Switch table and JSON', zh: '切换表格与 JSON' },
    also: 'view source 视图 源码',
  },
  {
    id: 'start-empty',
    icon: Eraser,
    name: { en: 'Start empty', zh: '从空白开始' },
    also: 'example clear blank 示例 清空',
  },
  { id: 'undo', icon: Undo2, name: { en: 'Undo', zh: '撤销' }, also: 'back 恢复 上一步' },
  { id: 'redo', icon: Redo2, name: { en: 'Redo', zh: '重做' }, also: 'forward 下一步' },
  {
    id: 'drafts',
    icon: Files,
    name: { en: 'Drafts', zh: '草稿' },
    also: 'open switch 打开 切换',
  },
  {
    id: 'templates',
    icon: LayoutTemplate,
    name: { en: 'Templates', zh: '模板' },
    also: 'saved prompt gallery 话术 常用',
  },
  {
    id: 'share',
    icon: Share2,
    name: { en: 'Share link', zh: '分享链接' },
    also: 'url copy 复制',
  },
  {
    id: 'code',
    icon: CodeXml,
    name: { en: 'Export as code', zh: '导出为代码' },
    also: 'curl python java go node sdk snippet 片段',
  },
  {
    id: 'import',
    icon: ClipboardPaste,
    name: { en: 'Import call', zh: '导入调用' },
    also: 'paste curl json har 粘贴',
  },
  {
    id: 'import-table',
    icon: FileUp,
    name: { en: 'Import table', zh: '导入表格' },
    also: 'csv xlsx excel translations 翻译',
  },
  {
    id: 'export-table',
    icon: FileDown,
    name: { en: 'Export table', zh: '导出表格' },
    also: 'csv xlsx excel download translations 下载 翻译',
  },
  {
    id: 'check-profile',
    icon: Stethoscope,
    name: { en: 'Test connection', zh: '检测连接' },
    also: 'doctor app check permission scope 诊断 应用 权限',
  },
  {
    id: 'add-app',
    icon: CopyPlus,
    name: { en: 'Add app', zh: '添加应用' },
    also: 'profile new 新建',
  },
  {
    id: 'connect-feishu',
    icon: QrCode,
    name: { en: 'Connect to Feishu', zh: '连接飞书' },
    also: 'scan app new qr 扫码 应用',
  },
  {
    id: 'connect-lark',
    icon: QrCode,
    name: { en: 'Connect to Lark', zh: '连接 Lark' },
    also: 'scan app new qr 扫码 应用',
  },
  {
    id: 'language-zh',
    icon: Globe,
    name: { en: 'Language: 中文', zh: '界面语言：中文' },
    also: 'chinese zh 汉语 切换',
  },
  {
    id: 'language-en',
    icon: Globe,
    name: { en: 'Language: English', zh: '界面语言：English' },
    also: 'en 英文 英语 切换',
  },
  {
    id: 'theme-light',
    icon: Sun,
    name: { en: 'Theme: light', zh: '主题：浅色' },
    also: 'bright day appearance 亮色 外观',
  },
  {
    id: 'theme-dark',
    icon: Moon,
    name: { en: 'Theme: dark', zh: '主题：深色' },
    also: 'night appearance 暗色 夜间 外观',
  },
  {
    id: 'theme-system',
    icon: Monitor,
    name: { en: 'Theme: system', zh: '主题：跟随系统' },
    also: 'automatic appearance 自动 外观',
  },
]
