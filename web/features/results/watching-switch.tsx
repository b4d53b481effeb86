import { useWatching } from '../../api-client/results.ts'
import { localeTag } from '../../i18n/format.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { Switch } from '../../ui/form/labelled-field.tsx'
import { RequestFailure } from '../exchange-view/request-failure.tsx'
import styles from './push-result.module.css'
import { resultTexts } from './texts.ts'

const texts = defineTexts({
  en: {
    watch: 'Read the chat after sending bubbles',
    hint: 'Shows what was clicked, for 10 min. Needs im:message:readonly and sends nothing.',
    paused: (time: string, why: string) => `Paused until ${time}: ${why}.`,
  },
  zh: {
    watch: '发送气泡后读取会话',
    hint: '在 10 分钟内显示点击结果。需要权限 im:message:readonly，不会发送任何内容。',
    paused: (time, why) => `暂停至 ${time}：${why}。`,
  },
})

/** Whether the chats of an app are read after a push; shows why that is paused. */
export function WatchingSwitch({ profile }: { profile: string }) {
  const t = useTexts(texts)
  const { reasons } = useTexts(resultTexts)
  const { locale } = useLocale()
  const { query, change } = useWatching(profile)
  const { data } = query
  if (!data) return query.error ? <RequestFailure error={query.error} /> : null
  const until = (iso: string) =>
    new Intl.DateTimeFormat(localeTag(locale, navigator.languages), { timeStyle: 'short' }).format(
      new Date(iso),
    )
  return (
    <div>
      <Switch checked={change.isPending ? change.variables : data.polling} onChange={change.mutate}>
        {t.watch}
      </Switch>
      <p className={styles.notes}>
        {data.polling && data.paused
          ? t.paused(until(data.paused.until), reasons[data.paused.why])
          : t.hint}
      </p>
      {change.error ? <RequestFailure error={change.error} /> : null}
    </div>
  )
}
