import { defineTexts } from '../../i18n/texts.ts'

export const draftTexts = defineTexts({
  en: {
    tools: 'Draft',
    untitled: 'Empty draft',
    drafts: (label: string) => `Drafts, current: ${label}`,
    undo: 'Undo',
    redo: 'Redo',
    undone: 'Undone',
    redone: 'Redone',
    notSaved: 'Not saved',
  },
  zh: {
    tools: '草稿',
    untitled: '空白草稿',
    drafts: (label) => `草稿，当前：${label}`,
    undo: '撤销',
    redo: '重做',
    undone: '已撤销',
    redone: '已重做',
    notSaved: '未保存',
  },
})
