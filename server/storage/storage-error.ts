/** What is wrong with the storage, as far as it decides what to do about it. */
export type StorageFault =
  /** No room; works again once there is some. */
  | 'full'
  | 'read_only'
  /** The database server does not answer, or another process holds a lock for long. */
  | 'unavailable'
  /** The disk failed or the file is damaged: nothing may be written before a restart. */
  | 'damaged'
  | 'other'

/** A read or write of the storage failed. The message names the fault and never quotes a value. */
export class StorageError extends Error {
  override readonly name = 'StorageError'
  readonly fault: StorageFault
  constructor(fault: StorageFault, detail: string) {
    super(`storage ${fault}: ${detail}`)
    this.fault = fault
  }
}
