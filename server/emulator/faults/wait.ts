import type { ServerResponse } from 'node:http'

/**
 * Lets time pass by the machine's clock, as the caller's patience goes by that one.
 * @returns whether the caller is still there, and the faults have not been ended
 */
export function wait(ms: number, outgoing: ServerResponse, ending: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const finish = (goOn: boolean) => {
      clearTimeout(timer)
      outgoing.off('close', leave)
      ending.removeEventListener('abort', leave)
      resolve(goOn)
    }
    const leave = () => finish(false)
    const timer = setTimeout(() => finish(true), ms)
    outgoing.on('close', leave)
    ending.addEventListener('abort', leave)
    if (outgoing.destroyed || ending.aborted) leave()
  })
}
