import { Check, Copy } from 'lucide-react'
import { type ComponentProps, useEffect, useState } from 'react'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { useAnnounce } from '../announcer.tsx'
import { Button, IconButton } from './button.tsx'

const texts = defineTexts({
  en: { copied: 'Copied', failed: 'Could not copy. Select the text and copy it manually.' },
  zh: { copied: '已复制', failed: '复制失败，请选中文字手动复制。' },
})

type Props = Omit<ComponentProps<typeof Button>, 'icon' | 'children' | 'onClick'> & {
  text: string
  /** Names what is copied. */
  label: string
  /** Shows the label beside the icon. */
  labelled?: boolean
}

/** Copies a text and reports it on the button and to screen readers. */
export function CopyButton({
  text,
  label,
  labelled = false,
  variant = 'secondary',
  ...rest
}: Props) {
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
  const icon = <Icon size={16} aria-hidden="true" />
  return labelled ? (
    <Button {...rest} variant={variant} icon={icon} onClick={copy}>
      {label}
    </Button>
  ) : (
    <IconButton {...rest} label={label} icon={icon} onClick={copy} />
  )
}
