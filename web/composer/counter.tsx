import { useWatch } from 'react-hook-form'
import { countCharacters, LIMITS } from '#contract/limits'
import { useTexts } from '../i18n/texts.ts'
import { useComposition } from './composition-context.tsx'
import styles from './content-field.module.css'
import { composerTexts } from './texts.ts'

const NEAR = 0.9

type Props = {
  id: string
  name: `follow_ups.${number}.content` | `follow_ups.${number}.i18n_contents.${number}.content`
}

/** Characters used of one text; warns in colour and words near the limit and beyond it. */
export function Counter({ id, name }: Props) {
  const t = useTexts(composerTexts)
  const { form } = useComposition()
  const used = useWatch({
    control: form.control,
    name,
    compute: (text: string | undefined) => countCharacters(text ?? ''),
  })
  const { max } = LIMITS.content
  const state = used > max ? 'over' : used >= max * NEAR ? 'near' : 'fine'
  return (
    <span id={id} className={styles.counter} data-state={state} title={t.counterAssumed}>
      <span aria-hidden="true">
        {used}/{max}
      </span>
      <span className="visually-hidden">{t.counter(used, max)}</span>
    </span>
  )
}
