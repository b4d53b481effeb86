import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { useAnnounce } from '../announcer.tsx'
import { IconButton } from './button.tsx'

const texts = defineTexts({
  en: { copied: 'Copied', failed: 'Could not copy: select the text and copy it by hand' },
  zh: { copied: '已复制', failed: '无法复制：请选中文字后手动复制' },
})

/** Copies a text and reports it on the button and to screen readers. `label` names what is copied. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const t = useTexts(texts)
  const announce = useAnnounce()
  const [copied, setCopied] = useState(false)
  useEffect(() => {
    if (!copied) return
    const timer = setTimeout(() => setCopied(false), 1500)
    return () => clearTimeout(timer)
  }, [copied])
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setCopied(true)
      announce(t.copied)
    } catch {
      announce(t.failed)
    }
  }
  const Icon = copied ? Check : Copy
  return <IconButton label={label} icon={<Icon size={16} aria-hidden="true" />} onClick={copy} />
}
