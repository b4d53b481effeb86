import { defineTexts } from '../../i18n/texts.ts'

/** The texts of the first screen. */
export const barTexts = defineTexts({
  en: {
    title: 'Message',
    app: 'App',
    recipient: 'Recipient',
    message: 'Message',
    status: 'Pre-check',
    noRecipient: 'Choose a recipient',
    noMessage: 'Choose a message',
    nextMessage: 'New message, created when you send',
    newMessage: 'New message',
    testConnection: 'Test connection',
    manageApps: 'Manage apps',
    loadingApps: 'Loading apps…',
    appsFailed: 'The console’s server is not responding.',
  },
  zh: {
    title: '目标消息',
    app: '应用',
    recipient: '接收人',
    message: '目标消息',
    status: '发送前检查',
    noRecipient: '选择接收人',
    noMessage: '选择消息',
    nextMessage: '新消息，发送时创建',
    newMessage: '发送新消息',
    testConnection: '检测连接',
    manageApps: '管理应用',
    loadingApps: '正在加载应用…',
    appsFailed: '控制台服务没有响应。',
  },
})
