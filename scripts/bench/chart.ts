import type { Result } from './row.ts'

const ROW = 26
const TOP = 34
const WIDTH = 900
/** Where the names end, the bars begin, and the goal stands. */
const NAMES = 8
const BARS = 470
const GOAL = 630
/** How far from the goal the longest bar goes, in powers of two. */
const REACH = 5
const STEP = (GOAL - BARS) / REACH

/**
 * Every row as a bar from its goal: to the right what is better than it, to the left what falls
 * short, each step twice as much. Readable on a light and on a dark page.
 */
export function drawChart(results: readonly Result[]): string {
  const height = TOP + results.length * ROW + 8
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="Each measured figure beside its goal">
<style>
text { font: 13px system-ui, sans-serif; fill: #1f2328 }
.dim { fill: #59636e }
.good { fill: #1a7f37 }
.short { fill: #cf222e }
line { stroke: #59636e }
@media (prefers-color-scheme: dark) {
text { fill: #e6edf3 }
.dim { fill: #9198a1 }
.good { fill: #3fb950 }
.short { fill: #f85149 }
line { stroke: #9198a1 }
}
</style>
<text class="dim" x="${GOAL}" y="18" text-anchor="middle">goal</text>
<text class="dim" x="${BARS}" y="18">← short of it</text>
<text class="dim" x="${GOAL + 48}" y="18">better than it →</text>
<line x1="${GOAL}" y1="24" x2="${GOAL}" y2="${height - 6}"/>
${results.map(drawRow).join('\n')}
</svg>
`
}

function drawRow(result: Result, index: number): string {
  const y = TOP + index * ROW
  const name = `<text x="${NAMES}" y="${y + 14}">${escapeText(result.name)}</text>`
  const judged = result.judge === 'ratio' ? result.ratio : result.ours
  if (result.skipped !== null || judged === null) {
    return `${name}<text class="dim" x="${GOAL + 8}" y="${y + 14}">skipped</text>`
  }
  const length = Math.max(-REACH, Math.min(REACH, doublings(judged, result))) * STEP
  const x = Math.min(GOAL, GOAL + length)
  const kind = result.ok ? 'good' : 'short'
  const said = result.judge === 'ratio' ? `× ${judged}` : `${judged} ${result.unit}`
  const goal = `${result.better === 'more' ? '≥' : '≤'} ${result.target}`
  return (
    `${name}<rect class="${kind}" x="${x.toFixed(1)}" y="${y + 4}" width="${Math.max(2, Math.abs(length)).toFixed(1)}" height="13" rx="2"/>` +
    `<text x="${WIDTH - 70}" y="${y + 14}" text-anchor="end">${said}</text>` +
    `<text class="dim" x="${WIDTH - 8}" y="${y + 14}" text-anchor="end">${goal}</text>`
  )
}

/** How often a figure is twice as good as its goal. */
function doublings(judged: number, { better, target }: Result): number {
  // Where the goal is none at all there is no scale.
  if (target === 0 || judged === 0) return judged === target ? 0 : -REACH
  return Math.log2(better === 'more' ? judged / target : target / judged)
}

function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
