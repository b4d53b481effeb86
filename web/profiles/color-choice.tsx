import { PROFILE_COLORS, type ProfileColor } from '#contract/profile'
import { useTexts } from '../i18n/texts.ts'
import fieldStyles from '../ui/field.module.css'
import { ColorDot } from '../ui/profile-badge.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { profileTexts } from './texts.ts'

type Props = { value: ProfileColor; onChange: (color: ProfileColor) => void }

/** The colour that stands beside Send. */
export function ColorChoice({ value, onChange }: Props) {
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
