import { type Context, Hono } from 'hono'
import {
  type Approval,
  approvalResponseSchema,
  approvalsSchema,
  approveSchema,
  fourEyesSchema,
  rejectSchema,
} from '#contract/access/approvals'
import { mayOn, type Rights } from '#contract/access/roles'
import type { Bilingual } from '#contract/locale'
import { appsOf } from '../access/authorize.ts'
import { type App, allows, type Caller } from '../access/caller.ts'
import type { Access } from '../access/create-access.ts'
import type { ApprovalChanges } from '../approvals/approval-changes.ts'
import type { ApprovalStep, StepRefusal } from '../approvals/approval-state.ts'
import type { ApprovalRow, ApprovalStore } from '../approvals/approvals.ts'
import { describeApproval } from '../approvals/describe-approval.ts'
import { type ApprovedSender, sendApproved } from '../approvals/send-approved.ts'
import { refuse, refuseValue } from '../http/refusal.ts'
import { actorOf, sessionOf } from '../http/session.ts'
import { noQuery, validated } from '../http/validated.ts'
import type { ProfileStore } from '../profiles/profiles.ts'

type ApprovalRouteDeps = ApprovedSender & {
  approvals: ApprovalStore
  changes: Pick<ApprovalChanges, 'announce'>
  profiles: Pick<ProfileStore, 'find'>
  /** Null if the console asks for no sign-in. */
  access: Access | null
  now: () => number
}

const STEP = {
  access: { role: 'viewer', per: 'profile', of: 'approval' },
  query: noQuery,
  responses: { 200: { description: 'The proposal', schema: approvalResponseSchema } },
  refusals: ['not_found', 'version_conflict'],
  audit: { within: 'approval', fields: ['state', 'digest', 'actor', 'result'] },
} as const

/** Sends and lists to production that another person has to approve. */
export function approvalRoutes(deps: ApprovalRouteDeps) {
  const { approvals, changes, profiles, access, now } = deps

  async function show(c: Context, row: ApprovalRow): Promise<Approval> {
    const caller = c.get('caller')
    const app = await appOf(row)
    const by = caller && { person: personOf(caller), isApprover: allows.approve(caller, app) }
    return describeApproval(row, by, now())
  }

  // An app that was removed counts as production.
  const appOf = async ({ profile: id }: ApprovalRow): Promise<App> =>
    (await profiles.find(id, null)) ?? { id, environment: 'production' }

  async function decide(c: Context, step: ApprovalStep, note: string | null = null) {
    const caller = c.get('caller')
    const id = c.req.param('id') ?? ''
    const row = await approvals.find(id)
    if (!row || !caller) return refuse(c, 'not_found')
    const profile = await profiles.find(row.profile, sessionOf(c))
    const app = await appOf(row)
    if (step.step === 'approve' && !(await mayStillSend(access, row, app))) {
      return refuse(c, 'not_allowed', [], REFUSALS.author)
    }
    const by = { person: personOf(caller), isApprover: allows.approve(caller, app) }
    const decided = await approvals.decide(id, step, { ...by, actor: actorOf(c), note }, profile)
    if ('refused' in decided) {
      const { refused } = decided
      if (refused === 'not_found') return refuse(c, refused)
      const isOver = refused === 'not_waiting' || refused === 'expired'
      return refuse(c, isOver ? 'version_conflict' : 'not_allowed', [], REFUSALS[refused])
    }
    if (decided.row.state === 'approved' && profile) {
      const result = await sendApproved(deps, profile, decided.row, sessionOf(c))
      await approvals.setResult(id, result)
    }
    changes.announce(row.profile)
    const shown = (await approvals.find(id)) ?? decided.row
    return c.json({ approval: await show(c, shown) }, 200)
  }

  return new Hono()
    .get(
      '/',
      validated({
        summary: 'Lists the sends that wait for approval, and the last decided ones',
        access: { role: 'viewer', per: 'any' },
        responses: { 200: { description: 'What waits comes first', schema: approvalsSchema } },
      }),
      async (c) => {
        const visible = await appsOf(c, 'viewer')
        const rows = await approvals.list(visible)
        const required = await approvals.requiredApps()
        const apps = visible ? required.filter((id) => visible.includes(id)) : required
        return c.json({ approvals: await Promise.all(rows.map((row) => show(c, row))), apps }, 200)
      },
    )
    .post(
      '/:id/approve',
      validated({
        summary: 'Approves exactly what was shown, and sends it',
        ...STEP,
        body: approveSchema,
      }),
      (c) => decide(c, { step: 'approve', ...c.req.valid('json') }),
    )
    .post(
      '/:id/reject',
      validated({ summary: 'Rejects a send; nothing is sent', ...STEP, body: rejectSchema }),
      (c) => decide(c, { step: 'reject' }, c.req.valid('json').note?.trim() || null),
    )
    .post(
      '/:id/withdraw',
      validated({ summary: 'Takes back one’s own submission', ...STEP }),
      (c) => decide(c, { step: 'withdraw' }),
    )
    .put(
      '/apps/:profile',
      validated({
        summary: 'Sets whether another person has to approve what a production app sends',
        access: { role: 'admin', per: 'profile', of: 'path' },
        body: fourEyesSchema,
        responses: { 200: { description: 'The setting', schema: fourEyesSchema } },
        refusals: ['not_found'],
        audit: {
          fields: ['required'],
          before: async (id) => ({ required: (await approvals.requiredApps()).includes(id) }),
        },
      }),
      async (c) => {
        const { required } = c.req.valid('json')
        const profile = await profiles.find(c.req.param('profile'), null)
        if (!profile) return refuse(c, 'not_found')
        if (required && access === null) return refuseValue(c, '', 'four_eyes_needs_sign_in')
        await approvals.require(profile.id, required)
        changes.announce(profile.id)
        return c.json({ required }, 200)
      },
    )
}

/** Whether the author of a proposal may still send with the app. */
async function mayStillSend(
  access: Access | null,
  { actor, author }: ApprovalRow,
  app: App,
): Promise<boolean> {
  if (access === null) return true
  const person = await access.people.find(author)
  if (!person || person.disabled_at_ms !== null) return false
  const rights: Rights[] = [access.people.grantsOf(person)]
  if (actor !== author) {
    const token = (await access.tokens.list(author)).find(({ id }) => id === actor)
    if (!token) return false
    rights.push(token.grants)
  }
  return rights.every((one) => mayOn(one, 'sender', app))
}

/** Only people decide: a token may be used by anyone who has it. */
const personOf = ({ kind, actor }: Caller) => (kind === 'person' ? actor : null)

const REFUSALS: Record<StepRefusal | 'author', Bilingual> = {
  not_waiting: { zh: '此项已有决定。', en: 'This was decided already.' },
  expired: { zh: '审批已过期，未发送。', en: 'The approval has expired. Nothing was sent.' },
  not_approver: { zh: '你不是此应用的审批人。', en: 'You are not an approver of this app.' },
  own: {
    zh: '不能审批自己提交、创建或修改的内容，请由另一位审批人决定。',
    en: 'You can’t approve what you submitted, made or changed yourself. Another approver decides.',
  },
  not_own: { zh: '只有提交人可以撤回。', en: 'Only the person who submitted it can withdraw it.' },
  changed: {
    zh: '内容与你看到的不同，未发送。请重新加载后再决定。',
    en: 'The content is not what you have seen. Nothing was sent: reload, then decide.',
  },
  author: {
    zh: '提交人已不能用此应用发送，未发送。',
    en: 'The author may no longer send with this app. Nothing was sent.',
  },
}
