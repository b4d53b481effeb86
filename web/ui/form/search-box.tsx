import { Search } from 'lucide-react'
import { type ComponentProps, useId } from 'react'
import styles from './search-box.module.css'

type Props = Omit<ComponentProps<'input'>, 'className' | 'id' | 'type'> & {
  /** For screen readers only. */
  label: string
}

/** A search field with its icon, for the filters above a list. */
export function SearchBox({ label, ...input }: Props) {
  const id = useId()
  return (
    <div className={styles.box}>
      <label htmlFor={id} className="visually-hidden">
        {label}
      </label>
      <Search size={16} aria-hidden="true" />
      <input
        {...input}
        id={id}
        type="search"
        className={styles.input}
        autoComplete="off"
        spellCheck={false}
      />
    </div>
  )
}
