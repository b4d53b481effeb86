import { type KeyboardEvent, type ReactNode, type Ref, useEffect, useId, useState } from 'react'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { useAnnounce } from '../announcer.tsx'
import styles from './combobox.module.css'
import fieldStyles from './field.module.css'

export type ComboboxGroup = {
  label: string
  options: readonly { key: string; content: ReactNode }[]
}

type Props = {
  label: string
  /** Shown under the field: what can be typed, or the result of the last search. */
  hint: ReactNode
  placeholder?: string | undefined
  value: string
  onText: (text: string) => void
  /** Takes a pasted text; returns whether it must not go into the field. */
  onPasteText?: (text: string) => boolean
  /** Groups without options are not shown. */
  groups: readonly ComboboxGroup[]
  /** Returns whether the list stays open. */
  onChoose: (key: string) => 'stay' | 'close'
  /** Called on Enter while no option is active. */
  onEnter: () => void
  /** The list is always open under the field, with its first option active. */
  standing?: boolean
  ref?: Ref<HTMLInputElement> | undefined
}

/** In characters; names and ids are shorter. */
const LONGEST = 200

/**
 * A text field with a list of suggestions. It never fills one in without a choice of the user.
 * @see https://www.w3.org/WAI/ARIA/apg/patterns/combobox/ (editable, list autocomplete, manual selection)
 */
export function Combobox(props: Props) {
  const { label, hint, placeholder, value, onText, onChoose, onEnter, standing, ref } = props
  const { onPasteText } = props
  const id = useId()
  const [open, setOpen] = useState(false)
  const [marked, setMarked] = useState<string | null>(null)
  const groups = props.groups.filter(({ options }) => options.length > 0)
  const keys = groups.flatMap(({ options }) => options.map(({ key }) => key))
  const active = Math.max(standing ? 0 : -1, marked === null ? -1 : keys.indexOf(marked))
  const expanded = (standing || open) && keys.length > 0
  const optionId = (key: string) => `${id}-option-${keys.indexOf(key)}`
  const activeId = expanded && active >= 0 ? `${id}-option-${active}` : undefined
  useAnnouncedCount(expanded ? keys.length : null)
  useEffect(() => {
    if (activeId) document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' })
  }, [activeId])

  const close = () => {
    setOpen(false)
    setMarked(null)
  }
  const choose = (key: string) => {
    setMarked(null)
    if (onChoose(key) === 'close') setOpen(false)
  }
  const move = (to: number) => {
    setOpen(true)
    setMarked(keys[(to + keys.length) % keys.length] ?? null)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return
    const { key } = event
    // Then Escape belongs to the dialog around it.
    if (standing && key === 'Escape') return
    if (key === 'ArrowDown') move(event.altKey || active < 0 ? 0 : active + 1)
    else if (key === 'ArrowUp') move(active < 0 ? -1 : active - 1)
    else if (key === 'Escape' && expanded) close()
    else if (key === 'Escape' && value !== '') onText('')
    else if (key === 'Enter') {
      const chosen = expanded ? keys[active] : undefined
      if (chosen === undefined) onEnter()
      else choose(chosen)
    } else return
    event.preventDefault()
    // Otherwise a dialog around it would close as well.
    event.stopPropagation()
  }

  return (
    <div className={fieldStyles.field}>
      <label htmlFor={id} className={fieldStyles.label}>
        {label}
      </label>
      <div className={`${styles.anchor} ${standing ? styles.standingAnchor : ''}`}>
        <input
          ref={ref}
          id={id}
          className={fieldStyles.input}
          role="combobox"
          aria-expanded={expanded}
          aria-controls={expanded ? `${id}-list` : undefined}
          aria-activedescendant={activeId}
          aria-autocomplete="list"
          aria-describedby={`${id}-hint`}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          dir="auto"
          maxLength={LONGEST}
          value={value}
          placeholder={placeholder}
          onChange={({ target }) => {
            setOpen(true)
            setMarked(null)
            onText(target.value)
          }}
          onPaste={(event) => {
            if (onPasteText?.(event.clipboardData.getData('text/plain'))) event.preventDefault()
          }}
          data-reads-paste={onPasteText && true}
          onClick={() => setOpen(true)}
          onBlur={close}
          onKeyDown={onKeyDown}
        />
        {expanded ? (
          <div
            id={`${id}-list`}
            className={`${styles.list} ${standing ? styles.standing : ''}`}
            role="listbox"
            aria-label={label}
          >
            {groups.map((group, index) => (
              // biome-ignore lint/a11y/useSemanticElements: a group of options, not of form fields
              <div key={group.label} role="group" aria-labelledby={`${id}-group-${index}`}>
                <div id={`${id}-group-${index}`} className={styles.group} role="presentation">
                  {group.label}
                </div>
                {group.options.map((option) => (
                  // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the option
                  // biome-ignore lint/a11y/useKeyWithClickEvents: the field takes the keys
                  <div
                    key={option.key}
                    id={optionId(option.key)}
                    className={styles.option}
                    role="option"
                    aria-selected={keys[active] === option.key}
                    // Keeps the focus in the field.
                    onMouseDown={(event) => event.preventDefault()}
                    onClick={() => choose(option.key)}
                  >
                    {option.content}
                  </div>
                ))}
              </div>
            ))}
          </div>
        ) : null}
      </div>
      <div id={`${id}-hint`} className={fieldStyles.hint}>
        {hint}
      </div>
    </div>
  )
}

const texts = defineTexts({
  en: { count: (n: number) => (n === 1 ? '1 suggestion' : `${n} suggestions`) },
  zh: { count: (n) => `${n} 条建议` },
})

const REST_MS = 700

/** Announces the number of options after it stopped changing; null while there is no list. */
function useAnnouncedCount(count: number | null): void {
  const t = useTexts(texts)
  const announce = useAnnounce()
  useEffect(() => {
    if (count === null) return
    const timer = setTimeout(() => announce(t.count(count)), REST_MS)
    return () => clearTimeout(timer)
  }, [count, announce, t])
}
