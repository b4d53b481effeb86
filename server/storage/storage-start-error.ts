/** The console cannot start on this storage; the message is one line that says what to do. */
export class StorageStartError extends Error {
  override readonly name = 'StorageStartError'
}
