import { Search } from 'lucide-react'
import { useId } from 'react'
import { isCode } from '#contract/exchange-filter'
import { OUTCOMES } from '#contract/outcome'
import { useTexts } from '../i18n/texts.ts'
import { useProfileName, useProfiles } from '../queries/profiles.ts'
import { Button } from '../ui/button.tsx'
import { Disclosure } from '../ui/disclosure.tsx'
import fieldStyles from '../ui/field.module.css'
import { DebouncedInput } from './debounced-input.tsx'
import { EVERYTHING, type Filter, fromLocalInput, narrows, toLocalInput } from './filter.ts'
import styles from './filter-form.module.css'
import { texts } from './texts.ts'

type Props = { filter: Filter; onFilter: (filter: Filter) => void }

/** What is looked for. Everything answers at once, so there is no button. */
export function FilterForm({ filter, onFilter }: Props) {
  const t = useTexts(texts)
  const id = useId()
  const profiles = useProfiles().data ?? []
  const profileName = useProfileName()
  const ids = profiles.map((profile) => profile.id)
  const set = (part: Partial<Filter>) => onFilter({ ...filter, ...part })
  return (
    <search className={styles.form}>
      <div className={styles.main}>
        <div className={fieldStyles.field}>
          <label htmlFor={`${id}-query`} className={fieldStyles.label}>
            {t.search}
          </label>
          <div className={styles.box}>
            <Search size={16} aria-hidden="true" />
            <DebouncedInput
              id={`${id}-query`}
              type="search"
              className={styles.input}
              value={filter.query}
              placeholder={t.searchHint}
              maxLength={200}
              onSettle={(query) => set({ query })}
            />
          </div>
        </div>
        <div className={fieldStyles.field}>
          <label htmlFor={`${id}-outcome`} className={fieldStyles.label}>
            {t.outcome}
          </label>
          <select
            id={`${id}-outcome`}
            className={fieldStyles.input}
            value={filter.outcome}
            onChange={(event) => set({ outcome: event.target.value })}
          >
            <option value="">{t.allOutcomes}</option>
            {OUTCOMES.map((outcome) => (
              <option key={outcome} value={outcome}>
                {t.outcomes[outcome]}
              </option>
            ))}
          </select>
        </div>
      </div>
      <Disclosure summary={t.moreFilters} startsOpen={narrows(filter)}>
        <div className={styles.more}>
          <div className={fieldStyles.field}>
            <label htmlFor={`${id}-code`} className={fieldStyles.label}>
              {t.code}
            </label>
            <DebouncedInput
              id={`${id}-code`}
              className={fieldStyles.input}
              value={filter.code}
              placeholder={t.codeHint}
              maxLength={12}
              refused={(text) => (text === '' || isCode(text) ? null : t.codeMend)}
              onSettle={(code) => set({ code })}
            />
          </div>
          <div className={fieldStyles.field}>
            <label htmlFor={`${id}-profile`} className={fieldStyles.label}>
              {t.profile}
            </label>
            <select
              id={`${id}-profile`}
              className={fieldStyles.input}
              value={filter.profile}
              onChange={(event) => set({ profile: event.target.value })}
            >
              <option value="">{t.allProfiles}</option>
              {[...new Set([...ids, filter.profile])]
                .filter((one) => one !== '')
                .map((one) => (
                  <option key={one} value={one}>
                    {profileName(one)}
                  </option>
                ))}
            </select>
          </div>
          {(['from', 'to'] as const).map((name) => (
            <div key={name} className={fieldStyles.field}>
              <label htmlFor={`${id}-${name}`} className={fieldStyles.label}>
                {t[name]}
              </label>
              <input
                id={`${id}-${name}`}
                type="datetime-local"
                className={fieldStyles.input}
                value={toLocalInput(filter[name])}
                onChange={(event) => set({ [name]: fromLocalInput(event.target.value) })}
              />
            </div>
          ))}
        </div>
        {narrows(filter) ? (
          <Button variant="ghost" onClick={() => onFilter(EVERYTHING)}>
            {t.clear}
          </Button>
        ) : null}
      </Disclosure>
    </search>
  )
}
