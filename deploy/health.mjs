// Asks the counselor on this machine for its health; ends with 0 where it answers that all is well, else with 1.
// SPDX-FileCopyrightText: 2026 The OSPO Counselor contributors
// SPDX-License-Identifier: Apache-2.0

const [path = '/healthz'] = process.argv.slice(2)
const port = process.env.PORT?.trim() || '3000'

try {
  const {status} = await fetch(`http://127.0.0.1:${port}${path}`, {signal: AbortSignal.timeout(3_000)})
  process.stdout.write(`${path} answers ${status}\n`)
  process.exitCode = status === 200 ? 0 : 1
} catch (error) {
  process.stderr.write(`${path} does not answer: ${error.cause?.code ?? error.name}\n`)
  process.exitCode = 1
}
