import type { Exchange } from '#contract/exchange'

/** One JSON document, `{"exchanges":[…]}` with a line for each, in pieces as the exchanges come. */
export async function* writeJson(exchanges: AsyncIterable<Exchange>): AsyncGenerator<string> {
  yield '{"exchanges":['
  let separator = '\n'
  for await (const exchange of exchanges) {
    yield separator + JSON.stringify(exchange)
    separator = ',\n'
  }
  yield '\n]}\n'
}
