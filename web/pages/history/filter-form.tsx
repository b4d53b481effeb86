import { ChevronDown } from 'lucide-react'
import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useForm } from 'react-hook-form'
import { ENDPOINTS, isCode, OUTCOMES } from '#contract/exchange-filter'
import { RESULT_KINDS } from '#contract/results/result-kinds'
import { useProfileName, useProfiles } from '../../api-client/profiles.ts'
import { me } from '../../api-client/rights.ts'
import { deliveryTexts } from '../../features/delivery/delivery-texts.ts'
import { resultTexts } from '../../features/results/texts.ts'
import { useTexts } from '../../i18n/texts.ts'
import { Button } from '../../ui/button/button.tsx'
import { Chip } from '../../ui/form/chip.tsx'
import { LabelledInput, LabelledSelect } from '../../ui/form/labelled-field.tsx'
import { SearchBox } from '../../ui/form/search-box.tsx'
import { placeBeside } from '../../ui/interaction.ts'
import {
  countMoreFilters,
  filterParams,
  fromLocalInput,
  type HistoryFilter,
  isToday,
  NO_FILTER,
  startOfDay,
  toLocalInput,
} from './filter.ts'
import styles from './filter-form.module.css'
import { texts } from './texts.ts'

const DEBOUNCE_MS = 250

export type FilterOption = { value: string; label: string }

type Props = {
  filter: HistoryFilter
  onFilter: (filter: HistoryFilter) => void
  /** The templates, recipients and lists of recipients to choose from. */
  templates: readonly FilterOption[]
  recipients: readonly FilterOption[]
  lists: readonly FilterOption[]
  /** Shown at the end of the line. */
  children: ReactNode
}

/** The filter of the list in one line. Changes apply at once, typed texts after a pause, so there is no button. */
export function FilterForm(props: Props) {
  const { filter, onFilter, templates, recipients, lists, children } = props
  const t = useTexts(texts)
  const deliveries = useTexts(deliveryTexts)
  const profiles = useProfiles().data ?? []
  const profileName = useProfileName()
  const profileOptions = profiles.map(({ id: value }) => ({ value, label: profileName(value) }))
  const { register, apply, applyLater, typed, codeInvalid } = useFilterForm(filter, onFilter)
  const anySet = filterParams(filter).size > 0
  const query = useRef<HTMLInputElement>(null)
  const queryField = register('query', { onChange: applyLater })
  const now = new Date()
  const today = isToday(filter, now)
  const states = Object.entries(deliveries.states).map(([value, label]) => ({ value, label }))
  const { title: result, kinds } = useTexts(resultTexts)
  const results = RESULT_KINDS.map((value) => ({ value, label: kinds[value] }))
  const selects = [
    ['template', t.template, t.allTemplates, withValue(templates, filter.template)],
    ['recipient', t.recipient, t.allRecipients, withValue(recipients, filter.recipient)],
    ['state', t.state, t.allStates, states],
    ['result', result, t.allResults, results],
  ] as const
  return (
    <search className={styles.form}>
      <SearchBox
        label={t.search}
        placeholder={t.searchHint}
        maxLength={200}
        {...queryField}
        ref={(element) => {
          queryField.ref(element)
          query.current = element
        }}
      />
      <div className={styles.chips}>
        <Chip
          type="checkbox"
          checked={filter.actor === me.actor}
          onChange={({ target }) => onFilter({ ...typed(), actor: target.checked ? me.actor : '' })}
        >
          {t.mine}
        </Chip>
        <Chip
          type="checkbox"
          checked={today}
          onChange={({ target }) =>
            onFilter({ ...typed(), from: target.checked ? startOfDay(now) : '', to: '' })
          }
        >
          {t.today}
        </Chip>
      </div>
      {selects.map(([name, label, all, options]) => (
        <select
          key={name}
          aria-label={label}
          className={`${styles.select} ${filter[name] === '' ? '' : styles.chosen}`}
          {...register(name, { onChange: apply })}
        >
          <Options all={all} options={options} />
        </select>
      ))}
      <MoreFilters count={countMoreFilters(filter, now)}>
        <LabelledSelect
          label={t.call}
          options={[
            { value: '', label: t.allCalls },
            ...ENDPOINTS.map((value) => ({ value, label: t.calls[value] })),
          ]}
          {...register('endpoint', { onChange: apply })}
        />
        <LabelledSelect
          label={t.outcome}
          options={[
            { value: '', label: t.allOutcomes },
            ...OUTCOMES.map((value) => ({ value, label: t.outcomes[value] })),
          ]}
          {...register('outcome', { onChange: apply })}
        />
        <LabelledSelect
          label={t.profile}
          options={[
            { value: '', label: t.allProfiles },
            ...withValue(profileOptions, filter.profile),
          ]}
          {...register('profile', { onChange: apply })}
        />
        <LabelledSelect
          label={t.sendList}
          options={[{ value: '', label: t.allSendLists }, ...withValue(lists, filter.list)]}
          {...register('list', { onChange: apply })}
        />
        {(['from', 'to'] as const).map((name) => (
          <LabelledInput
            key={name}
            label={t[name]}
            type="datetime-local"
            {...register(name, { onChange: apply })}
          />
        ))}
        <LabelledInput
          label={t.code}
          type="text"
          placeholder={t.codeHint}
          maxLength={12}
          spellCheck={false}
          hint=" "
          error={codeInvalid ? t.codeError : undefined}
          {...register('code', { onChange: applyLater, validate: isValidCode })}
        />
      </MoreFilters>
      {anySet ? (
        <Button
          variant="ghost"
          onClick={() => {
            onFilter(NO_FILTER)
            // This button disappears.
            query.current?.focus()
          }}
        >
          {t.clear}
        </Button>
      ) : null}
      {children}
    </search>
  )
}

/** Adds the value of a shared URL that names something unknown here. */
function withValue(options: readonly FilterOption[], value: string): readonly FilterOption[] {
  const known = value === '' || options.some((option) => option.value === value)
  return known ? options : [...options, { value, label: value }]
}

function Options({ all, options }: { all: string; options: readonly FilterOption[] }) {
  return (
    <>
      <option value="">{all}</option>
      {options.map(({ value, label }) => (
        <option key={value} value={value}>
          {label}
        </option>
      ))}
    </>
  )
}

/** The other filters in a popover over the list, so that it does not move. */
function MoreFilters({ count, children }: { count: number; children: ReactNode }) {
  const t = useTexts(texts)
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const panel = useRef<HTMLDivElement>(null)
  return (
    <>
      <button ref={button} type="button" className={styles.more} popoverTarget={id}>
        {t.moreFilters}
        {count > 0 ? <span className={styles.set}>{t.filtersSet(count)}</span> : null}
        <ChevronDown size={16} aria-hidden="true" />
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        className={styles.panel}
        onBeforeToggle={({ newState }) => {
          if (newState === 'open') placeBeside(panel.current, button.current)
        }}
      >
        {children}
      </div>
    </>
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
  return {
    register,
    apply,
    applyLater,
    /** The filter with what was typed a moment ago. */
    typed() {
      clearTimeout(timer.current)
      return toFilter(getValues(), filter)
    },
    codeInvalid: formState.errors.code !== undefined,
  }
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
