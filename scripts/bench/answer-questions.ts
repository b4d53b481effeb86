type Question = { id: number }

/** Answers what the parent process asks over IPC, see `ask` of server-process.ts. */
export function answerQuestions<Q extends object>(answer: (question: Q) => unknown): void {
  process.on('message', async (message: Question & Q) => {
    const { id } = message
    try {
      process.send?.({ id, value: await answer(message) })
    } catch (error) {
      process.send?.({ id, error: String(error) })
    }
  })
  process.once('disconnect', () => process.exit(0))
}
