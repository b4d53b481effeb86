import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { useChangePassword } from '../api-client/access.ts'
import { RefusedError } from '../api-client/api.ts'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import { Button } from '../ui/button/button.tsx'
import { Callout } from '../ui/callout/callout.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { LabelledInput, Switch } from '../ui/form/labelled-field.tsx'
import shared from '../ui/shared.module.css'
import { signInTexts } from './sign-in-texts.ts'

const texts = defineTexts({
  en: {
    title: 'Change password',
    current: 'Current password',
    why: 'You stay signed in here. Your other sessions end.',
    change: 'Change password',
    changed: 'Password changed. Your other sessions have ended.',
    lost: 'The console did not respond. It is unknown whether the password was changed.',
    done: 'Done',
  },
  zh: {
    title: '修改密码',
    current: '当前密码',
    why: '你在这里保持登录，其他会话会结束。',
    change: '修改密码',
    changed: '密码已修改，其他会话已结束。',
    lost: '控制台没有响应，无法确定密码是否已修改。',
    done: '完成',
  },
})

/** Changes the password of the local account that is signed in. */
export function PasswordDialog({ onClose }: { onClose: () => void }) {
  const t = useTexts(texts)
  const words = useTexts(signInTexts)
  const { mutate, error, isPending, isSuccess } = useChangePassword()
  const [shown, setShown] = useState(false)
  const { register, handleSubmit } = useForm({ defaultValues: { current: '', password: '' } })
  const submit = handleSubmit((values) => {
    if (!isPending) mutate(values)
  })
  const type = shown ? 'text' : 'password'
  const refusal = error instanceof RefusedError ? error.refusal : null
  const issueAt = (path: string) => refusal?.issues.find((one) => one.path === path)?.message
  const other = refusal?.issues.length === 0 ? refusal.message : refusal ? null : t.lost
  if (isSuccess) {
    return (
      <Dialog title={t.title} onClose={onClose}>
        <div className={shared.stack3}>
          <Callout tone="good">{t.changed}</Callout>
          <Button variant="primary" onClick={onClose}>
            {t.done}
          </Button>
        </div>
      </Dialog>
    )
  }
  return (
    <Dialog title={t.title} onClose={onClose}>
      <form className={shared.stack3} onSubmit={(event) => void submit(event)} noValidate>
        <LabelledInput
          label={t.current}
          error={issueAt('current')}
          type={type}
          autoComplete="current-password"
          {...register('current')}
        />
        <LabelledInput
          label={words.newPassword}
          hint={words.passwordHint}
          error={issueAt('password')}
          type={type}
          autoComplete="new-password"
          {...register('password')}
        />
        <Switch checked={shown} onChange={setShown}>
          {words.show}
        </Switch>
        <p className={shared.soft}>{t.why}</p>
        <div role="alert">{error && other ? <Callout tone="bad">{other}</Callout> : null}</div>
        <Button type="submit" variant="primary" aria-disabled={isPending}>
          {t.change}
        </Button>
      </form>
    </Dialog>
  )
}
