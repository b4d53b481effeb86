import { ChevronLeft, CirclePlus, Ellipsis, SendHorizontal, Smile } from 'lucide-react'
import { memo, type ReactNode } from 'react'
import { Avatar, BotTag } from '../features/chat/chat.tsx'
import { IsolatedText } from '../ui/text/isolated-text.tsx'
import styles from './chat-frame.module.css'

export type Scheme = 'light' | 'dark'
export type Device = 'desktop' | 'phone'

type Props = {
  /** The name of the chat for screen readers. */
  label: string
  scheme: Scheme
  device: Device
  botName: string
  children: ReactNode
}

/** A one-to-one chat that resembles the client, with its own colours. */
export function ChatFrame({ label, scheme, device, botName, children }: Props) {
  return (
    <fieldset>
      <legend className="visually-hidden">{label}</legend>
      <div className={styles.frame} data-scheme={scheme} data-device={device}>
        <TitleBar device={device} botName={botName} />
        <div className={styles.conversation}>
          <p className={styles.time}>10:24</p>
          {children}
        </div>
        <InputBar device={device} />
      </div>
    </fieldset>
  )
}

const TitleBar = memo(function TitleBar({ device, botName }: Pick<Props, 'device' | 'botName'>) {
  return (
    <div className={styles.titleBar}>
      {device === 'phone' ? <ChevronLeft size={20} aria-hidden="true" /> : <Avatar who="bot" />}
      <div className={styles.name}>
        <IsolatedText text={botName} oneLine />
        <BotTag />
      </div>
      <Ellipsis size={18} aria-hidden="true" />
    </div>
  )
})

const InputBar = memo(function InputBar({ device }: Pick<Props, 'device'>) {
  return (
    <div className={styles.inputBar} aria-hidden="true">
      <span className={styles.input} />
      <Smile size={20} />
      <CirclePlus size={20} />
      {device === 'desktop' ? <SendHorizontal size={20} /> : null}
    </div>
  )
})
