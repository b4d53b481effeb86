// Sends a .http file as the clients of editors do, with the variables of the environment filled in.
import { readFileSync } from 'node:fs'

const filled = readFileSync(process.argv[2], 'utf8').replace(/\{\{(.*?)\}\}/g, (_, variable) => {
  const [, name] = /^\$processEnv (\w+)$/.exec(variable) ?? []
  const value = name === undefined ? undefined : process.env[name]
  if (value === undefined) throw new Error(`unknown variable ${variable}`)
  return value
})
const [head, ...rest] = filled.split('\n\n')
const [requestLine, ...headerLines] = head.split('\n')
const [method, url] = requestLine.split(' ')
const headers = headerLines.map((line) => line.split(/: (.*)/).slice(0, 2))
const response = await fetch(url, { method, headers, body: rest.join('\n\n') })
const text = await response.text()
console.log(response.status, text, `log id ${response.headers.get('x-tt-logid')}`)
if (!response.ok || JSON.parse(text).code !== 0) process.exitCode = 1
