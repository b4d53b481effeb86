import { lookUpErrorCode } from '#contract/catalogue'
import { FAILURES } from '#contract/failures'
import type { Locale } from '#contract/locale'
import type { Unread } from './read-call.ts'

/** What a person is told where something could not be read. */
export type Explained = {
  /** The platform's code, where it answered with one. */
  code: number | null
  detail: string
  advice: string
  links: string[]
}

export const NO_SCOPE = 99991672

/**
 * Says why something could not be read, and what to do about it.
 * @param scopes any one of them would have been enough
 */
export function explainUnread(
  unread: Unread,
  locale: Locale,
  scopes: readonly string[] = [],
): Explained {
  const zh = locale === 'zh'
  switch (unread.why) {
    case 'refused': {
      const { code, links } = unread
      if (code === NO_SCOPE && scopes.length > 0) return { code, links, ...lacks(scopes, zh) }
      const known = lookUpErrorCode(unread.endpoint, code)
      const said = known ? known.meaning[locale] : unread.msg
      return {
        code,
        detail: zh ? `平台返回 ${code}：${said}` : `The platform answered ${code}: ${said}`,
        advice: known?.advice[locale] ?? '',
        links,
      }
    }
    case 'failed': {
      const { meaning, advice } = FAILURES[unread.kind]
      const detail = zh ? `${meaning.zh}（${unread.detail}）` : `${meaning.en} (${unread.detail})`
      return { code: null, detail, advice: advice[locale], links: [] }
    }
    case 'unexpected':
      return {
        code: null,
        detail: zh
          ? '平台回答了，但内容和文档所写的不同，无法读取。'
          : 'The platform answered, but not with what it documents, so nothing can be read from it.',
        advice: '',
        links: [],
      }
    case 'wait': {
      const until = new Date(unread.until).toISOString()
      return {
        code: null,
        detail: zh
          ? `为了不超出频率限制，${until} 之前没有查询。`
          : `To stay within the rate limit nothing is asked before ${until}.`,
        advice: zh ? '稍后再查一次。' : 'Check again a little later.',
        links: [],
      }
    }
  }
}

function lacks(scopes: readonly string[], zh: boolean): Pick<Explained, 'detail' | 'advice'> {
  return zh
    ? {
        detail: `应用没有读取它所需的权限：${scopes.join('、')}（有其中一项即可）。`,
        advice:
          '在开发者后台“开发配置 › 权限管理”页开通其中一项；需要审核的，发布版本并审核通过后生效。',
      }
    : {
        detail: `The app lacks the scope to read this; any one of these would do: ${scopes.join(', ')}.`,
        advice:
          'Add one of them on the page “Permissions & Scopes” of the developer console; one that needs review takes effect once a version with it is approved.',
      }
}
