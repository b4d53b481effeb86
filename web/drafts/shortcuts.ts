import type { ShortcutGroup } from '../ui/shortcut.ts'
import { REDO_KEYS, REDO_KEYS_TOO, UNDO_KEYS } from './use-undo-keys.ts'

export const DRAFT_SHORTCUTS: ShortcutGroup = {
  where: { en: 'Draft', zh: '草稿' },
  shortcuts: [
    { keys: [UNDO_KEYS], does: { en: 'Undo', zh: '撤销' } },
    { keys: [REDO_KEYS, REDO_KEYS_TOO], does: { en: 'Redo', zh: '重做' } },
  ],
}
