/** Downloads a text or the bytes of a file. */
export function saveFile(name: string, data: string | Blob, type = 'application/json'): void {
  const url = URL.createObjectURL(new Blob([data], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // Some browsers read it only after the click event.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
