import { Component, type ReactNode } from 'react'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import { Button } from '../ui/button/button.tsx'
import { Callout } from '../ui/callout/callout.tsx'

const texts = defineTexts({
  en: {
    title: 'This page cannot go on',
    advice:
      'A part of it could not be loaded, or the console itself has a fault. Your draft is kept, and whatever was sent stands in the history.',
    reload: 'Load the page again',
  },
  zh: {
    title: '页面无法继续',
    advice: '有一部分没能加载，或者控制台自身出错了。草稿已保存，已发送的内容都在历史里。',
    reload: '重新加载页面',
  },
})

type Props = { children: ReactNode }

/** Limits an error to one page. React supports error boundaries only as classes. */
export class PageBoundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false }

  static getDerivedStateFromError() {
    return { failed: true }
  }

  override render() {
    return this.state.failed ? <ErrorNotice /> : this.props.children
  }
}

function ErrorNotice() {
  const t = useTexts(texts)
  return (
    <div role="alert">
      <Callout tone="bad" title={t.title}>
        <p>{t.advice}</p>
        <div>
          <Button onClick={() => location.reload()}>{t.reload}</Button>
        </div>
      </Callout>
    </div>
  )
}
