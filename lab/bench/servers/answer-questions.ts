/** Responds to the IPC requests of the parent process, see `ask` in server-process.ts. */
export function handleIpcRequests<T extends object>(handle: (request: T) => unknown): void {
  process.on('message', async (message: T & { id: number }) => {
    const { id } = message
    try {
      process.send?.({ id, value: await handle(message) })
    } catch (error) {
      process.send?.({ id, error: String(error) })
    }
  })
  process.once('disconnect', () => process.exit(0))
}
