import { type Findings, remark } from '../findings.ts'
import { REASONS } from '../reasons.ts'
import { findBodies } from './find-bodies.ts'
import { findCall } from './find-call.ts'
import { readProgram, spend } from './program.ts'
import type { SourceLanguage } from './tokens.ts'

/** Takes the call out of a program, without running any of it. */
export function readSource(source: string, language: SourceLanguage, findings: Findings): void {
  const program = readProgram(source, language)
  const bodies = findBodies(program)
  const read = bodies.filter(({ findings: { follow_ups } }) => follow_ups !== null)
  const differ = new Set(read.map((body) => JSON.stringify(body.findings.follow_ups))).size > 1
  if (differ) remark(findings, 'follow_ups', REASONS.several_bodies)
  const chosen = read.at(-1) ?? bodies.at(-1)
  if (chosen) {
    findings.follow_ups = chosen.findings.follow_ups
    for (const { place, reason } of chosen.findings.not_understood) remark(findings, place, reason)
  } else remark(findings, 'follow_ups', REASONS.no_bubbles)
  findCall(program, findings, textsOf(findings))
  if (!spend(program, 0)) remark(findings, '1:1', REASONS.too_involved)
}

function textsOf({ follow_ups }: Findings): Set<string> {
  return new Set(
    (follow_ups ?? []).flatMap(({ content, i18n_contents = [] }) => [
      content,
      ...i18n_contents.map((row) => row.content),
    ]),
  )
}
