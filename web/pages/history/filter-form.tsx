import { Search } from 'lucide-react'
import { useEffect, useId, useRef } from 'react'
import { useForm } from 'react-hook-form'
import { isCode, OUTCOMES } from '#contract/exchange-filter'
import { useProfileName, useProfiles } from '../../api-client/profiles.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import fieldStyles from '../../ui/form/field.module.css'
import { LabelledInput, LabelledSelect } from '../../ui/form/labelled-field.tsx'
import {
  filterParams,
  fromLocalInput,
  type HistoryFilter,
  hasMoreFilters,
  NO_FILTER,
  toLocalInput,
} from './filter.ts'
import styles from './filter-form.module.css'
import { texts } from './texts.ts'

const DEBOUNCE_MS = 250

type Props = { filter: HistoryFilter; onFilter: (filter: HistoryFilter) => void }

/** The filter of the list. Changes apply at once, typed texts after a pause, so there is no button. */
export function FilterForm({ filter, onFilter }: Props) {
  const t = useTexts(texts)
  const id = useId()
  const profiles = useProfiles().data ?? []
  const profileName = useProfileName()
  const ids = new Set(profiles.map((profile) => profile.id))
  // A shared URL may name a profile that does not exist here.
  if (filter.profile !== '') ids.add(filter.profile)
  const { register, apply, applyLater, codeInvalid } = useFilterForm(filter, onFilter)
  return (
    <search className={styles.form}>
      <div className={styles.main}>
        <div className={fieldStyles.field}>
          <label htmlFor={`${id}-query`} className={fieldStyles.label}>
            {t.search}
          </label>
          <div className={styles.box}>
            <Search size={16} aria-hidden="true" />
            <input
              id={`${id}-query`}
              type="search"
              className={styles.input}
              placeholder={t.searchHint}
              maxLength={200}
              autoComplete="off"
              spellCheck={false}
              {...register('query', { onChange: applyLater })}
            />
          </div>
        </div>
        <LabelledSelect
          label={t.outcome}
          options={[
            { value: '', label: t.allOutcomes },
            ...OUTCOMES.map((value) => ({ value, label: t.outcomes[value] })),
          ]}
          {...register('outcome', { onChange: apply })}
        />
      </div>
      <Disclosure summary={t.moreFilters} startsOpen={hasMoreFilters(filter)}>
        <div className={styles.more}>
          <LabelledInput
            label={t.code}
            type="text"
            placeholder={t.codeHint}
            maxLength={12}
            spellCheck={false}
            error={codeInvalid ? t.codeError : undefined}
            {...register('code', { onChange: applyLater, validate: isValidCode })}
          />
          <LabelledSelect
            label={t.profile}
            options={[
              { value: '', label: t.allProfiles },
              ...[...ids].map((value) => ({ value, label: profileName(value) })),
            ]}
            {...register('profile', { onChange: apply })}
          />
          {(['from', 'to'] as const).map((name) => (
            <LabelledInput
              key={name}
              label={t[name]}
              type="datetime-local"
              {...register(name, { onChange: apply })}
            />
          ))}
        </div>
        {hasMoreFilters(filter) ? (
          <Button variant="ghost" onClick={() => onFilter(NO_FILTER)}>
            {t.clear}
          </Button>
        ) : null}
      </Disclosure>
    </search>
  )
}

/** Keeps the fields and the filter in step: what is typed becomes the filter, another filter fills the fields. */
function useFilterForm(filter: HistoryFilter, onFilter: Props['onFilter']) {
  const { register, getValues, reset, formState } = useForm({
    defaultValues: toFields(filter),
    mode: 'onChange',
  })
  const applied = useRef(`${filterParams(filter)}`)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const latest = useRef({ filter, onFilter })
  useEffect(() => {
    latest.current = { filter, onFilter }
  })
  useEffect(() => {
    const params = `${filterParams(filter)}`
    // Unchanged if it came from these fields, which may hold newer text by now.
    if (params === applied.current) return
    applied.current = params
    reset(toFields(filter))
  }, [filter, reset])
  useEffect(() => () => clearTimeout(timer.current), [])

  const apply = () => {
    clearTimeout(timer.current)
    const next = toFilter(getValues(), latest.current.filter)
    const params = `${filterParams(next)}`
    if (params === applied.current) return
    applied.current = params
    latest.current.onFilter(next)
  }
  const applyLater = () => {
    clearTimeout(timer.current)
    timer.current = setTimeout(apply, DEBOUNCE_MS)
  }
  return { register, apply, applyLater, codeInvalid: formState.errors.code !== undefined }
}

function toFields(filter: HistoryFilter): HistoryFilter {
  return { ...filter, from: toLocalInput(filter.from), to: toLocalInput(filter.to) }
}

/** An invalid code and an untouched time, which may be more exact than its input, stay as they were. */
function toFilter(fields: HistoryFilter, before: HistoryFilter): HistoryFilter {
  const time = (name: 'from' | 'to') =>
    fields[name] === toLocalInput(before[name]) ? before[name] : fromLocalInput(fields[name])
  return {
    ...fields,
    query: fields.query.trim(),
    code: isValidCode(fields.code) ? fields.code.trim() : before.code,
    from: time('from'),
    to: time('to'),
  }
}

function isValidCode(text: string): boolean {
  return text.trim() === '' || isCode(text.trim())
}
