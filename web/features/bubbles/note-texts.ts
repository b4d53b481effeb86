import { LIMITS } from '#contract/limits'
import { defineTexts } from '../../i18n/texts.ts'
import { type CellNote, NOTE_KINDS } from './cell-checks.ts'

const { max } = LIMITS.content

/** The texts of notes about cells: for each kind a title, why it matters, and a detail of one cell. */
export const noteTexts = defineTexts({
  en: {
    count: (n: number) => (n === 1 ? '1 note' : `${n} notes`),
    list: 'Notes',
    cells: (n: number) => (n === 1 ? '1 cell' : `${n} cells`),
    more: (n: number) => `${n} more`,
    title: {
      too_long: 'Too long',
      unsupported_language: 'Unsupported language',
      repeated_language: 'Repeated language',
      blank: 'Only blank space',
      direction: 'Text-direction controls',
      invisible: 'Invisible characters',
      missing_variable: 'Missing variable',
      unfilled_variable: 'Unfilled variable',
      other_script: 'Not in the language’s script',
      same_text: 'Same text as another bubble',
      outer_space: 'Space at the start or end',
      same_as_default: 'Same as the default text',
    },
    why: {
      too_long: `A text has at most ${max} characters.`,
      unsupported_language: 'Feishu rejects it.',
      repeated_language: 'Which row is shown is undocumented.',
      blank: 'The platform may reject it (undocumented).',
      direction: 'They change the order in which the text is read.',
      invisible: 'They are sent with the text.',
      missing_variable: 'Other texts of the bubble have it.',
      unfilled_variable: 'Users see it as it is.',
      other_script: 'The text may be in the wrong row.',
      same_text: 'The bot can’t tell these bubbles apart.',
      outer_space: 'It is sent with the text.',
      same_as_default: 'The row may not be needed.',
    },
    sameAs: (bubble: string) => `as bubble ${bubble}`,
  },
  zh: {
    count: (n) => `${n} 条提醒`,
    list: '提醒',
    cells: (n) => `${n} 个单元格`,
    more: (n) => `其余 ${n} 处`,
    title: {
      too_long: '文字过长',
      unsupported_language: '不支持的语言',
      repeated_language: '语言重复',
      blank: '只有空白',
      direction: '含文字方向控制符',
      invisible: '含不可见字符',
      missing_variable: '缺少变量',
      unfilled_variable: '变量未填写',
      other_script: '不是该语言的文字',
      same_text: '与其他气泡文字相同',
      outer_space: '首尾有空格',
      same_as_default: '与默认文字相同',
    },
    why: {
      too_long: `每段文字最多 ${max} 个字符。`,
      unsupported_language: '飞书会拒绝。',
      repeated_language: '显示哪一行，文档未说明。',
      blank: '平台可能拒绝（文档未说明）。',
      direction: '会改变文字的阅读顺序。',
      invisible: '会随文字一起发送。',
      missing_variable: '该气泡的其他文字含有这个变量。',
      unfilled_variable: '用户会原样看到。',
      other_script: '文字可能填错了行。',
      same_text: '机器人无法区分这些气泡。',
      outer_space: '会随文字一起发送。',
      same_as_default: '这一行可能不需要。',
    },
    sameAs: (bubble) => `同气泡 ${bubble}`,
  },
})

export type NoteTexts = (typeof noteTexts)['en']

/** Returns what is said of one cell beside the title of its note; empty if the title says it all. */
export function noteDetail({ kind, detail }: CellNote, t: NoteTexts): string {
  if (kind === 'too_long') return `${detail}/${max}`
  if (kind === 'same_text') return t.sameAs(detail)
  return kind === 'unsupported_language' ? '' : detail
}

/** Groups notes by their kind, in the order of {@link NOTE_KINDS}. */
export function groupNotes(notes: readonly CellNote[]) {
  return NOTE_KINDS.flatMap((kind) => {
    const group = notes.filter((note) => note.kind === kind)
    return group.length > 0 ? [{ kind, notes: group }] : []
  })
}
