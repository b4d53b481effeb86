import type { ComponentProps } from 'react'
import {
  type Brand,
  type KeptSecret,
  PROFILE_COLORS,
  type Profile,
  type ProfileColor,
} from '#contract/profile'
import { ColorDot } from '../../features/profile/profile-badge.tsx'
import { useTexts } from '../../i18n/texts.ts'
import fieldStyles from '../../ui/form/field.module.css'
import { LabelledInput } from '../../ui/form/labelled-field.tsx'
import { Segmented } from '../../ui/form/segmented.tsx'
import { profileTexts } from './texts.ts'

type SecretFieldProps = ComponentProps<typeof LabelledInput> & {
  /** The stored secret. */
  stored: KeptSecret | null
  /** Whether saving the form deletes the stored secret. */
  dropped: boolean
  hint: string
}

/** A secret to enter; of a stored one only the fingerprint is shown. */
export function SecretField({ stored, dropped, hint, ...field }: SecretFieldProps) {
  const t = useTexts(profileTexts).form
  const note = stored ? (dropped ? t.secretDropped : t.secretKeep(stored.fingerprint)) : hint
  return (
    <LabelledInput
      {...field}
      type="password"
      autoComplete="new-password"
      spellCheck={false}
      hint={note}
    />
  )
}

type Platform = { value: string; label: string }

/** The base URLs to choose from: Feishu, Lark and the known emulators. */
export function platformsOf(
  profiles: readonly Profile[],
  names: Readonly<Record<Brand, string>>,
): Platform[] {
  const known: [string, Brand][] = [
    ['https://open.feishu.cn', 'feishu'],
    ['https://open.larksuite.com', 'lark'],
    ...profiles.map(({ base_url }): [string, Brand] => [base_url, 'emulator']),
  ]
  const first = new Map<string, Brand>()
  for (const [url, brand] of known) if (!first.has(url)) first.set(url, brand)
  return [...first].map(([value, brand]) => ({
    value,
    label: `${names[brand]} · ${new URL(value).host}`,
  }))
}

type ColorChoiceProps = { value: ProfileColor; onChange: (color: ProfileColor) => void }

/** The colour of the profile's badge beside Send. */
export function ColorChoice({ value, onChange }: ColorChoiceProps) {
  const t = useTexts(profileTexts).form
  return (
    <div className={fieldStyles.field}>
      <span className={fieldStyles.label} aria-hidden="true">
        {t.color}
      </span>
      <Segmented
        legend={t.color}
        value={value}
        options={PROFILE_COLORS.map((color) => ({
          value: color,
          label: (
            <>
              <ColorDot color={color} />
              <span className="visually-hidden">{t.colors[color]}</span>
            </>
          ),
        }))}
        onChange={onChange}
      />
    </div>
  )
}
