import { useState } from 'react'
import type { Approval } from '#contract/access/approvals'
import { useApprovalSteps } from '../../api-client/approvals.ts'
import { me } from '../../api-client/rights.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { LabelledInput } from '../../ui/form/labelled-field.tsx'
import shared from '../../ui/shared.module.css'
import styles from './approvals.module.css'
import { approvalsTexts } from './approvals-texts.ts'
import { SaveFailure, useMoment } from './parts.tsx'
import team from './team.module.css'
import { teamTexts } from './texts.ts'

/** What the reader may do with a proposal that waits. */
export function Decision({ approval }: { approval: Approval }) {
  const t = useTexts(approvalsTexts)
  const moment = useMoment()
  const { approve, reject, withdraw } = useApprovalSteps()
  const [rejecting, setRejecting] = useState(false)
  const { id, digest, may, state, ends_at, actor } = approval
  if (state !== 'waiting') return null
  const isBusy = approve.isPending || reject.isPending || withdraw.isPending
  return (
    <aside className={`${team.card} ${styles.decision}`} aria-labelledby="approval-decision">
      <h3 id="approval-decision">{t.decision}</h3>
      {may.decide ? (
        <>
          <p className={shared.soft}>{t.exactly}</p>
          <Button
            variant="primary"
            aria-disabled={isBusy}
            onClick={() => !isBusy && approve.mutate({ id, digest })}
          >
            {t.approve}
          </Button>
          <Button
            variant="danger"
            aria-haspopup="dialog"
            aria-disabled={isBusy}
            onClick={() => !isBusy && setRejecting(true)}
          >
            {t.reject}
          </Button>
        </>
      ) : (
        <p>{actor === me.actor || may.withdraw ? t.notOwn : t.notApprover}</p>
      )}
      {may.withdraw ? (
        <Button aria-disabled={isBusy} onClick={() => !isBusy && withdraw.mutate(id)}>
          {t.withdraw}
        </Button>
      ) : null}
      <p className={shared.soft}>{t.expires(moment(ends_at))}</p>
      <SaveFailure error={approve.error ?? reject.error ?? withdraw.error} />
      {rejecting ? (
        <RejectDialog
          onClose={() => setRejecting(false)}
          onReject={(note) => {
            setRejecting(false)
            reject.mutate({ id, note })
          }}
        />
      ) : null}
    </aside>
  )
}

type RejectProps = { onClose: () => void; onReject: (note: string) => void }

function RejectDialog({ onClose, onReject }: RejectProps) {
  const t = useTexts(approvalsTexts)
  const { cancel } = useTexts(teamTexts)
  const [note, setNote] = useState('')
  return (
    <Dialog title={t.rejectTitle} onClose={onClose}>
      <form
        className={shared.stack3}
        onSubmit={(event) => {
          event.preventDefault()
          onReject(note)
        }}
      >
        <LabelledInput label={t.note} value={note} maxLength={500} onText={setNote} />
        <div className={team.choices}>
          <Button onClick={onClose}>{cancel}</Button>
          <Button type="submit" variant="danger">
            {t.rejectNow}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
