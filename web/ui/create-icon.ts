import { createElement, type SVGProps } from 'react'

type Part = readonly [tag: string, attributes: Readonly<Record<string, string>>]
type Props = SVGProps<SVGSVGElement> & { size?: number }

/** Stands in the built page for Lucide's own function, most of which the page has no use for. */
export function createIcon({ node }: { node: readonly Part[] }) {
  return ({ size = 24, ...rest }: Props) =>
    createElement(
      'svg',
      {
        width: size,
        height: size,
        viewBox: '0 0 24 24',
        fill: 'none',
        stroke: 'currentColor',
        strokeWidth: 2,
        strokeLinecap: 'round',
        strokeLinejoin: 'round',
        'aria-hidden': true,
        ...rest,
      },
      node.map(([tag, attributes]) => createElement(tag, attributes)),
    )
}
