import { countCharacters } from '#contract/limits'
import type { Assumptions } from './assumptions.ts'

const graphemes = new Intl.Segmenter()

/** The length of a text in the unit that "200 characters" is assumed to mean. */
export function countIn(unit: Assumptions['character_unit'], text: string): number {
  switch (unit) {
    case 'code_points':
      return countCharacters(text)
    case 'utf16_units':
      return text.length
    case 'graphemes':
      return [...graphemes.segment(text)].length
  }
}
