import type { ReactNode } from 'react'
import buttonStyles from '../ui/button.module.css'

type Props = { href: string; icon: ReactNode; children: ReactNode }

/** A file of the console's own, to be saved: a link that looks like a button. */
export function DownloadLink({ href, icon, children }: Props) {
  return (
    <a className={`${buttonStyles.button} ${buttonStyles.ghost}`} href={href} download>
      <span aria-hidden="true">{icon}</span>
      {children}
    </a>
  )
}
