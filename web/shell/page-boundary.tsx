import { Component, type ReactNode } from 'react'
import { defineTexts, useTexts } from '../i18n/texts.ts'
import { Button } from '../ui/button/button.tsx'
import { Callout } from '../ui/callout/callout.tsx'

const texts = defineTexts({
  en: {
    title: 'Something went wrong',
    advice:
      'Part of this page could not load, or the console has a bug. Saved drafts and the history are not affected.',
    reload: 'Reload',
  },
  zh: {
    title: '出错了',
    advice: '页面的一部分未能加载，或者控制台自身出错。已保存的草稿和发送记录不受影响。',
    reload: '重新加载',
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
