import { useEffect, useId, useState } from 'react'
import type { Draft } from '#contract/draft'
import { MESSAGE_ID } from '#contract/ids'
import { BASE_PATH } from '../../api-client/api.ts'
import { useTexts } from '../../i18n/texts.ts'
import { CopyButton } from '../../ui/button/copy-button.tsx'
import { Callout } from '../../ui/callout/callout.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import fieldStyles from '../../ui/form/field.module.css'
import { Switch } from '../../ui/form/labelled-field.tsx'
import shared from '../../ui/shared.module.css'
import styles from './share.module.css'
import { LINK_MAX, writeShareFragment } from './share-link.ts'
import { shareTexts } from './texts.ts'

type Props = { draft: Draft; onClose: () => void }

/** Shows a link that contains the draft. */
export function ShareDialog({ draft, onClose }: Props) {
  const t = useTexts(shareTexts)
  const id = useId()
  const [withTarget, setWithTarget] = useState(false)
  const [link, setLink] = useState('')
  useEffect(() => {
    let current = true
    void writeShareFragment(draft, { withTarget }).then((fragment) => {
      if (current) setLink(`${location.origin}${BASE_PATH}/${fragment}`)
    })
    return () => {
      current = false
    }
  }, [draft, withTarget])

  return (
    <Dialog title={t.title} onClose={onClose}>
      <p className={shared.soft}>{t.why}</p>
      {MESSAGE_ID.test(draft.values.message_id) ? (
        <Switch checked={withTarget} onChange={setWithTarget}>
          {t.withTarget}
        </Switch>
      ) : (
        <p className={fieldStyles.hint}>{t.noTarget}</p>
      )}
      {link.length > LINK_MAX ? (
        <Callout tone="warn" title={t.tooLong}>
          {t.tooLongWhy(link.length)}
        </Callout>
      ) : (
        <div className={fieldStyles.field}>
          <label htmlFor={id} className={fieldStyles.label}>
            {t.link}
          </label>
          <textarea
            id={id}
            className={`${fieldStyles.input} ${fieldStyles.mono} ${styles.address}`}
            rows={3}
            readOnly
            value={link}
            aria-describedby={`${id}-size`}
            onFocus={(event) => event.currentTarget.select()}
          />
          <div className={styles.link}>
            <CopyButton text={link} label={t.copy} labelled variant="primary" data-autofocus />
            <span id={`${id}-size`} className={fieldStyles.hint}>
              {t.characters(link.length)}
            </span>
          </div>
        </div>
      )}
      <p className={shared.soft}>{t.where}</p>
    </Dialog>
  )
}
