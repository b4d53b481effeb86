import { Link } from 'wouter'
import { type Endpoint, isDocumented } from '#contract/catalogue/error-code'
import {
  explainCode,
  explainUndocumented,
  troubleshooterUrl,
} from '#contract/catalogue/explain-code'
import type { ImportedResponse } from '#imports/findings'
import { useErrorCodes } from '../../api-client/error-codes.ts'
import { useLocale } from '../../i18n/locale-context.tsx'
import { defineTexts, useTexts } from '../../i18n/texts.ts'
import { CopyButton } from '../../ui/button/copy-button.tsx'
import { Badge } from '../../ui/callout/callout.tsx'
import shared from '../../ui/shared.module.css'
import { ExternalLink } from '../../ui/text/external-link.tsx'
import { IsolatedText } from '../../ui/text/isolated-text.tsx'
import { anchorOf, ENDPOINT_NAMES, firstEndpoint } from './endpoints.ts'
import styles from './response-meaning.module.css'

const texts = defineTexts({
  en: {
    title: 'Response',
    advice: 'What to do',
    copyLogId: 'Copy log_id',
    call: (names: string) => `${names}: `,
    entry: 'All about this code',
    undocumented: 'undocumented',
    documentation: 'Feishu documentation',
    report: 'Public report',
    troubleshooter: 'Search in Feishu’s troubleshooter',
    codes: 'Feishu’s list of error codes',
    loading: 'Loading error codes…',
    failed: 'Could not load the error codes.',
  },
  zh: {
    title: '响应',
    advice: '处理建议',
    copyLogId: '复制 log_id',
    call: (names) => `${names}：`,
    entry: '此错误码的全部说明',
    undocumented: '文档未说明',
    documentation: '飞书文档',
    report: '公开报告',
    troubleshooter: '在飞书排查页面搜索',
    codes: '飞书错误码列表',
    loading: '正在加载错误码…',
    failed: '错误码加载失败。',
  },
})

/** Feishu's own list of the codes of all calls. */
const ALL_CODES = 'https://open.feishu.cn/document/ukTMukTMukTM/ugjM14COyUjL4ITN'

type Props = {
  response: ImportedResponse
  /** What the text says about the call, if it does. */
  from: { endpoint: Endpoint | null; base_url: string | null }
  /** Called when the link to the code's entry is followed. */
  onLeave?: () => void
}

/** What a pasted response means: its code for the call, its msg and log_id, and what to do next. */
export function ResponseMeaning({ response, from, onLeave }: Props) {
  const t = useTexts(texts)
  const { locale } = useLocale()
  const codes = useErrorCodes()
  const { code, msg, log_id } = response
  if (!codes.data) return <p className={shared.quiet}>{codes.isError ? t.failed : t.loading}</p>
  const { entry, others } = explainCode(codes.data, { code, msg, endpoint: from.endpoint })
  const { meaning, advice } = entry ?? explainUndocumented(code, others.length > 0)
  const endpoint = entry ? firstEndpoint(entry) : from.endpoint
  const names = (endpoints: readonly (keyof typeof ENDPOINT_NAMES)[]) =>
    endpoints.map((one) => ENDPOINT_NAMES[one][locale]).join(locale === 'zh' ? '、' : ', ')
  return (
    <section className={styles.response} aria-label={t.title}>
      <p className={styles.head}>
        <code className={styles.code}>{code}</code>
        {endpoint ? (
          <span className={shared.quiet}>{names(entry?.endpoints ?? [endpoint])}</span>
        ) : null}
        {entry && isDocumented(entry) ? null : <Badge tone="unsure">{t.undocumented}</Badge>}
      </p>
      {msg === null ? null : (
        <p className={styles.msg} lang="en">
          <IsolatedText text={msg} />
        </p>
      )}
      <p>{meaning[locale]}</p>
      {code === 0 ? null : (
        <p>
          <strong className={styles.label}>{t.advice}</strong>
          {advice[locale]}
        </p>
      )}
      {log_id === null ? null : (
        <p className={styles.log}>
          <span className={shared.quiet}>log_id</span>
          <code>{log_id}</code>
          <CopyButton text={log_id} label={t.copyLogId} />
        </p>
      )}
      {others.length > 0 ? (
        <ul className={styles.others}>
          {others.map((other) => (
            <li key={other.endpoints.join()}>
              <span className={shared.quiet}>{t.call(names(other.endpoints))}</span>
              {other.meaning[locale]}
            </li>
          ))}
        </ul>
      ) : null}
      <p className={styles.links}>
        {code === 0 ? null : (
          <ExternalLink href={troubleshooterUrl({ code, log_id, base_url: from.base_url })}>
            {t.troubleshooter}
          </ExternalLink>
        )}
        <ExternalLink href={entry?.source ?? ALL_CODES}>
          {!entry ? t.codes : isDocumented(entry) ? t.documentation : t.report}
        </ExternalLink>
        {entry && endpoint && onLeave ? (
          <Link href={`/error-codes#${anchorOf(endpoint, code)}`} onClick={onLeave}>
            {t.entry}
          </Link>
        ) : null}
      </p>
    </section>
  )
}
