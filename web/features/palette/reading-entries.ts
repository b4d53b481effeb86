import { ClipboardPaste, MessageSquare, TableProperties } from 'lucide-react'
import { useLocation } from 'wouter'
import { handOver, type Reading } from '../pasted/read-pasted.ts'
import type { PaletteEntry } from './commands.ts'

/** What can be done with a text that was read: import it, or take one of its messages as the target. */
export function useReadingEntries(reading: Reading | null): PaletteEntry[] {
  const [, navigate] = useLocation()
  if (!reading) return []
  const { messages, message_id, follow_ups, table, bubbles } = reading
  const importAll = () => {
    handOver(reading)
    navigate('/?import=1')
  }
  const ids = new Set(message_id === null ? [] : [message_id])
  for (const message of messages) ids.add(message.message_id)
  const entries: (PaletteEntry | false)[] = [
    table !== null && {
      key: 'import-pasted',
      icon: TableProperties,
      name: { en: 'Add the table to the bubbles', zh: '把表格加入气泡' },
      run: importAll,
    },
    follow_ups !== null && {
      key: 'import-pasted',
      icon: ClipboardPaste,
      name: {
        en: `Import ${follow_ups.length} ${follow_ups.length === 1 ? 'bubble' : 'bubbles'}`,
        zh: `导入 ${follow_ups.length} 个气泡`,
      },
      run: importAll,
    },
    bubbles === 'open' && {
      key: 'import-pasted',
      icon: ClipboardPaste,
      name: { en: 'Show what was found', zh: '查看识别结果' },
      run: importAll,
    },
    ...Array.from(ids, (id) => ({
      key: `target-${id}`,
      icon: MessageSquare,
      name: { en: `Target ${id}`, zh: `设为目标消息：${id}` },
      run: () => navigate(`/?target=${encodeURIComponent(id)}`),
    })),
  ]
  return entries.filter((entry) => entry !== false)
}
